import type { CSSProperties } from 'react'
import type { JobResource } from '../../../api/jobs.ts'
import type { RunDetails } from '../../../api/run-history.ts'
import { isTerminal } from '../../../domain/job-status.ts'
import { joinedWords, phaseSpans, spanLabel, type PhaseSpan } from '../../../domain/waiting/job-phases.ts'
import { isUnusuallyLong, type UsualDuration } from '../../../domain/waiting/usual-durations.ts'
import { formatClockTime, formatDateTime, humanDuration, msOf } from '../../../lib/dates.ts'
import { plural } from '../../../lib/numbers.ts'
import { useNow } from '../../../parts/Elapsed.tsx'
import { useJobRef } from '../../../parts/use-workspace.ts'
import { classes } from '../../../ui/classes.ts'
import { computeNameOf, experimentOf, jobStatus, jobTimes } from '../job-list.ts'
import styles from './JobTimeline.module.css'
import { useSeenStatuses } from './use-seen-statuses.ts'
import { useUsualDurations } from './use-usual-durations.ts'

/**
 * A job's life so far, phase by phase: a bar to see at a glance, and a list with times. What nobody saw apart is drawn
 * as one stretch.
 */
export function JobTimeline({ job, details }: { job: JobResource; details: RunDetails | undefined }) {
  const ref = useJobRef()
  const seen = useSeenStatuses(ref)
  const status = jobStatus(job)
  const now = useNow(!isTerminal(status))
  const spans = phaseSpans({
    status,
    submittedAt: msOf(details?.createdTimeUtc) ?? msOf(job.systemData?.createdAt),
    startedAt: msOf(details?.startTimeUtc) ?? jobTimes(job).start,
    endedAt: msOf(details?.endTimeUtc) ?? jobTimes(job).end,
    seen,
  })
  if (spans.length === 0) return null
  return (
    <div className={styles.timeline}>
      <div className={styles.bar} aria-hidden="true">
        {spans.map((span) => (
          <span
            key={span.from.at}
            className={classes(styles.stretch, styles[toneOf(span)], span.phases.length > 1 && styles.joined)}
            style={{ '--length': secondsOf(span, now) } as CSSProperties}
          />
        ))}
      </div>
      <ol className={styles.phases} aria-label="Phases of the job">
        {spans.map((span) => (
          <Phase key={span.from.at} span={span} now={now} />
        ))}
      </ol>
      <Usual job={job} spans={spans} now={now} />
    </div>
  )
}

const secondsOf = ({ from, to }: PhaseSpan, now: number) => Math.max(0, ((to?.at ?? now) - from.at) / 1000)

const isWait = ({ phases }: PhaseSpan) => phases[0] !== 'running' && phases[0] !== 'finalizing'

const toneOf = (span: PhaseSpan) => (isWait(span) ? 'waiting' : span.phases[0] === 'finalizing' ? 'storing' : 'running')

function Phase({ span, now }: { span: PhaseSpan; now: number }) {
  const { from, to } = span
  const joined = joinedWords(span)
  return (
    <li className={styles.phase} aria-current={to ? undefined : 'step'}>
      <span className={classes(styles.swatch, styles[toneOf(span)], span.phases.length > 1 && styles.joined)} />
      <span className={styles.name}>{spanLabel(span)}</span>{' '}
      <span className={styles.duration}>{humanDuration(secondsOf(span, now))}</span>{' '}
      <span className={styles.note}>
        <time dateTime={new Date(from.at).toISOString()} title={formatDateTime(from.at)}>
          from {formatClockTime(from.at)}
        </time>
        {from.by === 'page' && ', seen here'}
        {joined && `; ${joined}`}
      </span>
    </li>
  )
}

/** What is usual for what the job does now; for a job that has ended, for all of it. */
function Usual({ job, spans, now }: { job: JobResource; spans: readonly PhaseSpan[]; now: number }) {
  const ref = useJobRef()
  const computeName = computeNameOf(job)
  const { waiting, running, runningOf } = useUsualDurations(ref, computeName)
  const isOver = isTerminal(jobStatus(job))
  const waits = spans.filter(isWait)
  const runs = spans.filter((span) => !isWait(span))
  const length = (some: readonly PhaseSpan[]) => some.reduce((sum, span) => sum + secondsOf(span, now), 0)
  const where = runningOf === 'experiment' ? `in ${experimentOf(job)}` : `on ${computeName}`
  return (
    <>
      {waiting && (isOver || runs.length === 0) && (
        <UsualLine
          usual={waiting}
          seconds={length(waits)}
          lead={`Jobs on ${computeName} usually wait`}
          isOver={isOver}
        />
      )}
      {running && runs.length > 0 && (
        <UsualLine usual={running} seconds={length(runs)} lead={`Jobs ${where} usually run`} isOver={isOver} />
      )}
    </>
  )
}

function UsualLine({
  usual,
  seconds,
  lead,
  isOver,
}: {
  usual: UsualDuration
  seconds: number
  lead: string
  isOver: boolean
}) {
  const { median, lower, upper, jobs } = usual
  const [shortest, longest] = [humanDuration(lower), humanDuration(upper)]
  const spread = shortest === longest ? '' : `, half of them ${shortest} to ${longest}`
  return (
    <p className={styles.usual}>
      {lead} {humanDuration(median)} (of {plural(jobs, 'job')}
      {spread}).{' '}
      {isUnusuallyLong(seconds, usual) && (
        <strong className={styles.long}>This one {isOver ? 'took' : 'takes'} unusually long.</strong>
      )}
    </p>
  )
}
