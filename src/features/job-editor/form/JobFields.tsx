import { YamlTextArea, YamlTextField } from '../../../parts/YamlFields.tsx'
import type { YamlForm } from '../../../parts/yaml-form.ts'
import { toCommand, toSweep } from '../../../domain/job-spec/jobs/switch-kind.ts'
import { placeName } from '../../../parts/find-field.ts'
import { ChangedMark } from '../../../ui/ChangedMark.tsx'
import { Choice } from '../../../ui/Choice.tsx'
import styles from '../JobForm.module.css'

const kinds = [
  { value: 'command', text: 'Command' },
  { value: 'sweep', text: 'Sweep' },
] as const

export type JobKind = (typeof kinds)[number]['value']

/** What the job is called and filed under, and of which kind it is. */
export function JobFields({
  form,
  jobName,
  originalKind,
}: {
  form: YamlForm
  jobName: string
  /** Of the job that this one is a copy of. */
  originalKind: JobKind | undefined
}) {
  const isSweep = form.text(['type']) === 'sweep'
  const kind = isSweep ? 'sweep' : 'command'
  const become = (next: JobKind) => form.replace(next === 'sweep' ? toSweep(form.source) : toCommand(form.source))
  const problem = form.problem(['type']) ?? form.problem([])
  return (
    <>
      <div data-place={placeName(['type'])}>
        <Choice label="Kind of job" value={kind} options={kinds} onChange={become} />
      </div>
      {originalKind !== undefined && originalKind !== kind && (
        <ChangedMark
          what="Changed"
          was={`was ${originalKind}`}
          label="Kind of job"
          onTakeBack={() => become(originalKind)}
        />
      )}
      <p className={styles.hint}>
        {isSweep ? 'Runs the command many times, over a search space.' : 'Runs a command once.'}
      </p>
      {problem !== undefined && (
        <p className={styles.error} role="alert">
          {problem}
        </p>
      )}
      <div className={styles.pair}>
        <YamlTextField form={form} path={['display_name']} label="Display name" optional />
        <YamlTextField form={form} path={['experiment_name']} label="Experiment" optional placeholder="Default" />
      </div>
      <YamlTextField
        form={form}
        path={['name']}
        label="Job name"
        optional
        mono
        placeholder={jobName}
        hint="Unique in the workspace. Left empty, the name shown is used."
      />
      <YamlTextArea form={form} path={['description']} label="Description" optional rows={2} />
    </>
  )
}
