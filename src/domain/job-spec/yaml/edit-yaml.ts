/**
 * Edits of single keys as replacements in the text, so that comments, order, anchors and all that is not touched stay
 * as they are. Paths are YAML keys; a position in a list is a segment of digits. Every function gives null when the
 * text does not parse or the wanted change cannot be made without touching more: then the editor is the place for it.
 */
import { isAlias, isMap, isScalar, isSeq } from 'yaml'
import type { Node, YAMLMap, YAMLSeq } from 'yaml'
import { applyEdits } from '../../../lib/text-edit.ts'
import type { TextEdit } from '../../../lib/text-edit.ts'
import { isBelow, leavesOf, verified, verifiedRemoval } from './edit-check.ts'
import { appendItem, removeItem } from './edit-items.ts'
import { indentedLines, insertLines, removeLines } from './edit-lines.ts'
import { nest } from './yaml-values.ts'
import type { YamlValue } from './yaml-values.ts'
import type { Path } from '../problems.ts'
import * as places from './yaml-places.ts'
import type { NodePair } from './yaml-places.ts'
import { flowText, keyText, withoutLastBreak, yamlText } from './yaml-text.ts'
import type { LongText } from './yaml-text.ts'
import { contentsOf } from './yaml-tree.ts'

/** Sets a key, making the maps above it where they are missing. The position behind a list's last item adds one. */
export function setValue(text: string, path: Path, value: YamlValue): TextEdit[] | null {
  const [first, ...rest] = path
  if (first === undefined) return null
  const contents = contentsOf(text)
  if (contents === undefined) return null
  if (contents === null || places.isEmpty(contents)) {
    const insert = lineBreakBefore(text, text.length) + yamlText(nest(path, value))
    return verified(text, [{ from: text.length, to: text.length, insert }], { path, value })
  }
  if (!isMap(contents)) return null
  // A block of text would swallow a comment below it that stands just as deep; then quotes are the way.
  for (const longText of ['block', 'quoted'] as const) {
    const edits = setIn({ text, longText }, contents, first, rest, value)
    if (edits && verified(text, edits, { path, value })) return edits
  }
  return null
}

/** The text to edit, and how to write into it. */
type Target = Readonly<{ text: string; longText: LongText }>

/** Removes a key or an item, and the maps and lists above it that would be left empty. */
export function removeKey(text: string, path: Path): TextEdit[] | null {
  const contents = contentsOf(text)
  if (!isMap(contents)) return null
  const parent = collectionAt(contents, path.slice(0, -1))
  const key = path.at(-1)
  if (isSeq(parent)) return removeFromList(text, parent, path)
  const map = parent
  if (!map || key === undefined || !places.findPair(map, key)) return null
  const isLast = places.pairsOf(map).every((pair) => places.keyOf(pair) === key)
  if (isLast && path.length > 1) return removeKey(text, path.slice(0, -1))
  const edits = places.pairsOf(map).flatMap((pair, index) => {
    const edit = places.keyOf(pair) === key ? removalOf(text, map, index) : []
    return edit ?? []
  })
  return verified(text, edits, { path })
}

function removeFromList(text: string, list: YAMLSeq, path: Path): TextEdit[] | null {
  const index = Number(path.at(-1))
  if (!(index in list.items)) return null
  if (list.items.length === 1) return removeKey(text, path.slice(0, -1))
  const edits = removeItem(text, list, index)
  return edits && verifiedRemoval(text, edits, path)
}

/** Gives a key another name; its value and its place stay. */
export function renameKey(text: string, path: Path, newKey: string): TextEdit[] | null {
  const contents = contentsOf(text)
  if (!isMap(contents)) return null
  const map = collectionAt(contents, path.slice(0, -1))
  const key = path.at(-1)
  if (!isMap(map) || key === undefined || newKey === key || places.findPair(map, newKey)) return null
  const edits = places.pairsOf(map).flatMap((pair) => {
    if (places.keyOf(pair) !== key || !pair.key) return []
    return [{ ...places.rangeOf(pair.key), insert: keyText(newKey) }]
  })
  if (edits.length === 0) return null
  const before = leavesOf(text)
  const after = leavesOf(applyEdits(text, edits))
  const newPath = [...path.slice(0, -1), newKey]
  const renamed = before?.map(([at, leaf]) => [isBelow(at, path) ? [...newPath, ...at.slice(path.length)] : at, leaf])
  return renamed && JSON.stringify(renamed) === JSON.stringify(after) ? edits : null
}

function setIn(target: Target, map: YAMLMap, key: string, rest: Path, value: YamlValue): TextEdit[] | null {
  const pair = places.findPair(map, key)
  // A map that comes in by “<<” and is changed below would have to be copied first.
  if (!pair) return rest.length > 0 && places.hasMerge(map) ? null : insertPair(target, map, key, nest(rest, value))
  const node = pair.value
  const [next, ...further] = rest
  if (next === undefined) return replaceValue(target, map, pair, value)
  if (isMap(node) && (node.items.length > 0 || map.flow)) return setIn(target, node, next, further, value)
  if (isSeq(node)) return setInList(target, node, next, further, value)
  if (isAlias(node)) {
    return further.length > 0 || map.flow
      ? null
      : replaceValue(target, map, pair, { [next]: value }, `<<: *${node.source}`)
  }
  return replaceValue(target, map, pair, nest(rest, value))
}

function setInList(target: Target, list: YAMLSeq, at: string, rest: Path, value: YamlValue): TextEdit[] | null {
  const { text, longText } = target
  const index = Number(at)
  if (index === list.items.length) return appendItem(text, list, nest(rest, value), longText)
  const item = list.items[index] as Node | null | undefined
  const [key, ...further] = rest
  if (!item) return null
  if (key !== undefined) {
    if (isSeq(item)) return setInList(target, item, key, further, value)
    return isMap(item) ? setIn(target, item, key, further, value) : null
  }
  return places.isBlockScalar(item) || places.isBlockCollection(item)
    ? null
    : [{ ...places.rangeOf(item), insert: flowText(value) }]
}

/** What stands behind a key: the rest of its line, and the lines below without indentation of their own. */
type Rendered = { inline: string; lines: string[] }

function renderValue(value: YamlValue, longText: LongText): Rendered {
  const [first = '', ...lines] = withoutLastBreak(yamlText({ k: value }, longText)).split('\n')
  return { inline: first.replace(/^k: ?/, ''), lines }
}

/** A long command in folded form (`>-`) with an option a line stays so while it is edited. */
function renderFolded(value: YamlValue): Rendered | undefined {
  if (typeof value !== 'string' || !/^[!-~](?:[ -~]*[!-~])?$/.test(value)) return undefined
  const lines = value.split(/ (?=--?[a-zA-Z])/)
  return lines.length > 1 ? { inline: '>-', lines: lines.map((line) => `  ${line}`) } : undefined
}

function replaceValue(
  target: Target,
  map: YAMLMap,
  pair: NodePair,
  value: YamlValue,
  mergeLine?: string,
): TextEdit[] | null {
  if (!places.isSimple(pair)) return null
  const { text, longText } = target
  const { value: node } = pair
  const keyEnd = places.endOfKey(pair)
  if (map.flow) {
    const insert = flowText(value)
    return [
      places.isEmpty(node) ? { from: keyEnd, to: keyEnd, insert: ` ${insert}` } : { ...valueSpan(pair, node), insert },
    ]
  }
  const isFolded = isScalar(node) && node.type === 'BLOCK_FOLDED'
  const { inline, lines } = (isFolded && renderFolded(value)) || renderValue(value, longText)
  const indent = ' '.repeat(places.columnOf(text, pair))
  const allLines = mergeLine ? [`  ${mergeLine}`, ...lines] : lines
  const body = allLines.map((line) => places.newlineOf(text) + (line && indent + line)).join('')
  const old = slotsOf(text, pair)
  const inlineEdit =
    inline === ''
      ? { from: keyEnd, to: Math.max(keyEnd, old.inline.to), insert: '' }
      : { ...old.inline, insert: old.inline.from === keyEnd ? ` ${inline}` : inline }
  return [inlineEdit, { ...old.body, insert: body }]
}

/** The two places of a value in a block map; a comment between them, on the key's line, is in neither. */
function slotsOf(text: string, pair: NodePair) {
  const { value: node } = pair
  const keyEnd = places.endOfKey(pair)
  const behindKey = { from: keyEnd, to: keyEnd }
  const keyLineEnd = places.lineEnd(text, keyEnd)
  if (places.isEmpty(node)) return { inline: behindKey, body: { from: keyLineEnd, to: keyLineEnd } }
  if (places.isBlockCollection(node))
    return { inline: behindKey, body: { from: keyLineEnd, to: places.endOfPair(pair) } }
  const { from, to } = valueSpan(pair, node)
  if (places.isBlockScalar(node)) {
    const header = /^(?:!\S+\s+)?[|>][-+\d]*/.exec(text.slice(from))?.[0] ?? ''
    const bodyFrom = places.lineEnd(text, from)
    // The last line break is the end of the line, not a part of what is replaced.
    return {
      inline: { from, to: from + header.length },
      body: { from: bodyFrom, to: Math.max(bodyFrom, to - (/\r?\n$/.exec(text.slice(0, to))?.[0].length ?? 0)) },
    }
  }
  const end = places.lineEnd(text, to)
  return { inline: { from, to }, body: { from: end, to: end } }
}

function valueSpan(pair: NodePair, node: Node) {
  const { from, to } = places.rangeOf(node)
  return { from: places.tagOf(pair)?.offset ?? from, to }
}

function insertPair({ text, longText }: Target, map: YAMLMap, key: string, value: YamlValue): TextEdit[] | null {
  const last = places.pairsOf(map).at(-1)
  if (map.flow) {
    const entry = `${keyText(key)}: ${flowText(value)}`
    const from = last ? places.endOfPair(last) : places.rangeOf(map).from + 1
    return [{ from, to: from, insert: last ? `, ${entry}` : entry }]
  }
  if (!last) return null
  const lines = indentedLines(text, { [key]: value }, places.columnOf(text, last), longText)
  return insertLines(text, lines, places.endOfPair(last), places.endOfLines(text, last))
}

function removalOf(text: string, map: YAMLMap, index: number): TextEdit[] | null {
  const pairs = places.pairsOf(map)
  const pair = pairs[index]
  if (!pair?.key) return null
  const next = pairs[index + 1]
  const previous = pairs[index - 1]
  const { from } = places.rangeOf(pair.key)
  const end = places.endOfPair(pair)
  const start = places.lineStart(text, from)
  const isAlone = text.slice(start, from).trim() === ''
  if (map.flow || !isAlone) {
    if (next?.key) return [{ from, to: places.rangeOf(next.key).from, insert: '' }]
    return [{ from: previous && map.flow ? places.endOfPair(previous) : from, to: end, insert: '' }]
  }
  return removeLines(text, start, end)
}

/** The map or list at a path, without going through aliases and merges: what those bring in stands elsewhere. */
function collectionAt(node: Node | null | undefined, path: Path): YAMLMap | YAMLSeq | undefined {
  const [key, ...rest] = path
  if (key === undefined) return isMap(node) || isSeq(node) ? node : undefined
  if (isMap(node)) return collectionAt(places.findPair(node, key)?.value, rest)
  return isSeq(node) ? collectionAt(node.items[Number(key)] as Node | null | undefined, rest) : undefined
}

const lineBreakBefore = (text: string, at: number) => (at === 0 || text[at - 1] === '\n' ? '' : places.newlineOf(text))
