import { expect, test } from 'vitest'
import { allocationMs, type ClusterNode, lastTransition, settleNodes } from './cluster-nodes.ts'

const scale = { minNodeCount: 0, maxNodeCount: 4, idleMs: 120_000 }
const nobody = { busy: new Set<string>(), waiting: 0 }
let next = 0
const newId = () => `node-${(next += 1)}`
const idle = (id: string, idleSince: number): ClusterNode => ({ id, readyAt: 0, idleSince, leavingAt: null })

test('a queue makes nodes, never more than the maximum', () => {
  const nodes = settleNodes([], scale, { ...nobody, waiting: 9 }, 1000, newId)
  expect(nodes).toHaveLength(4)
  expect(nodes.every((node) => node.readyAt === 1000 + allocationMs)).toBe(true)
})

test('nodes that are on their way are not asked for twice', () => {
  const first = settleNodes([], scale, { ...nobody, waiting: 2 }, 0, newId)
  expect(settleNodes(first, scale, { ...nobody, waiting: 2 }, 500, newId)).toEqual(first)
})

test('a busy node does not serve the queue', () => {
  const nodes = settleNodes([idle('a', 0)], scale, { busy: new Set(['a']), waiting: 1 }, 0, newId)
  expect(nodes).toHaveLength(2)
})

test('an idle node is given back after its time and then gone', () => {
  const nodes = [idle('a', 0)]
  expect(settleNodes(nodes, scale, nobody, 119_999, newId)).toEqual(nodes)
  expect(settleNodes(nodes, scale, nobody, 120_500, newId)).toMatchObject([{ leavingAt: 120_000 }])
  expect(settleNodes(nodes, scale, nobody, 500_000, newId)).toEqual([])
})

test('the minimum stays, however long it is idle', () => {
  const nodes = settleNodes([idle('a', 0), idle('b', 5)], { ...scale, minNodeCount: 1 }, nobody, 500_000, newId)
  expect(nodes.map((node) => node.id)).toEqual(['b'])
})

test('a smaller maximum sends free nodes away and leaves busy ones their jobs', () => {
  const load = { busy: new Set(['a', 'b']), waiting: 3 }
  const nodes = settleNodes(
    ['a', 'b', 'c'].map((id) => idle(id, 0)),
    { ...scale, maxNodeCount: 1 },
    load,
    10,
    newId,
  )
  expect(nodes.map((node) => [node.id, node.leavingAt])).toEqual([
    ['a', null],
    ['b', null],
    ['c', 10],
  ])
})

test('the time of the last transition is when it happened, not when it was seen', () => {
  const nodes = settleNodes([], scale, { ...nobody, waiting: 1 }, 1000, newId)
  expect(lastTransition(nodes, 0, 1500)).toBe(1000)
  expect(lastTransition(nodes, 0, 99_000)).toBe(1000 + allocationMs)
})
