import { useQuery, useQueryClient } from '@tanstack/react-query'
import { X } from 'lucide-react'
import { useMemo, useState } from 'react'
import { useSearchParams } from 'react-router'
import type { JobResource } from '../../../api/jobs.ts'
import { jobNameRule } from '../../../domain/names.ts'
import type { AssetVersionRef } from '../../../domain/refs.ts'
import { parseStudioLink } from '../../../domain/studio-link.ts'
import { plural } from '../../../lib/numbers.ts'
import { FailureNote } from '../../../parts/FailureNote.tsx'
import { useSetViewParams } from '../../../parts/use-view-params.ts'
import { useWorkspaceRef } from '../../../parts/use-workspace.ts'
import { codeStore } from '../../../queries/job-files.ts'
import { jobQueries } from '../../../queries/jobs.ts'
import { Badge, type Tone } from '../../../ui/Badge.tsx'
import { Button } from '../../../ui/Button.tsx'
import { Card } from '../../../ui/Card.tsx'
import { Field, Select, TextInput } from '../../../ui/Field.tsx'
import { SkeletonRows } from '../../../ui/Loading.tsx'
import { Notice } from '../../../ui/Notice.tsx'
import { experimentOf, jobTitle } from '../job-list.ts'
import styles from './CodeDiff.module.css'
import { CodeFileDiff } from './CodeFileDiff.tsx'
import { compareCode, type CodeChange } from './compare-code.ts'
import { codeOf } from '../job-work.ts'
import { noJobYet } from './use-job-roots.ts'

/** The code of a job beside that of another one, which the link's `with` names. */
export function CodeDiff({ job, code }: { job: JobResource; code: AssetVersionRef }) {
  const [params] = useSearchParams()
  const setParams = useSetViewParams()
  const asked = params.get('with') ?? noJobYet
  const other = jobNameRule.pattern.test(asked) ? asked : undefined
  return (
    <Card
      title="Code compared"
      actions={
        <Button
          small
          variant="ghost"
          icon={<X size={15} />}
          aria-label="End the comparison"
          onClick={() => setParams({ with: '' })}
        />
      }
    >
      <div className={styles.stack}>
        <OtherJob job={job} other={other} onChoose={(name) => setParams({ with: name })} />
        {other !== undefined && <Compared key={other} job={job} code={code} otherName={other} />}
      </div>
    </Card>
  )
}

/** Which job to compare with: a recent one of the experiment, or any by its name or link. */
function OtherJob({
  job,
  other,
  onChoose,
}: {
  job: JobResource
  other: string | undefined
  onChoose: (name: string) => void
}) {
  const workspace = useWorkspaceRef()
  const newest = useQuery(jobQueries.newest(workspace))
  const [typed, setTyped] = useState('')
  const choices = (newest.data?.value ?? []).filter(
    (each) => each.name !== job.name && experimentOf(each) === experimentOf(job) && codeOf(each) !== undefined,
  )
  const named = parseStudioLink(typed)?.jobName ?? typed.trim()
  const isName = jobNameRule.pattern.test(named)
  return (
    <div className={styles.pick}>
      <Field label="Job of this experiment" hint={`Recent ones of ${experimentOf(job)} that have code.`}>
        {(control) => (
          <Select {...control} value={other ?? ''} onChange={(event) => onChoose(event.target.value || noJobYet)}>
            <option value="">{newest.isPending ? 'Loading …' : 'Choose a job'}</option>
            {other !== undefined && !choices.some(({ name }) => name === other) && <option>{other}</option>}
            {choices.map((each) => (
              <option key={each.name} value={each.name}>
                {jobTitle(each) === each.name ? each.name : `${jobTitle(each)} (${each.name})`}
              </option>
            ))}
          </Select>
        )}
      </Field>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          if (isName) onChoose(named)
        }}
      >
        <Field
          label="Name or link of another job"
          hint="Enter compares."
          error={typed.trim() !== '' && !isName ? jobNameRule.rule : undefined}
        >
          {(control) => (
            <TextInput {...control} mono value={typed} onChange={(event) => setTyped(event.target.value)} />
          )}
        </Field>
      </form>
    </div>
  )
}

function Compared({ job, code, otherName }: { job: JobResource; code: AssetVersionRef; otherName: string }) {
  const workspace = useWorkspaceRef()
  const client = useQueryClient()
  const other = useQuery(jobQueries.detail({ workspace, jobName: otherName }))
  const otherCode = other.data && codeOf(other.data)
  const isSame = otherCode?.name === code.name && otherCode.version === code.version
  const { name, version } = otherCode ?? {}
  const stores = useMemo(
    () =>
      name === undefined || version === undefined
        ? undefined
        : {
            before: codeStore(client, workspace, name, version),
            after: codeStore(client, workspace, code.name, code.version),
          },
    [client, workspace, name, version, code.name, code.version],
  )
  const comparison = useQuery({
    queryKey: ['code-comparison', stores?.before.key, stores?.after.key],
    queryFn: ({ signal }) =>
      stores
        ? compareCode(client, stores.before, stores.after, signal)
        : Promise.reject(new Error('Nothing to compare.')),
    enabled: stores !== undefined && !isSame,
  })
  const [chosen, setChosen] = useState<CodeChange>()
  if (other.isError) return <FailureNote error={other.error} action={`Read the job ${otherName}`} />
  if (!other.data) return <SkeletonRows rows={3} label="Loading the other job" />
  if (!otherCode || !stores) return <Notice>{`${otherName} has no code of this workspace.`}</Notice>
  if (isSame) return <Notice tone="good" title="Both jobs ran the same code" />
  if (comparison.isError)
    return <FailureNote error={comparison.error} action="Compare the code" onRetry={() => void comparison.refetch()} />
  if (!comparison.data) return <SkeletonRows rows={4} label="Comparing the code" />
  const { changes, same, unknown } = comparison.data
  return (
    <>
      <p className={styles.soft} role="status">
        {changes.length === 0 ? 'No file differs' : plural(changes.length, 'file differs', 'files differ')} from{' '}
        {otherName} to {job.name}; {plural(same, 'file is', 'files are')} the same.
        {unknown.length > 0 && ` Too large to compare: ${unknown.join(', ')}.`}
      </p>
      {changes.length > 0 && (
        <ul className={styles.changes} aria-label="Files that differ">
          {changes.map((change) => (
            <li key={change.path}>
              <button
                type="button"
                className={styles.change}
                aria-current={change.path === chosen?.path ? 'true' : undefined}
                onClick={() => setChosen(change)}
              >
                <Badge tone={tones[change.kind]}>{change.kind}</Badge>
                <span className={styles.path}>{change.path}</span>
              </button>
            </li>
          ))}
        </ul>
      )}
      {chosen && <CodeFileDiff key={chosen.path} change={chosen} before={stores.before} after={stores.after} />}
    </>
  )
}

const tones: Record<CodeChange['kind'], Tone> = { added: 'good', removed: 'bad', changed: 'active' }
