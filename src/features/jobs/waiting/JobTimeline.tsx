import type { CSSProperties } from 'react'
import type { JobResource } from '../../../api/jobs.ts'
import type { RunDetails } from '../../../api/run-history.ts'
import { wasRetried } from '../../../domain/job-attempts.ts'
import { experimentOf } from '../../../domain/job-experiment.ts'
import { isTerminal, statusLabel } from '../../../domain/job-status.ts'
import { isWait, phaseSpans, spanKind, type Border, type PhaseSpan } from '../../../domain/waiting/job-phases.ts'
import { isJoined, joinedWords, spanLabel } from '../../../domain/waiting/phase-words.ts'
import { isUnusuallyLong, type UsualDuration } from '../../../domain/waiting/usual-durations.ts'
import { formatClockTime } from '../../../lib/clock-time.ts'
import { formatDateTime, humanDuration } from '../../../lib/dates.ts'
import { plural } from '../../../lib/numbers.ts'
import { useNow } from '../../../parts/Elapsed.tsx'
import { useJobRef } from '../../../parts/use-workspace.ts'
import { classes } from '../../../ui/classes.ts'
import { computeNameOf, jobStatus } from '../job-list.ts'
import { runTimes } from '../job-work.ts'
import styles from './JobTimeline.module.css'
import { useSeenStatuses } from './use-seen-statuses.ts'
import { useUsualDurations } from './use-usual-durations.ts'

type Props = Readonly<{ job: JobResource; details: RunDetails | undefined }>

/** The phases of a job as a card; nothing where no time is known. */
export function TimelineCard({ job, details }: Props) {
  const isKnown = useSpans(job, details).length > 0
  return (
    isKnown && (
      <section className={styles.card} aria-label="Timeline">
        <JobTimeline job={job} details={details} />
      </section>
    )
  )
}

/**
 * A job's life so far, phase by phase: a bar to see at a glance, and a list with times. What nobody saw apart is drawn
 * as one stretch.
 */
export function JobTimeline({ job, details }: Props) {
  const status = jobStatus(job)
  const now = useNow(!isTerminal(status))
  const spans = useSpans(job, details)
  const end = spans.at(-1)?.to
  const whole = spans.reduce((sum, span) => sum + secondsOf(span, now), 0) || 1
  return (
    <div className={styles.timeline}>
      <div className={styles.bar} aria-hidden="true">
        {spans.map((span) => (
          <span
            key={span.from.at}
            className={classes(styles.stretch, styles[spanKind(span)], isJoined(span) && styles.joined)}
            style={{ '--percent': (100 * secondsOf(span, now)) / whole } as CSSProperties}
          />
        ))}
      </div>
      <ol className={styles.phases} aria-label="Phases of the job">
        {spans.map((span) => (
          <Phase key={span.from.at} span={span} now={now} />
        ))}
        {end && isTerminal(status) && (
          <li>
            <span className={classes(styles.swatch, styles.end, status === 'Failed' && styles.failed)} />
            <span className={styles.name}>{statusLabel(status)}</span>{' '}
            <span className={styles.note}>
              at <Moment border={end} />
            </span>
          </li>
        )}
      </ol>
      {wasRetried(details) && (
        <div className={styles.usual}>
          <p>The job was started again. The service gives one start for all attempts, here taken for the last one’s.</p>
        </div>
      )}
      <Usual job={job} spans={spans} now={now} />
    </div>
  )
}

function useSpans(job: JobResource, details: RunDetails | undefined): PhaseSpan[] {
  const seen = useSeenStatuses(useJobRef())
  return phaseSpans({
    status: jobStatus(job),
    ...runTimes(job, details),
    seen,
    wasRetried: wasRetried(details),
  })
}

const secondsOf = ({ from, to }: PhaseSpan, now: number) => Math.max(0, ((to?.at ?? now) - from.at) / 1000)

function Phase({ span, now }: { span: PhaseSpan; now: number }) {
  const joined = joinedWords(span)
  return (
    <li aria-current={span.to ? undefined : 'step'}>
      <span className={classes(styles.swatch, styles[spanKind(span)], isJoined(span) && styles.joined)} />
      <span className={styles.name}>{spanLabel(span)}</span>{' '}
      <span className={styles.duration}>{lengthInWords(secondsOf(span, now))}</span>{' '}
      <span className={styles.note}>
        from <Moment border={span.from} />
        {joined !== undefined && `, ${joined}`}
      </span>
    </li>
  )
}

/** The time of a border, and that it is this page's own where it is. */
const Moment = ({ border: { at, by } }: { border: Border }) => (
  <>
    <time dateTime={new Date(at).toISOString()} title={formatDateTime(at)}>
      {formatClockTime(at)}
    </time>
    {by === 'page' && ' (seen here)'}
  </>
)

const lengthInWords = (seconds: number) => (seconds < 1 ? 'under 1 s' : humanDuration(seconds))

/** What is usual for what the job does now; for a job that has ended, for all of it. */
function Usual({ job, spans, now }: { job: JobResource; spans: readonly PhaseSpan[]; now: number }) {
  const ref = useJobRef()
  const computeName = computeNameOf(job)
  const { waiting, running, runningOf } = useUsualDurations(ref, computeName)
  const isOver = isTerminal(jobStatus(job))
  const waits = spans.filter(isWait)
  const runs = spans.filter((span) => spanKind(span) !== 'waiting')
  const length = (some: readonly PhaseSpan[]) => some.reduce((sum, span) => sum + secondsOf(span, now), 0)
  const where = runningOf === 'experiment' ? `in ${experimentOf(job)}` : `on ${computeName}`
  return (
    <div className={styles.usual}>
      {waiting && waits.length > 0 && (isOver || runs.length === 0) && (
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
    </div>
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
  const [shortest, longest] = [lengthInWords(lower), lengthInWords(upper)]
  const spread = shortest === longest ? '' : `, half of them ${shortest} to ${longest}`
  return (
    <p>
      {lead} {lengthInWords(median)} (of {plural(jobs, 'job')}
      {spread}).{' '}
      {isUnusuallyLong(seconds, usual) && (
        <strong className={styles.long}>This one {isOver ? 'took' : 'takes'} unusually long.</strong>
      )}
    </p>
  )
}
