import { formatClockTime } from '../../lib/clock-time.ts'
import { plural } from '../../lib/numbers.ts'
import { clusterOf, nodesInWords } from '../compute-state.ts'
import { statusLabel } from '../job-status.ts'
import type { FactSource, Unanswered, WaitingFacts } from './facts.ts'
import { actionsFor, type WaitingAction } from './waiting-actions.ts'
import type { CauseKind, Waiting, WaitingCause } from './waiting-cause.ts'
import { causeInWords } from './waiting-words.ts'

/** Something the service said, and when (in milliseconds): what a sentence rests on. */
export type Evidence = Readonly<{ by: 'ARM' | 'Run history'; what: string; at: number }>

export type WaitingStory = Readonly<{
  /** What the job waits for. */
  sentence: string
  /** Words of the service that belong to it. */
  detail: string | undefined
  /** Nothing is on its way that would end the wait. */
  isStuck: boolean
  evidence: readonly Evidence[]
  /** What is left out, and why. */
  gaps: readonly string[]
  actions: readonly WaitingAction[]
}>

const stuck: ReadonlySet<CauseKind> = new Set([
  'computeMissing',
  'computeDeleting',
  'computeFailed',
  'noNodesAllowed',
  'moreThanMax',
  'quota',
])

/** A cause in words, with what it rests on and what can be done about it. */
export function explainWaiting(waiting: Waiting, facts: WaitingFacts): WaitingStory {
  const { cause } = waiting
  return {
    sentence: causeInWords(cause, facts.job.data),
    detail: detailOf(cause),
    isStuck: stuck.has(cause.kind),
    evidence: evidenceOf(cause, facts),
    // That a compute is not there is an answer, and the sentence says it.
    gaps: facts.unanswered.filter(({ why }) => why !== 'missing').map(gapInWords),
    actions: actionsFor(waiting, facts),
  }
}

/** More of what the service says of a cause, in its words. */
function detailOf(cause: WaitingCause): string | undefined {
  if (cause.kind === 'computeFailed') return cause.message && `ARM says: ${cause.message}`
  if (cause.kind === 'allocating' || cause.kind === 'shrinking')
    return cause.since === undefined ? undefined : `Since ${formatClockTime(cause.since)}, says ARM.`
  if (!('error' in cause) || !cause.error) return undefined
  const { code, message } = cause.error
  return `ARM says: ${[code, message].filter(Boolean).join(': ')}`
}

/** Causes that the job's own status states: what its compute does has no part in them. */
const ofTheJobAlone: ReadonlySet<CauseKind> = new Set(['submitted', 'paused', 'image', 'settingUp'])

function evidenceOf(
  cause: WaitingCause,
  { job, compute, onCompute, usages, queueing, logs }: WaitingFacts,
): Evidence[] {
  const found: Evidence[] = []
  const add = (by: Evidence['by'], what: string, at: number) => found.push({ by, what, at })
  const { computeName, status } = job.data
  add('ARM', `status of the job: ${statusLabel(status)}`, job.at)
  if (cause.kind === 'image' && cause.log !== undefined && logs) add('Run history', `there is ${cause.log}`, logs.at)
  if (ofTheJobAlone.has(cause.kind)) return found

  const cluster = compute && clusterOf(compute.data)
  if (cluster) {
    const { allocationState = 'Steady' } = cluster
    add('ARM', `${computeName}: ${nodesInWords(cluster)}, ${allocationState.toLowerCase()}`, compute.at)
  }
  if (onCompute) {
    const { runs, hasMore } = onCompute.data
    const count = `${hasMore ? 'at least ' : ''}${plural(runs.length, 'job')}`
    add('Run history', `${count} on ${computeName} ${runs.length === 1 ? 'has' : 'have'} not ended`, onCompute.at)
  }
  if (cause.kind === 'quota' && cause.shortage && usages) {
    const { name, used, limit } = cause.shortage
    add('ARM', `${name}: ${used} of ${limit} cores in use`, usages.at)
  }
  const message = queueing?.data.message
  if (message && cause.kind !== 'told' && cause.kind !== 'serverless') add('Run history', `“${message}”`, queueing.at)
  return found
}

const sources: Record<FactSource, string> = {
  runHistory: 'what the run history says of the queue',
  compute: 'the state of the compute',
  computeRuns: 'the other jobs on the compute',
  usages: 'quota',
}

const reasons: Record<Unanswered['why'], string> = {
  refused: 'the service refuses it to your account',
  missing: 'the service has nothing there',
  silent: 'the service did not answer',
}

const gapInWords = ({ source, why }: Unanswered): string => `Not known here: ${sources[source]} (${reasons[why]}).`
