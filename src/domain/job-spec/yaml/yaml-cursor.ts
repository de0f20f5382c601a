import type { Path, Span } from '../problems.ts'
import { lineEnd } from './yaml-places.ts'

/**
 * Where a cursor stands in a YAML text, told by indentation alone: what is being typed seldom parses. Flow style
 * (`{a: b}`) is followed within a line.
 */
export type YamlCursor = Readonly<{
  path: Path
  /** What of the value is there, without its quotes; empty before anything is typed. */
  value: Span
  /** Text of several lines that the line is a part of, such as a command behind `|`. */
  isText: boolean
}>

/** A line, with the path of what it holds. */
type Line = Span & Readonly<{ path: Path; kind: 'value' | 'text' | 'other'; valueFrom: number }>

/** A key or list item whose inside the next, deeper lines may be. */
type Open = { column: number; key: string; isItem: boolean; hasValue: boolean }

const pair = /^("(?:[^"\\]|\\.)*"|'(?:[^']|'')*'|[^\s"'{}[\],#&*!|>%@`](?:[^:]|:(?=\S))*?)\s*:(?=\s|$)/
const item = /^-(?:[ \t]+|$)/
const blockHeader = /^(?:[&!]\S*\s+)*[|>][-+\d]*\s*(?:#.*)?$/
/** An anchor or a tag stands before a value and is none. */
const emptyValue = /^(?:[&!]\S*\s*)*(?:#.*)?$/

/** @returns undefined where no value can stand, as in a key or a comment */
export function yamlCursor(text: string, offset: number): YamlCursor | undefined {
  const line = linesOf(text).find(({ from, to }) => from <= offset && offset <= to)
  if (!line || line.kind === 'other' || offset < line.valueFrom) return undefined
  if (line.kind === 'text') return { path: line.path, value: { from: line.from, to: line.to }, isText: true }
  const start = skipBlanks(text, line.valueFrom, offset)
  if (/[[{]/.test(text[start] ?? '')) return flowCursor(text, line, start, offset)
  return scalarAt(text, line.path, start, offset, /\s#|\s*$/)
}

/** The keys below a path and what stands behind each on its line, as far as the text shows by its lines. */
export function keysBelow(text: string, path: Path): Map<string, string> {
  const found = new Map<string, string>()
  for (const line of linesOf(text)) {
    const key = line.path.at(-1)
    const isBelow = line.path.length === path.length + 1 && path.every((part, index) => line.path[index] === part)
    if (line.kind === 'value' && isBelow && key !== undefined)
      found.set(key, text.slice(line.valueFrom, line.to).trim())
  }
  return found
}

function linesOf(text: string): Line[] {
  const lines: Line[] = []
  const open: Open[] = []
  const path = () => open.map(({ key }) => key)
  let blockColumn: number | undefined
  for (let from = 0; from <= text.length;) {
    const next = text.indexOf('\n', from)
    const end = next === -1 ? text.length : next
    const to = text[end - 1] === '\r' && end > from ? end - 1 : end
    lines.push({ from, to, ...read(text.slice(from, to), from) })
    from = end + 1
  }
  return lines

  function read(line: string, from: number): Pick<Line, 'path' | 'kind' | 'valueFrom'> {
    const column = line.length - line.trimStart().length
    const isBlank = line.trim() === ''
    if (blockColumn !== undefined && (isBlank || column > blockColumn))
      return { path: path(), kind: 'text', valueFrom: from }
    blockColumn = undefined
    if (isBlank || line[column] === '#') return { path: [], kind: 'other', valueFrom: from }

    const above = open.at(-1)
    if (above?.hasValue && column > above.column) return { path: path(), kind: 'text', valueFrom: from }

    let at = column
    let isItem = false
    for (let dash = item.exec(line.slice(at)); dash; dash = item.exec(line.slice(at))) {
      openItem(at)
      isItem = true
      at += dash[0].length
    }
    const [whole, key] = pair.exec(line.slice(at)) ?? []
    if (whole === undefined || key === undefined) {
      if (isItem) noteValue(line.slice(at), column)
      return { path: path(), kind: isItem ? 'value' : 'other', valueFrom: from + at }
    }
    closeFrom(at)
    open.push({ column: at, key: withoutQuotes(key), isItem: false, hasValue: false })
    noteValue(line.slice(at + whole.length).trim(), at)
    return { path: path(), kind: 'value', valueFrom: from + at + whole.length }
  }

  function closeFrom(column: number) {
    while ((open.at(-1)?.column ?? -1) >= column) open.pop()
  }

  /** Items may stand as deep as the key that they belong to. */
  function openItem(column: number) {
    let index = 0
    for (let last = open.at(-1); last && last.column >= column; last = open.at(-1)) {
      if (last.column === column && !last.isItem && !last.hasValue) break
      if (last.column === column && last.isItem) index = Number(last.key) + 1
      open.pop()
    }
    open.push({ column, key: String(index), isItem: true, hasValue: false })
  }

  function noteValue(value: string, column: number) {
    const last = open.at(-1)
    if (blockHeader.test(value)) blockColumn = column
    else if (last) last.hasValue = !emptyValue.test(value)
  }
}

/** Follows braces and brackets up to the cursor. */
function flowCursor(text: string, line: Line, start: number, offset: number): YamlCursor | undefined {
  const open: { isMap: boolean; key: string | undefined; index: number }[] = []
  let begin = start
  let quote: string | undefined
  for (let at = start; at < offset; at++) {
    const sign = text[at] ?? ''
    const inner = open.at(-1)
    if (quote !== undefined) {
      if (sign === quote) quote = undefined
    } else if ((sign === '"' || sign === "'") && text.slice(begin, at).trim() === '') {
      quote = sign
    } else if (sign === '{' || sign === '[') {
      open.push({ isMap: sign === '{', key: undefined, index: 0 })
      begin = at + 1
    } else if (sign === '}' || sign === ']') {
      open.pop()
      begin = at + 1
    } else if (sign === ',' && inner) {
      inner.key = undefined
      inner.index += 1
      begin = at + 1
    } else if (sign === ':' && inner?.isMap && /\s/.test(text[at + 1] ?? ' ')) {
      inner.key = withoutQuotes(text.slice(begin, at).trim())
      begin = at + 1
    }
  }
  const steps = open.map(({ isMap, key, index }) => (isMap ? key : String(index)))
  if (steps.length === 0 || steps.includes(undefined)) return undefined
  const path = [...line.path, ...steps.filter((step) => step !== undefined)]
  return scalarAt(text, path, skipBlanks(text, begin, offset), offset, /\s*(?:[,}\]]|\s#|$)/)
}

/** The scalar that begins at `from`, up to `end` or its closing quote; the cursor must be in it. */
function scalarAt(text: string, path: Path, from: number, offset: number, end: RegExp): YamlCursor | undefined {
  const quote = /^["']/.exec(text.slice(from, from + 1))?.[0]
  const start = quote === undefined ? from : from + 1
  const body = text.slice(start, lineEnd(text, from))
  const closing = quote === undefined ? end.exec(body)?.index : body.indexOf(quote)
  const to = closing === undefined || closing === -1 ? start + body.length : start + closing
  const isInside = start <= offset && offset <= to
  return isInside ? { path, value: { from: start, to }, isText: false } : undefined
}

function skipBlanks(text: string, from: number, until: number): number {
  let at = from
  while (at < until && text[at] === ' ') at += 1
  return at
}

const withoutQuotes = (key: string) => (/^["']/.test(key) ? key.slice(1, -1) : key)
