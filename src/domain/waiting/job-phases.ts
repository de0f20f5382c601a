import { isTerminal, phaseOf } from '../job-status.ts'
import type { SeenStatus } from './seen-statuses.ts'

/** What a job goes through, in this order. */
export type PhaseName = 'submitted' | 'image' | 'queue' | 'nodes' | 'running' | 'finalizing'

const inOrder: readonly PhaseName[] = ['submitted', 'image', 'queue', 'nodes', 'running', 'finalizing']
const rank = (phase: PhaseName) => inOrder.indexOf(phase)

/** A moment (in milliseconds) between two phases, and who says so. */
export type Border = Readonly<{ at: number; by: 'service' | 'page' }>

/** A stretch of a job's life. Several names: the job went through them, and nobody saw when one became the next. */
export type PhaseSpan = Readonly<{
  phases: readonly [PhaseName, ...PhaseName[]]
  from: Border
  /** Undefined while it lasts. */
  to: Border | undefined
}>

/** What is known of a job's times; in milliseconds. */
export type JobTimes = Readonly<{
  status: string
  submittedAt: number | undefined
  startedAt: number | undefined
  endedAt: number | undefined
  /** What this page itself saw. */
  seen: readonly SeenStatus[]
  /** The job was started again: its times may be those of its last attempt alone. */
  wasRetried: boolean
}>

/**
 * Looks further apart than this do not tell well enough when the status changed in between. A page looks every two
 * seconds while it is in front.
 */
const closeMs = 10_000

type Look = Readonly<{ phase: PhaseName; first: number; last: number }>

/**
 * The phases of a job between the borders that are known: submission, start and end by the service, others where this
 * page saw the status change. Phases without a known border between them are joined. Empty when nobody knows the
 * submission; without the last stretch when nobody knows the end.
 */
export function phaseSpans(times: JobTimes): PhaseSpan[] {
  const { status, submittedAt, startedAt } = times
  if (submittedAt === undefined) return []
  const end = endOf(times)
  const looks = looksOf(times.seen)
  const submitted: Border = { at: submittedAt, by: 'service' }
  const restart = restartIn(looks)
  const start = borderAt(startedAt)
  const waits = phaseOf(status) === 'waiting'
  const spans = restart
    ? [
        { phases: earlier, from: submitted, to: restart.border },
        ...attemptSpans(restart.border, startAfter(restart, startedAt), end, restart.looks),
      ]
    : times.wasRetried
      ? [unseenAttempts(submitted, start ?? end), ...(start ? spansAfter(start, end, looks, waits) : [])]
      : attemptSpans(submitted, start, end, looks, waits)
  return isTerminal(status) ? spans.filter(({ to }) => to !== undefined) : spans
}

const earlier = ['queue', 'running'] as const
const again = ['running', 'queue'] as const

/** Up to the last start, where it is known: who was not there cannot tell attempts and the waits between them apart. */
const unseenAttempts = (from: Border, to: Border | undefined): PhaseSpan => ({ phases: to ? earlier : again, from, to })

const borderAt = (at: number | undefined): Border | undefined => (at === undefined ? undefined : { at, by: 'service' })

/** @param waitsAgain it has started, and waits nevertheless: it lost its nodes at a moment nobody saw */
function attemptSpans(
  from: Border,
  start: Border | undefined,
  end: Border | undefined,
  looks: readonly Look[],
  waitsAgain = false,
): PhaseSpan[] {
  const waiting = looks.filter(
    ({ phase, first, last }) =>
      rank(phase) < rank('running') && last >= from.at && first < (start?.at ?? end?.at ?? Infinity),
  )
  const before = spansUpTo(from, start ?? end, waiting)
  if (!start) return before
  return [...before, ...spansAfter(start, end, looks, waitsAgain)]
}

/** @param waitsAgain see `attemptSpans` */
const spansAfter = (
  start: Border,
  end: Border | undefined,
  looks: readonly Look[],
  waitsAgain: boolean,
): PhaseSpan[] => (waitsAgain ? [{ phases: again, from: start, to: end }] : spansFrom(start, end, looks))

type Restart = Readonly<{ border: Border; looks: readonly Look[] }>

/** Where this page saw a job that had run wait again, because its nodes were taken away. */
function restartIn(looks: readonly Look[]): Restart | undefined {
  const index = looks.findLastIndex(
    ({ phase }, at) => rank(phase) < rank('running') && rank(looks[at - 1]?.phase ?? 'submitted') >= rank('running'),
  )
  const [before, after] = [looks[index - 1], looks[index]]
  if (!before || !after || after.first - before.last > closeMs) return undefined
  return { border: { at: after.first, by: 'page' }, looks: looks.slice(index) }
}

/** The start of the present attempt: the service's, unless that is still the one of an earlier attempt. */
function startAfter({ border, looks }: Restart, startedAt: number | undefined): Border | undefined {
  if (startedAt !== undefined && startedAt > border.at) return { at: startedAt, by: 'service' }
  const index = looks.findIndex(({ phase }) => rank(phase) >= rank('running'))
  const [before, running] = [looks[index - 1], looks[index]]
  return before && running && running.first - before.last <= closeMs ? { at: running.first, by: 'page' } : undefined
}

function endOf({ status, endedAt, seen }: JobTimes): Border | undefined {
  if (!isTerminal(status)) return undefined
  if (endedAt !== undefined) return { at: endedAt, by: 'service' }
  const last = seen.findIndex((look) => isTerminal(look.status))
  const [before, after] = [seen[last - 1], seen[last]]
  return before && after && after.first - before.last <= closeMs ? { at: after.first, by: 'page' } : undefined
}

/** From submission to the start, or to the end of a job that never started. */
function spansUpTo(submitted: Border, end: Border | undefined, looks: readonly Look[]): PhaseSpan[] {
  const [first, last] = [looks[0], looks.at(-1)]
  const spans: PhaseSpan[] = []
  let from = submitted
  let lowest: PhaseName = first && first.first - submitted.at <= closeMs ? first.phase : 'submitted'
  for (const [index, look] of looks.entries()) {
    const next = looks[index + 1]
    if (!next || next.first - look.last > closeMs || next.first <= from.at) continue
    const to: Border = { at: next.first, by: 'page' }
    spans.push({ phases: range(lowest, look.phase), from, to })
    from = to
    lowest = next.phase
  }
  // While it lasts, the last look was just now; a start that came long after it leaves room for all phases before.
  const isClose = last !== undefined && (!end || end.at - last.last <= closeMs)
  const highest = isClose ? last.phase : end ? 'nodes' : 'queue'
  return [...spans, { phases: range(lowest, highest), from, to: end }]
}

/** From the start to the end. */
function spansFrom(start: Border, end: Border | undefined, looks: readonly Look[]): PhaseSpan[] {
  const index = looks.findIndex(({ phase }) => phase === 'finalizing')
  const [running, finalizing] = [looks[index - 1], looks[index]]
  const isKnown = running?.phase === 'running' && finalizing && finalizing.first - running.last <= closeMs
  if (!isKnown || finalizing.first <= start.at || finalizing.first >= (end?.at ?? Infinity)) {
    return [{ phases: end || finalizing ? ['running', 'finalizing'] : ['running'], from: start, to: end }]
  }
  const border: Border = { at: finalizing.first, by: 'page' }
  return [
    { phases: ['running'], from: start, to: border },
    { phases: ['finalizing'], from: border, to: end },
  ]
}

const range = (from: PhaseName, to: PhaseName): [PhaseName, ...PhaseName[]] => [
  from,
  ...inOrder.slice(rank(from) + 1, rank(to) + 1),
]

/** Statuses as phases; neighbours of one phase are one look. */
function looksOf(seen: readonly SeenStatus[]): Look[] {
  const looks: Look[] = []
  let wasQueued = false
  for (const { status, first, last } of seen) {
    const phase = phaseOfStatus(status, wasQueued)
    wasQueued ||= status === 'Queued'
    const newest = looks.at(-1)
    if (phase === undefined) continue
    if (newest?.phase === phase) looks.splice(-1, 1, { ...newest, last })
    else looks.push({ phase, first, last })
  }
  return looks
}

/**
 * The phase behind a status; undefined where it tells none. A job is prepared twice: its image before the queue, its
 * nodes after it.
 */
function phaseOfStatus(status: string, wasQueued: boolean): PhaseName | undefined {
  switch (status) {
    case 'NotStarted':
      return 'submitted'
    case 'Starting':
    case 'Provisioning':
      return wasQueued ? 'nodes' : 'submitted'
    case 'Preparing':
      return wasQueued ? 'nodes' : 'image'
    case 'Queued':
      return 'queue'
    case 'Running':
    case 'NotResponding':
      return 'running'
    case 'Finalizing':
      return 'finalizing'
    default:
      return undefined
  }
}

/** Whether the job was seen to wait for nodes: what comes before its start then is the set-up of its nodes. */
export const wasSeenQueued = (seen: readonly SeenStatus[]): boolean => seen.some(({ status }) => status === 'Queued')

/** What colour a stretch has: whether the job waits, runs, or stores what it made. */
export function spanKind({ phases }: Pick<PhaseSpan, 'phases'>): 'waiting' | 'running' | 'storing' {
  if (phases[0] === 'finalizing') return 'storing'
  return phases.some((phase) => rank(phase) < rank('running')) ? 'waiting' : 'running'
}

/** Whether a stretch is a wait and nothing else, so that its length can be held against that of other waits. */
export const isWait = (span: Pick<PhaseSpan, 'phases'>): boolean =>
  spanKind(span) === 'waiting' && !span.phases.includes('running')
