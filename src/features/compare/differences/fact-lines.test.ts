import { describe, expect, test } from 'vitest'
import { differencesOf } from '../../../domain/compare/differences.ts'
import { aComparedJob } from '../testing/compared-jobs.ts'
import { factLines, type FactLine } from './fact-lines.ts'
import { cellText, differencesCsv } from './fact-words.ts'
import { gridTarget } from './grid-keys.ts'

const jobs = [
  aComparedJob('a', { params: { lr: '0.1', seed: '7', note: '=1+1' } }),
  aComparedJob('b', { params: { lr: '0.20', seed: '7', note: 'two, or "three"' } }),
]
const sections = differencesOf(jobs)

const inWords = (lines: readonly FactLine[]) =>
  lines.map((line) =>
    line.kind === 'fact' ? `  ${line.row.label}` : `${line.title}: ${line.differing} differ, ${line.folded} folded`,
  )

describe('the lines of the table', () => {
  test('are what differs, under headings that say how much is equal', () => {
    expect(inWords(factLines(sections, new Set(), ''))).toEqual([
      'Parameters: 2 differ, 1 folded',
      '  lr',
      '  note',
      'Environment: 0 differ, 1 folded',
      'Command: 0 differ, 2 folded',
      'Compute: 0 differ, 1 folded',
      'Times and people: 0 differ, 1 folded',
    ])
  })

  test('are all facts of a section that is open', () => {
    expect(inWords(factLines(sections, new Set(['parameters']), '')).slice(1, 4)).toEqual(['  lr', '  note', '  seed'])
  })

  test('are those that a search finds by name or value, folded or not', () => {
    expect(inWords(factLines(sections, new Set(), 'SEED'))).toEqual(['Parameters: 0 differ, 0 folded', '  seed'])
    expect(inWords(factLines(sections, new Set(), 'train command'))).toContain('  Command')
    expect(factLines(sections, new Set(), 'nowhere')).toEqual([])
  })

  test('have who and when folded away although it differs', () => {
    const owned = jobs.map((job) => ({ ...job, resource: { ...job.resource, systemData: { createdBy: job.name } } }))
    const lines = inWords(factLines(differencesOf(owned), new Set(), ''))
    expect(lines.at(-1)).toBe('Times and people: 1 differ, 2 folded')
  })
})

test('CSV has what differs, in full, and nothing that a spreadsheet would run', () => {
  const columns = jobs.map((job) => ({ job, title: job.name === 'a' ? 'first' : 'b', color: undefined, href: '' }))
  expect(differencesCsv(sections, columns)).toBe(
    [
      '"section","fact","first (a)","b"',
      '"Parameters","lr",0.1,0.20',
      `"Parameters","note","'=1+1","two, or ""three"""`,
      '',
    ].join('\r\n'),
  )
})

test('a cell has one line, cut where it is long', () => {
  expect(cellText('code', 'python \\\n  train.py')).toBe('python \\ train.py')
  expect(cellText('text', 'x'.repeat(500))).toBe(`${'x'.repeat(200)} …`)
  expect(cellText('time', '2026-01-31T10:00:00Z')).toMatch(/Jan 3[01], 2026/)
  expect(cellText('time', 'soon')).toBe('soon')
})

describe('keys', () => {
  const size = { lines: 30, columns: 5 }
  const press = (key: string, from = { line: 3, column: 2 }, more = {}) =>
    gridTarget(from, { key, ctrlKey: false, metaKey: false, altKey: false, ...more }, size)

  test('go from cell to cell and stop at the edges', () => {
    expect(press('ArrowDown')).toEqual({ line: 4, column: 2 })
    expect(press('ArrowUp', { line: 0, column: 2 })).toEqual({ line: 0, column: 2 })
    expect(press('ArrowLeft', { line: 3, column: 0 })).toEqual({ line: 3, column: -1 })
    expect(press('ArrowLeft', { line: 3, column: -1 })).toEqual({ line: 3, column: -1 })
    expect(press('PageDown', { line: 25, column: 0 })).toEqual({ line: 29, column: 0 })
  })

  test('go to the ends', () => {
    expect(press('Home')).toEqual({ line: 3, column: -1 })
    expect(press('End', undefined, { ctrlKey: true })).toEqual({ line: 29, column: 4 })
    expect(press('ArrowUp', undefined, { metaKey: true })).toEqual({ line: 0, column: 2 })
  })

  test('that mean something else are left alone', () => {
    expect(press('c', undefined, { ctrlKey: true })).toBeUndefined()
    expect(press('ArrowLeft', undefined, { altKey: true })).toBeUndefined()
    expect(
      gridTarget(
        { line: 0, column: 0 },
        { key: 'End', ctrlKey: false, metaKey: false, altKey: false },
        { lines: 0, columns: 0 },
      ),
    ).toBeUndefined()
  })
})
