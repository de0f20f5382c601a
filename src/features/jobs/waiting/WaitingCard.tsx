import type { UseQueryResult } from '@tanstack/react-query'
import { Hourglass, TriangleAlert } from 'lucide-react'
import type { JobResource } from '../../../api/jobs.ts'
import type { RunDetails } from '../../../api/run-history.ts'
import { explainWaiting, type Evidence } from '../../../domain/waiting/explain-waiting.ts'
import { waitingOn } from '../../../domain/waiting/waiting-cause.ts'
import { formatClockTime } from '../../../lib/clock-time.ts'
import { useJobRef } from '../../../parts/use-workspace.ts'
import { classes } from '../../../ui/classes.ts'
import { Disclosure } from '../../../ui/Disclosure.tsx'
import { JobsAhead } from './JobsAhead.tsx'
import { JobTimeline } from './JobTimeline.tsx'
import { QuotaUse } from './QuotaUse.tsx'
import { useSeenStatuses } from './use-seen-statuses.ts'
import { useWaitingFacts } from './use-waiting-facts.ts'
import styles from './WaitingCard.module.css'
import { WaitingActions } from './WaitingActions.tsx'

/** Why a job waits, what that rests on, what can be done, and how far the job is. */
export function WaitingCard({ job, details }: { job: JobResource; details: UseQueryResult<RunDetails> }) {
  const ref = useJobRef()
  const seen = useSeenStatuses(ref)
  const { facts, compute } = useWaitingFacts(ref, job, details, seen)
  const waiting = waitingOn(facts, ref.workspace.workspaceName)
  const story = explainWaiting(waiting, facts)
  const { cause, queue } = waiting
  const Icon = story.isStuck ? TriangleAlert : Hourglass
  return (
    <section className={classes(styles.card, story.isStuck && styles.stuck)} aria-label="Why the job waits">
      <div className={styles.why}>
        <Icon size={17} aria-hidden="true" />
        <div className={styles.content}>
          <p className={styles.sentence} role="status">
            {story.sentence}
          </p>
          {story.detail !== undefined && <p className={styles.detail}>{story.detail}</p>}
          {cause.kind === 'quota' && cause.shortage && facts.usages && (
            <QuotaUse shortage={cause.shortage} usages={facts.usages.data} sizes={facts.sizes ?? []} />
          )}
          {queue && queue.ahead.length > 0 && <JobsAhead queue={queue} />}
          <WaitingActions actions={story.actions} job={job} compute={compute} />
        </div>
      </div>
      <JobTimeline job={job} details={details.data} />
      <Basis evidence={story.evidence} gaps={story.gaps} />
    </section>
  )
}

function Basis({ evidence, gaps }: { evidence: readonly Evidence[]; gaps: readonly string[] }) {
  const newest = Math.max(...evidence.map(({ at }) => at))
  return (
    <div className={styles.basis}>
      <Disclosure summary={`What this rests on, as of ${formatClockTime(newest)}`}>
        <ul className={styles.evidence}>
          {evidence.map(({ by, what, at }) => (
            <li key={what}>
              {by} at {formatClockTime(at)}: {what}
            </li>
          ))}
        </ul>
      </Disclosure>
      {gaps.map((gap) => (
        <p key={gap}>{gap}</p>
      ))}
    </div>
  )
}
