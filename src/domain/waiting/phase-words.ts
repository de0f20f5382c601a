import { listInWords } from '../../lib/list-in-words.ts'
import { spanKind, type PhaseName, type PhaseSpan } from './job-phases.ts'

const names: Record<PhaseName, string> = {
  submitted: 'Submitted',
  image: 'Environment',
  queue: 'Queue',
  nodes: 'Node set-up',
  running: 'Running',
  finalizing: 'Storing outputs',
}

/** The phases one would name: a job is submitted in no time, so that this goes without saying beside others. */
const worthNaming = ({ phases }: Pick<PhaseSpan, 'phases'>): readonly PhaseName[] =>
  phases.length > 1 ? phases.filter((phase) => phase !== 'submitted') : phases

/** A stretch in a word or two. */
export function spanLabel(span: Pick<PhaseSpan, 'phases'>): string {
  const [first = 'submitted', ...others] = worthNaming(span)
  if (others.length === 0) return names[first]
  if (first === 'running') return others.includes('queue') ? 'Ran, waits again' : names.running
  return others.includes('running') ? 'Earlier attempts' : 'Waiting'
}

/** What is joined in a stretch; undefined for one phase alone. */
export function joinedWords(span: Pick<PhaseSpan, 'phases'>): string | undefined {
  const inside = worthNaming(span)
  if (inside.length === 1) return undefined
  if (inside[0] === 'queue' && inside.includes('running')) return 'waits included'
  if (inside.includes('running')) return inside.includes('queue') ? undefined : 'storing of outputs included'
  return `${listInWords(inside.map((phase) => names[phase].toLowerCase()))} not told apart`
}

/** Whether a wait holds borders that nobody knows. The storing of outputs is a part of running to whoever was not there. */
export const isJoined = (span: Pick<PhaseSpan, 'phases'>): boolean =>
  worthNaming(span).length > 1 && spanKind(span) === 'waiting'
