import { lazy, Suspense, useState } from 'react'
import { Link } from 'react-router'
import type { JobResource } from '../../../api/jobs.ts'
import type { RunDetails } from '../../../api/run-history.ts'
import type { Failure, JobChange } from '../../../domain/failure/failure.ts'
import { changeInWords } from '../../../domain/failure/change-words.ts'
import { kindLabel } from '../../../domain/failure/kinds.ts'
import { failureReport } from '../../../domain/failure/report.ts'
import { wordsOf } from '../../../domain/failure/service-words.ts'
import { withoutSecrets } from '../../../domain/without-secrets.ts'
import { msOf } from '../../../lib/dates.ts'
import { FailureNote } from '../../../parts/FailureNote.tsx'
import { usePermission } from '../../../parts/use-permission.ts'
import { useWorkspaceRef } from '../../../parts/use-workspace.ts'
import { When } from '../../../parts/When.tsx'
import { paths, type JobPlace } from '../../../paths.ts'
import { Button } from '../../../ui/Button.tsx'
import { Card } from '../../../ui/Card.tsx'
import { CopyButton } from '../../../ui/CopyButton.tsx'
import { CodeBlock, Disclosure } from '../../../ui/Disclosure.tsx'
import { SkeletonRows } from '../../../ui/Loading.tsx'
import { jobStatus } from '../job-list.ts'
import { sweepOf } from '../trials/trials.ts'
import { Evidence } from './Evidence.tsx'
import styles from './FailureCard.module.css'
import { kindIcons } from './kind-icons.ts'
import { TrialFailures } from './TrialFailures.tsx'
import { useFailure } from './use-failure.ts'

const ChangeDialog = lazy(async () => ({ default: (await import('./ChangeDialog.tsx')).ChangeDialog }))

const titles: Readonly<Record<string, string>> = {
  Canceled: 'The job was cancelled',
  NotResponding: 'The job does not respond',
}

/** Why a job did not complete, the lines that show it, and what to do. */
export function FailureCard({ job, details }: { job: JobResource; details: RunDetails }) {
  const workspace = useWorkspaceRef()
  const ref = { workspace, jobName: job.name }
  const { failure, error, isPending, retry } = useFailure(job, details, ref)
  const hasLogs = Object.keys(details.logFiles ?? {}).length > 0
  return (
    <Card
      title={titles[jobStatus(job)] ?? 'The job failed'}
      actions={hasLogs && <Link to={paths.job(ref, { tab: 'logs' })}>Whole log</Link>}
    >
      <div className={styles.failure}>
        {error && <FailureNote error={error} action="Read the job's logs" onRetry={retry} />}
        {isPending ? (
          <SkeletonRows rows={3} label="Looking for the cause" />
        ) : (
          <Cause job={job} details={details} place={ref} failure={failure} />
        )}
        {sweepOf(job) && <TrialFailures sweep={ref} />}
        <ServiceAnswer details={details} />
      </div>
    </Card>
  )
}

type Shown = { job: JobResource; details: RunDetails; place: JobPlace; failure: Failure }

function Cause({ job, details, place, failure }: Shown) {
  const Icon = kindIcons[failure.kind]
  const { advice, changes, frame, evidence } = failure
  const ended = msOf(details.endTimeUtc)
  return (
    <>
      <div className={styles.head}>
        <Icon size={22} aria-hidden="true" className={styles.icon} />
        <div>
          <div className={styles.kind}>
            {kindLabel(failure.kind)}
            {ended !== undefined && (
              <>
                {' · '}
                <When date={ended} />
              </>
            )}
          </div>
          <h3 className={styles.title}>{failure.title}</h3>
          <p className={styles.what}>{failure.what}</p>
        </div>
      </div>
      {(frame || evidence.length > 0) && <Evidence job={place} frame={frame} evidence={evidence} />}
      {advice && (
        <div>
          <h4 className={styles.heading}>What to do</h4>
          <p>{advice}</p>
        </div>
      )}
      <div className={styles.actions}>
        <Changes job={job} changes={changes} details={details} />
        <CopyButton text={reportOf({ job, details, place, failure })} label="report">
          Copy report
        </CopyButton>
      </div>
    </>
  )
}

function Changes({ job, details, changes }: { job: JobResource; details: RunDetails; changes: readonly JobChange[] }) {
  const permission = usePermission('jobs/write')
  const [chosen, setChosen] = useState<JobChange>()
  return (
    <>
      {changes.map((change) => (
        <Button
          key={changeInWords(change)}
          small
          variant="primary"
          disabledReason={permission.reason}
          onClick={() => setChosen(change)}
        >
          Duplicate with {changeInWords(change)}
        </Button>
      ))}
      {chosen && (
        <Suspense>
          <ChangeDialog job={job} details={details} change={chosen} onClose={() => setChosen(undefined)} />
        </Suspense>
      )}
    </>
  )
}

function ServiceAnswer({ details }: { details: RunDetails }) {
  const { codes, messages } = wordsOf(details.error?.error)
  const answer = JSON.stringify(withoutSecrets(details), null, 2)
  return (
    <>
      {messages.length > 0 && (
        <Disclosure summary={`What the service says${codes[0] ? ` (${codes[0]})` : ''}`}>
          <p className={styles.message}>{messages.map((message) => String(withoutSecrets(message))).join('\n')}</p>
        </Disclosure>
      )}
      <Disclosure summary="Raw answer" lazy>
        <CopyButton text={answer} label="raw answer">
          Copy
        </CopyButton>
        <CodeBlock label="Run history of the job as JSON">{answer}</CodeBlock>
      </Disclosure>
    </>
  )
}

function reportOf({ job, details, place, failure }: Shown): string {
  const { properties } = job
  return failureReport(failure, {
    jobName: job.name,
    link: new URL(paths.job(place), globalThis.location.href).href,
    facts: [
      ['Status', jobStatus(job)],
      ['Workspace', place.workspace.workspaceName],
      ['Region', details.compute?.region ?? undefined],
      ['Compute', details.compute?.target ?? details.target ?? undefined],
      ['VM size', details.compute?.vmSize ?? undefined],
      ['Environment', 'environmentId' in properties ? (properties.environmentId ?? undefined) : undefined],
      ['Started', details.startTimeUtc ?? undefined],
      ['Ended', details.endTimeUtc ?? undefined],
    ],
    answer: details.error ?? null,
  })
}
