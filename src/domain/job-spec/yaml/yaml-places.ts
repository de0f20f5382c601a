import { isCollection, isMap, isScalar, isSeq } from 'yaml'
import type { CST, Node, Pair, YAMLMap } from 'yaml'
import type { Span } from '../problems.ts'

/** Pairs of a parsed document hold nodes. */
export type NodePair = Pair<Node | null, Node | null>
export const pairsOf = (map: YAMLMap) => map.items as NodePair[]

/** The pair that counts: of repeated keys the last one. */
export const findPair = (map: YAMLMap, key: string) => pairsOf(map).findLast((pair) => keyOf(pair) === key)

export const keyOf = ({ key }: NodePair) => (isScalar(key) ? String(key.value) : undefined)

export const hasMerge = (map: YAMLMap) => findPair(map, '<<') !== undefined

export const isEmpty = (node: Node | null): node is null =>
  node === null || (isScalar(node) && node.type === 'PLAIN' && node.source === '')

export const isBlockScalar = (node: Node | null) =>
  isScalar(node) && (node.type === 'BLOCK_LITERAL' || node.type === 'BLOCK_FOLDED')

export const rangeOf = (node: Node): Span => ({ from: node.range?.[0] ?? 0, to: node.range?.[1] ?? 0 })

/** Where the line ends that `at` lies in, before its line break. */
export function lineEnd(text: string, at: number): number {
  const newline = text.indexOf('\n', at)
  if (newline === -1) return text.length
  return newline > at && text[newline - 1] === '\r' ? newline - 1 : newline
}

export const newlineOf = (text: string) => (text.includes('\r\n') ? '\r\n' : '\n')

export const lineStart = (text: string, at: number) => text.lastIndexOf('\n', at - 1) + 1

/**
 * Where a line can be put in behind a pair of a block map. Comments and blanks below it that are indented deeper than
 * its key belong to its value; text of several lines would otherwise swallow them.
 */
export function endOfLines(text: string, pair: NodePair): number {
  const column = columnOf(text, pair)
  let end = lineEnd(text, endOfPair(pair))
  for (let at = end; at < text.length;) {
    const start = text.indexOf('\n', at) + 1
    if (start === 0) break
    const to = lineEnd(text, start)
    const [, blanks = '', rest = ''] = /^( *)(.*)$/.exec(text.slice(start, to)) ?? []
    if (rest !== '' && !rest.startsWith('#')) break
    if (blanks.length > column) end = to
    at = to
  }
  return end
}

/** End of the last character that belongs to a pair; comments after it and blank lines do not. */
export function endOfPair(pair: NodePair): number {
  const { value } = pair
  return isEmpty(value) ? endOfKey(pair) : endOfNode(value)
}

/** The same for a value by itself. */
export function endOfNode(node: Node): number {
  // The range of a block collection takes in the comments that follow it.
  if (isMap(node) && !node.flow) {
    const last = pairsOf(node).at(-1)
    if (last) return endOfPair(last)
  }
  if (isSeq(node) && !node.flow) {
    const last = node.items.at(-1) as Node | null | undefined
    if (last && !isEmpty(last)) return endOfNode(last)
  }
  return rangeOf(node).to
}

/** End of “key:”, or of the anchor behind it: where a value can follow. */
export function endOfKey(pair: NodePair): number {
  const separators = separatorsOf(pair)
  const colon = separators.findLast(({ type }) => type === 'map-value-ind' || type === 'anchor')
  return colon ? colon.offset + colon.source.length : pair.key ? rangeOf(pair.key).to : 0
}

/** An explicit tag belongs to the value that it describes. */
export const tagOf = (pair: NodePair) => separatorsOf(pair).find(({ type }) => type === 'tag')

/** “? key” and a key without a colon are too rare to be edited. */
export function isSimple(pair: NodePair): boolean {
  const item = sourceOf(pair)
  return (
    separatorsOf(pair).some(({ type }) => type === 'map-value-ind') &&
    !item?.start.some(({ type }) => type === 'explicit-key-ind')
  )
}

export const columnOf = (text: string, pair: NodePair) => {
  const from = pair.key ? rangeOf(pair.key).from : 0
  return from - lineStart(text, from)
}

const separatorsOf = (pair: NodePair): readonly CST.SourceToken[] => sourceOf(pair)?.sep ?? []

/** The item of the syntax tree; it is there because documents are read with `keepSourceTokens`. */
const sourceOf = (pair: NodePair): CST.CollectionItem | undefined => pair.srcToken

export const isBlockCollection = (node: Node | null) => isCollection(node) && !node.flow
