import { listInWords } from '../../lib/list-in-words.ts'
import { plural } from '../../lib/numbers.ts'
import { computeStateLabel } from '../compute-state.ts'
import { statusMeaning } from '../job-status.ts'
import type { ComputeQueue } from './compute-queue.ts'
import type { QuotaShortage } from './core-quota.ts'
import type { WaitingJob } from './facts.ts'
import type { CauseKind, CauseOf, WaitingCause } from './waiting-cause.ts'

/** The job that waits, and what its compute is called. */
type About = Pick<WaitingJob, 'status' | 'nodes'> & Readonly<{ on: string }>

const sentences: { [K in CauseKind]: (cause: CauseOf<K>, about: About) => string } = {
  submitted: () => 'The service has accepted the job and not begun with it yet.',
  paused: () => 'The job is paused and can go on.',
  image: ({ log }) =>
    log === undefined
      ? 'The job’s environment is being prepared: its image is built or pulled. The service does not say which.'
      : 'The image of the job’s environment is being built.',
  settingUp: () => 'The job has come out of the queue, and its nodes are being set up.',
  computeMissing: (_, { on }) => `The compute ${on} is not there any more, so the job cannot start on it.`,
  computeChanging: ({ state }, { on }) => `The compute ${on} is being ${state === 'Creating' ? 'created' : 'updated'}.`,
  computeDeleting: (_, { on }) => `The compute ${on} is being deleted.`,
  computeFailed: ({ state }, { on }) => `The compute ${on} cannot be used: its state is “${computeStateLabel(state)}”.`,
  otherCompute: ({ computeType }, { on }) =>
    `The job waits on ${on}, a compute of kind ${computeType}, whose nodes ARM does not describe.`,
  serverless: (cause) =>
    cause.message === undefined
      ? `The job waits for ${serverlessWords(cause)}, whose nodes and queue the service does not list.`
      : `The job waits for ${serverlessWords(cause)}. The service says: “${cause.message}”`,
  noNodesAllowed: (_, { on }) => `The cluster ${on} may not have any nodes: its maximum is 0.`,
  moreThanMax: ({ max }, { on, nodes }) =>
    `The job asks for ${nodes} nodes at once, and the cluster ${on} may have ${max} at most.`,
  quota: ({ shortage }, { on }) =>
    shortage ? shortageWords(shortage) : `${on} gets no more nodes: a quota of cores is used up.`,
  lowPriorityCapacity: ({ preempted }, { on }) =>
    preempted > 0
      ? `Azure has taken ${plural(preempted, 'low-priority node')} of ${on} back and given no others yet.`
      : `${on} got no low-priority nodes: there was no spare capacity for them.`,
  capacity: (_, { on }) => `${on} did not get the nodes that it asked for.`,
  nodeError: (_, { on }) => `${on} reports an error of its nodes.`,
  allocating: ({ here, target }, { on }) => `Nodes of ${on} are being allocated: ${here} of ${target} are there.`,
  shrinking: ({ here, target }, { on }) => `${on} is giving nodes back: it has ${here}, going to ${target}.`,
  nodesPreparing: ({ preparing }, { on }) =>
    `${plural(preparing, 'node')} of ${on} ${preparing === 1 ? 'is' : 'are'} being prepared.`,
  nodesBusy: ({ max }, { on }) =>
    max === 1 ? `The only node of ${on} is busy.` : `All ${plural(max, 'node')} of ${on} are busy.`,
  nodesFree: ({ idle }, { on }) =>
    `${on} has ${plural(idle, 'free node')}; the service has not given this job ${idle === 1 ? 'it' : 'any'} yet.`,
  otherJobs: ({ queue }, { on }) => queueWords(queue, on),
  told: ({ message }, { status }) => `${statusMeaning(status)} The service says: “${message}”`,
  unknown: (_, { status }) => `${statusMeaning(status)} What exactly for, the service does not say.`,
}

/** What the job waits for, in a sentence or two. */
export function causeInWords(cause: WaitingCause, job: WaitingJob): string {
  // An entry takes the cause of its own key; that key and cause belong together is more than the types can say.
  const sentence = sentences[cause.kind] as (cause: WaitingCause, about: About) => string
  return sentence(cause, { ...job, on: job.computeName ?? 'serverless compute' })
}

function serverlessWords({ instanceType, tier }: CauseOf<'serverless'>): string {
  const size = instanceType ? ` of size ${instanceType}` : ''
  return `serverless compute${size}${tier && tier !== 'Null' ? ` (tier ${tier})` : ''}`
}

/** More names than this are a list, which stands below the sentence. */
const mostNamed = 2

/** `2 jobs are ahead on one-node: “a” is running and “b” is waiting.` */
function queueWords({ ahead, isPartial }: ComputeQueue, computeName: string): string {
  const named = ahead
    .slice(0, mostNamed)
    .map(({ title, isRunning }) => `“${title}” ${isRunning ? 'is running' : 'is waiting'}`)
  const others = ahead.length - named.length
  const parts = others > 0 ? [...named, `${plural(others, 'other')} after them`] : named
  const count = plural(ahead.length, 'job')
  const lead = isPartial
    ? `At least ${count} (so far known) are ahead`
    : `${count} ${ahead.length === 1 ? 'is' : 'are'} ahead`
  return `${lead} on ${computeName}: ${listInWords(parts)}.`
}

function shortageWords({ name, used, limit, needed, coresPerNode, vmSize }: QuotaShortage): string {
  const nodes = needed / coresPerNode
  const more = nodes === 1 ? `one more ${vmSize} node needs` : `${nodes} more ${vmSize} nodes need`
  const state = used >= limit ? 'is used up' : 'leaves too little room'
  return `The quota “${name}” ${state}: ${used} of ${limit} cores are in use, and ${more} ${needed}.`
}
