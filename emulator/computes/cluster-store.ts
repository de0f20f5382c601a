import { randomBytes } from 'node:crypto'
import type { EmulatorContext } from '../context.ts'
import { durationMs } from '../iso-duration.ts'
import { createJobTable, type JobRow, nodesOf } from '../jobs/job-table.ts'
import { type ArmResource, inTransaction, resourceKey } from '../store.ts'
import { type ClusterNode, isReady, lastTransition, type Scale, settleNodes } from './cluster-nodes.ts'

/** How long a compute stays in `Creating`, and in `Deleting`. */
export const creationMs = 3000
export const deletionMs = 2000
/** What the CLI sets when it is not told. */
const defaultIdleMs = 120_000

export type NodeState = 'idle' | 'running' | 'preparing' | 'leaving'

/** A cluster as it is at this moment. */
export type ClusterView = {
  provisioningState: 'Creating' | 'Succeeded' | 'Deleting'
  allocationState: 'Steady' | 'Resizing'
  transitionAt: number
  targetNodeCount: number
  /** Nodes that are there; those still being allocated are only in the target. */
  nodes: { id: string; state: NodeState; jobName: string | undefined }[]
}

/** The look of Azure's own node ids. */
const newNodeId = () => `tvmps_${randomBytes(32).toString('hex')}_d`

type ClusterRow = { readyAt: number; deletingAt: number | null; transitionAt: number; nodes: ClusterNode[] }

/** Scale settings of a cluster's resource. */
export function scaleOf(compute: ArmResource): Scale {
  // The compute routes have checked the body before they stored it.
  const inner = compute.properties['properties'] as {
    scaleSettings?: { minNodeCount?: number; maxNodeCount: number; nodeIdleTimeBeforeScaleDown?: string }
  }
  const { minNodeCount, maxNodeCount = 0, nodeIdleTimeBeforeScaleDown = '' } = inner.scaleSettings ?? {}
  return {
    minNodeCount: minNodeCount ?? 0,
    maxNodeCount,
    idleMs: durationMs(nodeIdleTimeBeforeScaleDown) ?? defaultIdleMs,
  }
}

/**
 * The life of clusters and their nodes. Nothing happens by timers: what time has done since the last look is worked
 * out at the next one. Which job has which node is the job table's knowledge.
 */
export type ClusterStore = ReturnType<typeof createClusterStore>

export function createClusterStore({ db, clock, resources }: Pick<EmulatorContext, 'db' | 'clock' | 'resources'>) {
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
      nodes: JSON.parse(row['nodes'] as string) as ClusterNode[],
    }
  }

  function save(computeId: string, { readyAt, deletingAt, transitionAt, nodes }: ClusterRow) {
    const deleting = deletingAt === null ? null : BigInt(deletingAt)
    upsert.run(resourceKey(computeId), BigInt(readyAt), deleting, BigInt(transitionAt), JSON.stringify(nodes))
  }

  /** Brings a cluster up to date. @returns undefined when it is not, or no longer, there */
  function settle(compute: ArmResource): { row: ClusterRow; jobs: JobRow[] } | undefined {
    const row = load(compute.id)
    if (!row) return undefined
    const now = clock.now()
    const onNodes = jobs.onNodes(compute.id)
    if (row.deletingAt !== null) {
      if (row.deletingAt + deletionMs > now) return { row, jobs: onNodes }
      inTransaction(db, () => {
        remove.run(resourceKey(compute.id))
        resources.delete(compute.id)
      })
      return undefined
    }
    if (row.readyAt > now) return { row, jobs: onNodes }
    const waiting = jobs.waiting(compute.id)
    const busy = new Set(onNodes.flatMap(nodesOf))
    const nodes = settleNodes(row.nodes, scaleOf(compute), { busy, waiting }, now, newNodeId)
    const transitionAt = lastTransition([...row.nodes, ...nodes], row.transitionAt, now)
    const settled = { ...row, nodes, transitionAt }
    if (transitionAt !== row.transitionAt || JSON.stringify(nodes) !== JSON.stringify(row.nodes))
      save(compute.id, settled)
    return { row: settled, jobs: onNodes }
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
      const here = row.nodes.filter((node) => node.readyAt <= now)
      const kept = row.nodes.filter((node) => node.leavingAt === null)
      const resizing = here.length < row.nodes.length || kept.length < row.nodes.length
      return {
        provisioningState: row.deletingAt !== null ? 'Deleting' : row.readyAt > now ? 'Creating' : 'Succeeded',
        allocationState: resizing ? 'Resizing' : 'Steady',
        transitionAt: row.transitionAt,
        targetNodeCount: kept.length,
        nodes: here.map((node) => {
          const job = jobByNode.get(node.id)
          const working = job?.phase === 'Preparing' ? 'preparing' : 'running'
          return {
            id: node.id,
            state: job ? working : node.leavingAt === null ? 'idle' : 'leaving',
            jobName: job?.jobName,
          }
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
