import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { parseAnsiLine } from '../lib/ansi.ts'
import { layOutLog, mostMatches, piecesOf, searchLog } from './log-rows.ts'

const linesOf = (...texts: string[]) => texts.map((text) => ({ ...parseAnsiLine(text), offset: 0 }))

describe('rows of a log', () => {
  test('are its lines when nothing is wrapped', () => {
    const layout = layOutLog(linesOf('one', 'a longer line'), undefined)
    expect(layout.rowCount).toBe(2)
    expect(layout.rowAt(1)).toEqual({ line: 1, from: 0, to: 13 })
  })

  test('wrap long lines at the width of the window', () => {
    const lines = linesOf('abcdefgh', '', 'xy')
    const layout = layOutLog(lines, 3)
    const rows = Array.from({ length: layout.rowCount }, (_, row) => layout.rowAt(row))
    expect(rows.map(({ line, from, to }) => lines[line]?.text.slice(from, to))).toEqual(['abc', 'def', 'gh', '', 'xy'])
    expect(layout.rowOf(0, 4)).toBe(1)
    expect(layout.rowOf(2)).toBe(4)
  })

  test('give wide characters two columns and never cut one', () => {
    const lines = linesOf('雪雪雪a🚂b')
    const layout = layOutLog(lines, 5)
    const rows = Array.from({ length: layout.rowCount }, (_, row) => layout.rowAt(row))
    expect(rows.map(({ from, to }) => lines[0]?.text.slice(from, to))).toEqual(['雪雪', '雪a🚂', 'b'])
  })

  test('hold every character once, in order, at any width', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'grapheme' })), fc.integer({ min: 1, max: 20 }), (texts, columns) => {
        const lines = linesOf(...texts)
        const layout = layOutLog(lines, columns)
        const shown = Array.from({ length: layout.rowCount }, (_, row) => layout.rowAt(row))
        const joined = lines.map((_, line) =>
          shown
            .filter((row) => row.line === line)
            .map(({ from, to }) => lines[line]?.text.slice(from, to))
            .join(''),
        )
        expect(joined).toEqual(lines.map(({ text }) => text))
      }),
    )
  })
})

describe('a search in a log', () => {
  test('finds every place, letter case aside', () => {
    expect(searchLog(linesOf('Loss loss', 'none', 'LOSS'), 'loss')).toEqual([
      { line: 0, at: 0 },
      { line: 0, at: 5 },
      { line: 2, at: 0 },
    ])
  })

  test('for nothing finds nothing', () => expect(searchLog(linesOf('text'), '')).toEqual([]))

  test('stops at more than anyone looks through', () => {
    expect(searchLog(linesOf('e'.repeat(20_000)), 'e')).toHaveLength(mostMatches)
  })

  test('is marked across colours', () => {
    const [line] = linesOf('\u001b[31mred\u001b[0mdish')
    if (!line) throw new Error('no line')
    expect(piecesOf(line, { line: 0, from: 0, to: 7 }, 'DDI')).toEqual([
      { text: 're', style: { color: 1 }, found: false },
      { text: 'd', style: { color: 1 }, found: true },
      { text: 'di', style: undefined, found: true },
      { text: 'sh', style: undefined, found: false },
    ])
  })
})
