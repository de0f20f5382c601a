import { computeReference } from '../../../domain/job-spec/references.ts'
import { ComputePicker } from '../../../parts/ComputePicker.tsx'
import { VmSizePicker } from '../../../parts/VmSizePicker.tsx'
import { YamlNumberField, YamlTextField } from '../../../parts/YamlFields.tsx'
import type { YamlForm } from '../../../parts/yaml-form.ts'
import { Choice } from '../../../ui/Choice.tsx'
import styles from '../JobForm.module.css'

const path = ['compute']

/** Where the command runs: a cluster of the workspace, or serverless nodes of a VM size. */
export function ComputeField({ form }: { form: YamlForm }) {
  const reference = computeReference(form.has(path) ? form.text(path) : undefined)
  const kind = reference.kind === 'serverless' ? 'serverless' : reference.kind === 'named' ? 'cluster' : 'reference'
  return (
    <>
      <Choice
        label="Kind of compute"
        value={kind}
        options={[
          { value: 'cluster', text: 'Cluster' },
          { value: 'serverless', text: 'Serverless' },
          ...(kind === 'reference' ? [{ value: 'reference' as const, text: 'By id' }] : []),
        ]}
        onChange={(next) => form.set(path, next === 'cluster' ? 'azureml:' : undefined)}
      />
      {reference.kind === 'named' && (
        <ComputePicker
          label="Cluster"
          value={reference.name}
          error={form.problem(path)}
          onChange={(name) => form.set(path, `azureml:${name}`)}
        />
      )}
      {kind === 'reference' && <YamlTextField form={form} path={path} label="Compute" mono />}
      {kind === 'serverless' && (
        <VmSizePicker
          label="VM size"
          value={form.text(['resources', 'instance_type'])}
          hint="Left empty, the service picks one."
          error={form.problem(['resources', 'instance_type'])}
          onChange={(name) => form.set(['resources', 'instance_type'], name || undefined)}
        />
      )}
      <div className={styles.pair}>
        <YamlNumberField
          form={form}
          path={['resources', 'instance_count']}
          label="Nodes"
          optional
          hint="1 if left empty."
        />
        <YamlNumberField
          form={form}
          path={['limits', 'timeout']}
          label="Timeout in seconds"
          optional
          hint="The job is ended when it takes longer."
        />
      </div>
    </>
  )
}
