import { describe, expect, test } from 'vitest'
import { type ClusterNode, isResizing, isThere, lastTransition, type Load, settleNodes } from './cluster-nodes.ts'

const allocationMs = 2000
const scale = { minNodeCount: 0, maxNodeCount: 4, idleMs: 120_000 }
const nobody = { busy: new Set<string>(), waiting: 0 }
let next = 0
const plenty = {
  capacity: Infinity,
  room: (count: number) => count,
  allocationMs,
  newId: () => `node-${(next += 1)}`,
}
const idle = (id: string, idleSince: number): ClusterNode => ({
  id,
  askedAt: -allocationMs,
  readyAt: 0,
  idleSince,
  leavingAt: null,
  preemptedAt: null,
})

/** The nodes of a cluster that gets what it asks for. */
const settled = (nodes: ClusterNode[], load: Load, now: number, own: Partial<typeof scale> = {}) =>
  settleNodes(nodes, { ...scale, ...own }, load, plenty, now).nodes

test('a queue makes nodes, never more than the maximum', () => {
  const nodes = settled([], { ...nobody, waiting: 9 }, 1000)
  expect(nodes).toHaveLength(4)
  expect(nodes.every((node) => node.readyAt === 1000 + allocationMs)).toBe(true)
})

test('nodes that are on their way are not asked for twice', () => {
  const first = settled([], { ...nobody, waiting: 2 }, 0)
  expect(settled(first, { ...nobody, waiting: 2 }, 500)).toEqual(first)
})

test('a node has a machine after half of its time, and can take a job after all of it', () => {
  const [node] = settled([], { ...nobody, waiting: 1 }, 1000)
  expect([1000, 1999, 2000, 2999].map((now) => node && isThere(node, now))).toEqual([false, false, true, true])
  expect([2999, 3000].map((now) => node && isResizing([node], now))).toEqual([true, false])
})

test('a busy node does not serve the queue', () => {
  expect(settled([idle('a', 0)], { busy: new Set(['a']), waiting: 1 }, 0)).toHaveLength(2)
})

test('an idle node is given back after its time and then gone', () => {
  const nodes = [idle('a', 0)]
  expect(settled(nodes, nobody, 119_999)).toEqual(nodes)
  expect(settled(nodes, nobody, 120_500)).toMatchObject([{ leavingAt: 120_000 }])
  expect(settled(nodes, nobody, 500_000)).toEqual([])
})

test('the minimum stays, however long it is idle', () => {
  const nodes = settled([idle('a', 0), idle('b', 5)], nobody, 500_000, { minNodeCount: 1 })
  expect(nodes.map((node) => node.id)).toEqual(['b'])
})

test('a smaller maximum sends free nodes away and leaves busy ones their jobs', () => {
  const load = { busy: new Set(['a', 'b']), waiting: 3 }
  const three = ['a', 'b', 'c'].map((id) => idle(id, 0))
  const nodes = settled(three, load, 10, { maxNodeCount: 1 })
  expect(nodes.map((node) => [node.id, node.leavingAt])).toEqual([
    ['a', null],
    ['b', null],
    ['c', 10],
  ])
})

test('the time of the last transition is when it happened, not when it was seen', () => {
  const nodes = settled([], { ...nobody, waiting: 1 }, 1000)
  expect(lastTransition(nodes, 0, 1500)).toBe(1000)
  expect(lastTransition(nodes, 0, 99_000)).toBe(1000 + allocationMs)
})

describe('nodes that cannot be had', () => {
  test('for want of quota are told, and those that can be had come', () => {
    const supply = { ...plenty, room: (count: number) => Math.min(count, 1) }
    const { nodes, lack } = settleNodes([], scale, { ...nobody, waiting: 3 }, supply, 0)
    expect([nodes.length, lack]).toEqual([1, { capacity: 0, quota: 2 }])
  })

  test('for want of capacity are told apart from those', () => {
    const supply = { ...plenty, capacity: 1, room: () => 0 }
    const { nodes, lack } = settleNodes([], scale, { ...nobody, waiting: 3 }, supply, 0)
    expect([nodes.length, lack]).toEqual([0, { capacity: 2, quota: 1 }])
  })

  test('any more are taken away, the newest first, and are there until their jobs have ended', () => {
    const load = { busy: new Set(['a', 'b']), waiting: 0 }
    const supply = { ...plenty, capacity: 1 }
    const { nodes } = settleNodes([idle('a', 0), idle('b', 0)], scale, load, supply, 10)
    expect(nodes.map(({ preemptedAt }) => preemptedAt)).toEqual([null, 10])
    expect(settleNodes(nodes, scale, load, supply, 60_000).nodes).toHaveLength(2)
    const afterJob = settleNodes(nodes, scale, { busy: new Set(['a']), waiting: 1 }, supply, 60_000)
    expect(afterJob).toMatchObject({ nodes: [{ id: 'a' }], lack: { capacity: 1 } })
  })
})
