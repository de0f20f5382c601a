import { inverseNormal } from './normal-distribution.ts'
import type { Distribution, Option, SearchSpace, Value } from './search-space.ts'

/** Values of one trial, by parameter. */
export type TrialValues = Readonly<Record<string, Value>>

/** A place in the unit cube: one coordinate, from 0 to below 1, for each thing that is drawn. */
export type Point = readonly number[]

type Node = Distribution | Option

/** What a node is made of, in the order in which coordinates are dealt out. */
function childrenOf(node: Node): readonly Node[] {
  if (node.kind === 'choice') return node.options
  return node.kind === 'map' ? Object.values(node.members) : []
}

const isDrawn = ({ kind }: Node) => kind !== 'value' && kind !== 'map'

/**
 * Everything that is drawn in a space, in the order of a point's coordinates. What lies in an option of a choice has
 * its coordinates whether or not the option is taken, so that a coordinate always means the same.
 */
export function drawnIn(space: SearchSpace): Distribution[] {
  const walk = (node: Node): Node[] => [...(isDrawn(node) ? [node] : []), ...childrenOf(node).flatMap(walk)]
  // `isDrawn` leaves distributions only.
  return Object.values(space).flatMap(walk) as Distribution[]
}

/**
 * The values at a point.
 * @param logBase base of the log kinds; e when the sampling algorithm names none
 */
export function valuesAt(space: SearchSpace, point: Point, logBase = Math.E): TrialValues {
  let next = 0
  const take = (node: Node): Value => {
    const own = isDrawn(node) ? (point[next++] ?? 0) : 0
    if (node.kind === 'value') return node.value
    if (node.kind === 'map') {
      return Object.fromEntries(Object.entries(node.members).map(([name, member]) => [name, take(member)]))
    }
    if (node.kind !== 'choice') return numberAt(node, own, logBase)
    // Every option takes its coordinates, see drawnIn.
    const options = node.options.map(take)
    return options[optionAt(node.options.length, own)] ?? ''
  }
  return Object.fromEntries(Object.entries(space).map(([name, node]) => [name, take(node)]))
}

/** The option of a choice that a coordinate stands for. */
export const optionAt = (count: number, coordinate: number) => Math.min(count - 1, Math.floor(coordinate * count))

function numberAt(node: Exclude<Distribution, { kind: 'choice' }>, unit: number, logBase: number): number {
  if (node.kind === 'randint') return optionAt(node.upper, unit)
  const drawn = 'min' in node ? node.min + unit * (node.max - node.min) : node.mu + node.sigma * inverseNormal(unit)
  return rounded(node.kind.startsWith('log') ? logBase ** drawn : drawn, node.q)
}

/** To multiples of `q`, without the tail that binary fractions leave: 0.3 and not 0.30000000000000004. */
const rounded = (value: number, q: number | undefined) =>
  q === undefined ? value : Number((Math.round(value / q) * q).toPrecision(12))

/** How many different values a space has; Infinity when something in it is continuous. */
export const sizeOf = (space: SearchSpace): number =>
  Object.values(space).reduce((product, node) => product * countOf(node), 1)

function countOf(node: Node): number {
  if (node.kind === 'value') return 1
  if (node.kind === 'randint') return node.upper
  const counts = childrenOf(node).map(countOf)
  if (node.kind === 'map') return counts.reduce((product, count) => product * count, 1)
  return node.kind === 'choice' ? counts.reduce((sum, count) => sum + count, 0) : Infinity
}

/**
 * One cell of the grid over a finite space.
 * @param index from 0 to below `sizeOf`; the last parameter changes fastest
 */
export const valuesOfCell = (space: SearchSpace, index: number): TrialValues => cellOf(space, index)

function cellOf(members: Readonly<Record<string, Node>>, index: number): Readonly<Record<string, Value>> {
  let rest = index
  const reversed = Object.entries(members).toReversed()
  const values = reversed.map(([name, node]) => {
    const count = countOf(node)
    const value = cellValue(node, rest % count)
    rest = Math.floor(rest / count)
    return [name, value] as const
  })
  return Object.fromEntries(values.toReversed())
}

function cellValue(node: Node, index: number): Value {
  if (node.kind === 'value') return node.value
  if (node.kind === 'map') return cellOf(node.members, index)
  if (node.kind === 'randint') return index
  if (node.kind !== 'choice') throw new Error(`A ${node.kind} has no cells.`)
  let rest = index
  for (const option of node.options) {
    const count = countOf(option)
    if (rest < count) return cellValue(option, rest)
    rest -= count
  }
  throw new Error(`A choice of ${node.options.length} options has no cell ${index}.`)
}
