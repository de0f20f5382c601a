import type { CST, Node, YAMLSeq } from 'yaml'
import type { TextEdit } from '../../../lib/text-edit.ts'
import { indentedLines, insertLines, removeLines } from './edit-lines.ts'
import type { YamlValue } from './yaml-values.ts'
import * as places from './yaml-places.ts'
import { flowText } from './yaml-text.ts'
import type { LongText } from './yaml-text.ts'

/** Puts an item behind the last one of a list that has some, in the style of the list. */
export function appendItem(text: string, list: YAMLSeq, value: YamlValue, longText: LongText): TextEdit[] | null {
  const last = list.items.at(-1) as Node | null | undefined
  if (list.flow) {
    const from = last ? places.endOfNode(last) : places.rangeOf(list).from + 1
    return [{ from, to: from, insert: last ? `, ${flowText(value)}` : flowText(value) }]
  }
  const dash = dashOf(list, list.items.length - 1)
  if (!dash) return null
  const start = places.lineStart(text, dash.offset)
  // Below a list in the line of another (`- - a`) the indentation would have to be counted otherwise.
  if (text.slice(start, dash.offset).trim() !== '') return null
  const lines = indentedLines(text, [value], dash.offset - start, longText)
  const end = endOfItem(last, dash)
  return insertLines(text, lines, end, places.lineEnd(text, end))
}

/** Takes an item out of a list that has others, with its line where it has one of its own. */
export function removeItem(text: string, list: YAMLSeq, index: number): TextEdit[] | null {
  const items = list.items as (Node | null)[]
  const item = items[index]
  if (list.flow) {
    const next = items[index + 1]
    const previous = items[index - 1]
    if (!item) return null
    if (next) return [{ from: places.rangeOf(item).from, to: places.rangeOf(next).from, insert: '' }]
    return previous ? [{ from: places.endOfNode(previous), to: places.endOfNode(item), insert: '' }] : null
  }
  const dash = dashOf(list, index)
  if (!dash) return null
  const from = places.lineStart(text, dash.offset)
  if (text.slice(from, dash.offset).trim() !== '') return null
  return removeLines(text, from, endOfItem(item, dash))
}

const endOfItem = (item: Node | null | undefined, dash: CST.SourceToken) =>
  item && !places.isEmpty(item) ? places.endOfNode(item) : dash.offset + 1

/** The dash before an item of a block list. It is there because documents are read with `keepSourceTokens`. */
function dashOf(list: YAMLSeq, index: number): CST.SourceToken | undefined {
  const source = list.srcToken as CST.BlockSequence | undefined
  return source?.items[index]?.start.find(({ type }) => type === 'seq-item-ind')
}
