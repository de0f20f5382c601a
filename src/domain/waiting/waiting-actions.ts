import { clusterOf } from '../compute-state.ts'
import type { QuotaShortage } from './core-quota.ts'
import type { WaitingFacts } from './facts.ts'
import type { CauseKind, CauseOf, Waiting, WaitingCause } from './waiting-cause.ts'

/** What somebody can do about a wait. */
export type WaitingAction =
  /** More nodes for the cluster, so many at least. */
  | Readonly<{ kind: 'raiseMax'; atLeast: number }>
  /** The same job, changed: on nodes of another size, on another cluster, on fewer nodes. */
  | Readonly<{ kind: 'otherSize' | 'otherCluster' | 'fewerNodes' }>
  | Readonly<{ kind: 'requestQuota'; shortage: QuotaShortage }>
  | Readonly<{ kind: 'imageLog'; log: string }>
  | Readonly<{ kind: 'seeCompute' | 'cancel' }>

/** Raising the maximum, where the cluster is known. */
type Raise = readonly WaitingAction[]

const cancel: WaitingAction = { kind: 'cancel' }
const otherCluster: WaitingAction = { kind: 'otherCluster' }
const otherSize: WaitingAction = { kind: 'otherSize' }
const nothing = () => []
const seeCompute = (): WaitingAction[] => [{ kind: 'seeCompute' }]
const leave = () => [otherCluster, cancel]

/** The likeliest to help comes first. */
const actions: { [K in CauseKind]: (cause: CauseOf<K>, raise: Raise) => readonly WaitingAction[] } = {
  submitted: nothing,
  paused: nothing,
  image: ({ log }) => (log === undefined ? [] : [{ kind: 'imageLog', log }]),
  settingUp: nothing,
  computeMissing: leave,
  computeChanging: seeCompute,
  computeDeleting: leave,
  computeFailed: () => [...seeCompute(), ...leave()],
  otherCompute: seeCompute,
  serverless: nothing,
  noNodesAllowed: (_, raise) => [...raise, ...leave()],
  moreThanMax: (_, raise) => [...raise, { kind: 'fewerNodes' }, cancel],
  quota: ({ shortage }) => [...(shortage ? [{ kind: 'requestQuota', shortage } as const] : []), otherSize, cancel],
  lowPriorityCapacity: leave,
  capacity: () => [otherSize, cancel],
  nodeError: () => [...seeCompute(), ...leave()],
  allocating: seeCompute,
  shrinking: seeCompute,
  nodesPreparing: seeCompute,
  nodesBusy: (_, raise) => [...raise, ...leave()],
  nodesFree: seeCompute,
  otherJobs: (_, raise) => [...raise, ...leave()],
  told: nothing,
  unknown: nothing,
}

export function actionsFor({ cause }: Waiting, { job, compute }: WaitingFacts): readonly WaitingAction[] {
  const max = compute && clusterOf(compute.data)?.scaleSettings?.maxNodeCount
  // An entry takes the cause of its own key; that key and cause belong together is more than the types can say.
  const offer = actions[cause.kind] as (cause: WaitingCause, raise: Raise) => readonly WaitingAction[]
  return offer(cause, max === undefined ? [] : [{ kind: 'raiseMax', atLeast: Math.max(max + 1, job.data.nodes) }])
}
