const leavingMs = 1000

/** A node that was asked for; it can take a job from `readyAt` on. */
export type ClusterNode = Readonly<{
  id: string
  askedAt: number
  readyAt: number
  /** Since when it has had no job; meaningless while it has one. */
  idleSince: number
  /** Since when it is being given back; null keeps it. */
  leavingAt: number | null
  /** Since when the region takes it away; null for a node that may stay. */
  preemptedAt: number | null
}>

export type Scale = Readonly<{ minNodeCount: number; maxNodeCount: number; idleMs: number }>

export type Load = Readonly<{
  /** Ids of the nodes that have a job. */
  busy: ReadonlySet<string>
  /** Nodes that the jobs in the queue need. */
  waiting: number
}>

/** What a cluster can get of its region. */
export type Supply = Readonly<{
  /** Nodes that the region has for it at all; those beyond are taken away. */
  capacity: number
  /** How many of so many new nodes the quota allows. */
  room: (count: number) => number
  /** Time in which a machine is found and booted. */
  allocationMs: number
  newId: () => string
}>

/** Nodes that are wanted and cannot be had, by what stands against them. */
export type Lack = Readonly<{ capacity: number; quota: number }>

const isKept = (node: ClusterNode) => node.leavingAt === null && node.preemptedAt === null
export const isReady = (node: ClusterNode, now: number) => node.readyAt <= now && isKept(node)

/** The first half of the time goes by until there is a machine, the second until it has booted. */
export const isThere = ({ askedAt, readyAt }: ClusterNode, now: number) => (askedAt + readyAt) / 2 <= now

/**
 * The nodes of a cluster at a moment, given those of an earlier moment: what was idle for long enough is given back,
 * what the queue or the minimum asks for is allocated as far as it can be had. It depends on its arguments alone, so it
 * may be worked out whenever somebody looks, however long ago the last look was.
 */
export function settleNodes(
  nodes: readonly ClusterNode[],
  scale: Scale,
  load: Load,
  supply: Supply,
  now: number,
): { nodes: ClusterNode[]; lack: Lack } {
  const settled = shrink(preempt(nodes, supply.capacity, now), scale, load, now).filter(
    (node) => !isGone(node, load, now),
  )
  const kept = settled.filter(isKept)
  const free = kept.filter((node) => !load.busy.has(node.id)).length
  const wanted = Math.max(load.waiting - free, scale.minNodeCount - kept.length)
  const asked = Math.max(0, Math.min(wanted, scale.maxNodeCount - kept.length))
  const there = Math.max(0, Math.min(asked, supply.capacity - kept.length))
  const granted = there === 0 ? 0 : supply.room(there)
  const readyAt = now + supply.allocationMs
  const added = Array.from({ length: granted }, () => ({
    id: supply.newId(),
    askedAt: now,
    readyAt,
    idleSince: readyAt,
    leavingAt: null,
    preemptedAt: null,
  }))
  return { nodes: [...settled, ...added], lack: { capacity: asked - there, quota: there - granted } }
}

/** A node that is taken away is there until its job has ended. */
const isGone = ({ id, leavingAt, preemptedAt }: ClusterNode, { busy }: Load, now: number) =>
  (leavingAt !== null && leavingAt + leavingMs <= now) ||
  (preemptedAt !== null && preemptedAt + leavingMs <= now && !busy.has(id))

/** Takes away what is beyond the capacity, the newest first. */
function preempt(nodes: readonly ClusterNode[], capacity: number, now: number): readonly ClusterNode[] {
  const kept = nodes.filter(isKept)
  if (kept.length <= capacity) return nodes
  const lost = new Set(kept.slice(capacity).map(({ id }) => id))
  return nodes.map((node) => (lost.has(node.id) ? { ...node, preemptedAt: now } : node))
}

function shrink(nodes: readonly ClusterNode[], scale: Scale, load: Load, now: number): ClusterNode[] {
  let kept = nodes.filter(isKept).length
  const leavingAt = new Map<string, number>()
  const free = nodes.filter((node) => isKept(node) && !load.busy.has(node.id))
  for (const node of free.toSorted((a, b) => a.idleSince - b.idleSince)) {
    const idleUntil = node.idleSince + scale.idleMs
    if (kept > scale.maxNodeCount) leavingAt.set(node.id, now)
    else if (kept > scale.minNodeCount && load.waiting === 0 && idleUntil <= now) leavingAt.set(node.id, idleUntil)
    else continue
    kept -= 1
  }
  return nodes.map((node) => ({ ...node, leavingAt: leavingAt.get(node.id) ?? node.leavingAt }))
}

/** The newest moment, not after `now`, at which the cluster began or ended a change of size. */
export function lastTransition(nodes: readonly ClusterNode[], before: number, now: number): number {
  const moments = nodes.flatMap(({ askedAt, readyAt, leavingAt, preemptedAt }) => [
    askedAt,
    readyAt,
    ...[leavingAt, preemptedAt].flatMap((since) => (since === null ? [] : [since, since + leavingMs])),
  ])
  return Math.max(before, ...moments.filter((moment) => moment <= now))
}

/** Whether the cluster is on its way to another size. */
export const isResizing = (nodes: readonly ClusterNode[], now: number) =>
  nodes.some((node) => !isKept(node) || node.readyAt > now)

/** How many nodes it has or will have, once it is through with its present change of size. */
export const targetOf = (nodes: readonly ClusterNode[]) => nodes.filter(isKept).length
