import { useQuery } from '@tanstack/react-query'
import { X } from 'lucide-react'
import { useState } from 'react'
import { useSearchParams } from 'react-router'
import type { JobResource } from '../../../api/jobs.ts'
import { experimentOf } from '../../../domain/job-experiment.ts'
import { codeOf } from '../../../domain/job-work.ts'
import { jobNameRule } from '../../../domain/names.ts'
import type { AssetVersionRef } from '../../../domain/refs.ts'
import { parseStudioLink } from '../../../domain/studio-link.ts'
import { ComparedCode } from '../../../parts/code-diff/ComparedCode.tsx'
import { FailureNote } from '../../../parts/FailureNote.tsx'
import { useSetViewParams } from '../../../parts/use-view-params.ts'
import { useWorkspaceRef } from '../../../parts/use-workspace.ts'
import { jobQueries } from '../../../queries/jobs.ts'
import { Button } from '../../../ui/Button.tsx'
import { Card } from '../../../ui/Card.tsx'
import { Field, Select, TextInput } from '../../../ui/Field.tsx'
import { SkeletonRows } from '../../../ui/Loading.tsx'
import { Notice } from '../../../ui/Notice.tsx'
import { jobTitle } from '../job-list.ts'
import styles from './CodeDiff.module.css'
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
  const other = useQuery(jobQueries.detail({ workspace, jobName: otherName }))
  const otherCode = other.data && codeOf(other.data)
  if (other.isError) return <FailureNote error={other.error} action={`Read the job ${otherName}`} />
  if (!other.data) return <SkeletonRows rows={3} label="Loading the other job" />
  if (!otherCode) return <Notice>{`${otherName} has no code of this workspace.`}</Notice>
  return (
    <ComparedCode
      before={{ title: otherName, code: otherCode }}
      after={{ title: job.name, code }}
      sides="of the other job and of this one"
    />
  )
}
