/** Time in which Azure would find a machine and boot it, shortened to what a person will wait for. */
export const allocationMs = 2000
const leavingMs = 1000

/** A node that was asked for; it can take a job from `readyAt` on. */
export type ClusterNode = Readonly<{
  id: string
  readyAt: number
  /** Since when it has had no job; meaningless while it has one. */
  idleSince: number
  /** Since when it is being given back; null keeps it. */
  leavingAt: number | null
}>

export type Scale = Readonly<{ minNodeCount: number; maxNodeCount: number; idleMs: number }>

export type Load = Readonly<{
  /** Ids of the nodes that have a job. */
  busy: ReadonlySet<string>
  /** Nodes that the jobs in the queue need. */
  waiting: number
}>

export const isReady = (node: ClusterNode, now: number) => node.readyAt <= now && node.leavingAt === null

/**
 * The nodes of a cluster at a moment, given those of an earlier moment: what was idle for long enough is given back,
 * what the queue or the minimum asks for is allocated. It depends on its arguments alone, so it may be worked out
 * whenever somebody looks, however long ago the last look was.
 */
export function settleNodes(nodes: readonly ClusterNode[], scale: Scale, load: Load, now: number, newId: () => string) {
  const settled = shrink(nodes, scale, load, now).filter(
    (node) => node.leavingAt === null || node.leavingAt + leavingMs > now,
  )
  const kept = settled.filter((node) => node.leavingAt === null)
  const free = kept.filter((node) => !load.busy.has(node.id)).length
  const wanted = Math.max(load.waiting - free, scale.minNodeCount - kept.length)
  const count = Math.max(0, Math.min(wanted, scale.maxNodeCount - kept.length))
  const readyAt = now + allocationMs
  const added = Array.from({ length: count }, () => ({ id: newId(), readyAt, idleSince: readyAt, leavingAt: null }))
  return [...settled, ...added]
}

function shrink(nodes: readonly ClusterNode[], scale: Scale, load: Load, now: number): ClusterNode[] {
  let kept = nodes.filter((node) => node.leavingAt === null).length
  const leavingAt = new Map<string, number>()
  const free = nodes.filter((node) => node.leavingAt === null && !load.busy.has(node.id))
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
  const moments = nodes.flatMap(({ readyAt, leavingAt }) => [
    readyAt - allocationMs,
    readyAt,
    ...(leavingAt === null ? [] : [leavingAt, leavingAt + leavingMs]),
  ])
  return Math.max(before, ...moments.filter((moment) => moment <= now))
}
