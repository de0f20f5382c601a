import { randomBytes } from 'node:crypto'
import type { EmulatorContext } from '../context.ts'
import { createJobTable, type JobRow, nodesOf } from '../jobs/job-table.ts'
import { type ArmResource, inTransaction, resourceKey } from '../store.ts'
import {
  type ClusterNode,
  isReady,
  isResizing,
  isThere,
  type Lack,
  lastTransition,
  type Load,
  settleNodes,
  targetOf,
} from './cluster-nodes.ts'
import { allocationMsOf, machinesOf, scaleOf } from './compute-settings.ts'
import { capacityError, type CoresInUse, coresInUse, quotaError, roomFor } from './quota.ts'

/** How long a compute stays in `Creating`, and in `Deleting`. */
export const creationMs = 3000
export const deletionMs = 2000

export type NodeState = 'idle' | 'running' | 'preparing' | 'leaving' | 'preempted'

/** A cluster as it is at this moment. */
export type ClusterView = {
  provisioningState: 'Creating' | 'Succeeded' | 'Deleting'
  allocationState: 'Steady' | 'Resizing'
  transitionAt: number
  targetNodeCount: number
  /** Why it has not the nodes that its queue or its minimum asks for. */
  errors: { code: string; message: string }[]
  /** Nodes that are there; those for which a machine is still looked for are only in the target. */
  nodes: { id: string; state: NodeState; jobName: string | undefined }[]
}

/** The look of Azure's own node ids. */
const newNodeId = () => `tvmps_${randomBytes(32).toString('hex')}_d`

type ClusterRow = { readyAt: number; deletingAt: number | null; transitionAt: number; nodes: ClusterNode[] }

/** Nodes that earlier versions stored lack two members; they took this long to allocate. */
const earlierAllocationMs = 2000
type StoredNode = Omit<ClusterNode, 'askedAt' | 'preemptedAt'> & Partial<ClusterNode>
const nodeOf = (node: StoredNode): ClusterNode => ({
  askedAt: node.readyAt - earlierAllocationMs,
  preemptedAt: null,
  ...node,
})

const noLack: Lack = { capacity: 0, quota: 0 }

function stateOf(node: ClusterNode, job: JobRow | undefined, now: number): NodeState {
  if (node.preemptedAt !== null) return 'preempted'
  if (job) return job.phase === 'Preparing' ? 'preparing' : 'running'
  if (node.leavingAt !== null) return 'leaving'
  return node.readyAt > now ? 'preparing' : 'idle'
}

/**
 * The life of clusters and their nodes. Nothing happens by timers: what time has done since the last look is worked
 * out at the next one. Which job has which node is the job table's knowledge.
 */
export type ClusterStore = ReturnType<typeof createClusterStore>

export function createClusterStore({
  db,
  clock,
  resources,
  switches,
}: Pick<EmulatorContext, 'db' | 'clock' | 'resources' | 'switches'>) {
  const jobs = createJobTable(db)
  db.exec(`create table if not exists cluster(
    key text primary key, ready_at integer not null, deleting_at integer, transition_at integer not null,
    nodes text not null
  ) strict`)
  const select = db.prepare('select * from cluster where key = ?')
  const upsert = db.prepare(`insert into cluster(key, ready_at, deleting_at, transition_at, nodes)
    values(?, ?, ?, ?, ?) on conflict(key) do update set ready_at = excluded.ready_at,
    deleting_at = excluded.deleting_at, transition_at = excluded.transition_at, nodes = excluded.nodes`)
  const remove = db.prepare('delete from cluster where key = ?')

  function load(computeId: string): ClusterRow | undefined {
    const row = select.get(resourceKey(computeId))
    if (!row) return undefined
    // The columns are strict and written by save() alone.
    return {
      readyAt: row['ready_at'] as number,
      deletingAt: row['deleting_at'] as number | null,
      transitionAt: row['transition_at'] as number,
      nodes: (JSON.parse(row['nodes'] as string) as StoredNode[]).map(nodeOf),
    }
  }

  function save(computeId: string, { readyAt, deletingAt, transitionAt, nodes }: ClusterRow) {
    const deleting = deletingAt === null ? null : BigInt(deletingAt)
    upsert.run(resourceKey(computeId), BigInt(readyAt), deleting, BigInt(transitionAt), JSON.stringify(nodes))
  }

  /** How many nodes a cluster has or is being given, whatever it may want beside them. */
  function nodeCount(compute: ArmResource): number {
    const row = load(compute.id)
    if (!row || row.deletingAt !== null) return 0
    return settleNodes(
      row.nodes,
      scaleOf(compute),
      loadOf(compute),
      supplyOf(compute, () => 0),
      clock.now(),
    ).nodes.length
  }

  function inUse(subscriptionId: string, location: string): CoresInUse {
    const computes = resources.below(
      `/subscriptions/${subscriptionId}`,
      'Microsoft.MachineLearningServices/workspaces/computes',
    )
    const here = computes.filter((compute) => compute.location?.toLowerCase() === location.toLowerCase())
    return coresInUse(here, nodeCount)
  }

  /** What others of its subscription and region have, too. */
  const usageAround = (compute: ArmResource) => inUse(compute.id.split('/')[2] ?? '', compute.location ?? '')

  const supplyOf = (compute: ArmResource, room: (count: number) => number) => ({
    capacity: machinesOf(compute).vmPriority === 'LowPriority' ? (switches.lowPriorityNodes ?? Infinity) : Infinity,
    room,
    allocationMs: allocationMsOf(compute, switches.allocationSeconds),
    newId: newNodeId,
  })

  const loadOf = (compute: ArmResource): Load => ({
    busy: new Set(jobs.onNodes(compute.id).flatMap(nodesOf)),
    waiting: jobs.waiting(compute.id),
  })

  function errorsOf(compute: ArmResource, lack: Lack) {
    return [
      ...(lack.capacity > 0 ? [capacityError] : []),
      ...(lack.quota > 0 ? [quotaError(compute, lack.quota, usageAround(compute), switches)] : []),
    ]
  }

  /** Brings a cluster up to date. @returns undefined when it is not, or no longer, there */
  function settle(compute: ArmResource): { row: ClusterRow; jobs: JobRow[]; lack: Lack } | undefined {
    const row = load(compute.id)
    if (!row) return undefined
    const now = clock.now()
    const onNodes = jobs.onNodes(compute.id)
    if (row.deletingAt !== null) {
      if (row.deletingAt + deletionMs > now) return { row, jobs: onNodes, lack: noLack }
      inTransaction(db, () => {
        remove.run(resourceKey(compute.id))
        resources.delete(compute.id)
      })
      return undefined
    }
    if (row.readyAt > now) return { row, jobs: onNodes, lack: noLack }
    const supply = supplyOf(compute, (count) => roomFor(compute, count, usageAround(compute), switches))
    const { nodes, lack } = settleNodes(row.nodes, scaleOf(compute), loadOf(compute), supply, now)
    const transitionAt = lastTransition([...row.nodes, ...nodes], row.transitionAt, now)
    const settled = { ...row, nodes, transitionAt }
    if (transitionAt !== row.transitionAt || JSON.stringify(nodes) !== JSON.stringify(row.nodes))
      save(compute.id, settled)
    return { row: settled, jobs: onNodes, lack }
  }

  return {
    /** A new cluster, `Creating` for a while. */
    create(computeId: string) {
      const now = clock.now()
      save(computeId, { readyAt: now + creationMs, deletingAt: null, transitionAt: now, nodes: [] })
    },
    /** Gives idle nodes back at once, for a cluster whose VM size was changed. */
    replaceIdleNodes(computeId: string) {
      const row = load(computeId)
      const busy = new Set(jobs.onNodes(computeId).flatMap(nodesOf))
      if (row) save(computeId, { ...row, nodes: row.nodes.filter((node) => busy.has(node.id)) })
    },
    coresInUse: inUse,
    /** Ids of the nodes that the region takes away. */
    preempted(compute: ArmResource): string[] {
      const nodes = settle(compute)?.row.nodes ?? []
      return nodes.flatMap(({ id, preemptedAt }) => (preemptedAt === null ? [] : [id]))
    },
    startDeletion(computeId: string) {
      const row = load(computeId)
      if (row) save(computeId, { ...row, deletingAt: clock.now(), nodes: [] })
    },
    /** The state to show. @returns undefined when the cluster is not, or no longer, there */
    view(compute: ArmResource): ClusterView | undefined {
      const settled = settle(compute)
      if (!settled) return undefined
      const { row } = settled
      const now = clock.now()
      const jobByNode = new Map(settled.jobs.flatMap((job) => nodesOf(job).map((node) => [node, job] as const)))
      return {
        provisioningState: row.deletingAt !== null ? 'Deleting' : row.readyAt > now ? 'Creating' : 'Succeeded',
        allocationState: isResizing(row.nodes, now) ? 'Resizing' : 'Steady',
        transitionAt: row.transitionAt,
        targetNodeCount: targetOf(row.nodes),
        errors: errorsOf(compute, settled.lack),
        nodes: row.nodes
          .filter((node) => isThere(node, now))
          .map((node) => {
            const job = jobByNode.get(node.id)
            return { id: node.id, state: stateOf(node, job, now), jobName: job?.jobName }
          }),
      }
    },
    /**
     * Nodes that can take a job now; the caller writes them into the job's row in the same transaction.
     * @returns undefined while there are fewer than `count`
     */
    freeNodes(compute: ArmResource, count: number): string[] | undefined {
      const settled = settle(compute)
      if (!settled || settled.row.deletingAt !== null) return undefined
      const busy = new Set(settled.jobs.flatMap(nodesOf))
      const free = settled.row.nodes.filter((node) => isReady(node, clock.now()) && !busy.has(node.id))
      return free.length < count ? undefined : free.slice(0, count).map((node) => node.id)
    },
    /** A job has left its nodes, which are idle from now on. */
    release(computeId: string, nodeIds: readonly string[]) {
      const row = load(computeId)
      if (!row) return
      const idleSince = clock.now()
      const nodes = row.nodes.map((node) => (nodeIds.includes(node.id) ? { ...node, idleSince } : node))
      save(computeId, { ...row, nodes })
    },
  }
}
