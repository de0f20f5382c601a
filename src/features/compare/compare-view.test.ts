import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { boardViewParams, plainLayout } from '../../parts/metrics/board-view.ts'
import { plainSettings } from '../../parts/metrics/metric-run.ts'
import type { Ranges } from '../../parts/parallel/parallel-axes.ts'
import {
  compareViewParams,
  mostLooks,
  parseCompareView,
  type CompareTab,
  type CompareView,
  type Direction,
  type Statistic,
} from './compare-view.ts'

const parsed = (query: string, names: readonly string[] = ['a', 'b', 'c']) => {
  const params = new URLSearchParams(query)
  params.set('runs', names.join(','))
  return parseCompareView(params)
}

/** Through an address and back. */
function reopened(view: CompareView): CompareView {
  const params = new URLSearchParams()
  for (const [name, value] of Object.entries(compareViewParams(view))) {
    if (value !== '') params.set(name, value)
  }
  return parseCompareView(new URLSearchParams(params.toString()))
}

const plain = parsed('')

describe('an address', () => {
  test('of jobs alone shows what differs, everything in sight', () => {
    expect(plain).toMatchObject({ tab: 'differences', baseline: undefined, statistic: 'last', isTransposed: false })
    expect(plain.runs).toEqual([
      { name: 'a', label: undefined, look: 0, isHidden: false },
      { name: 'b', label: undefined, look: 1, isHidden: false },
      { name: 'c', label: undefined, look: 2, isHidden: false },
    ])
    const { runs, ...others } = compareViewParams(plain)
    expect(runs).toBe('a,b,c')
    expect(Object.values(others).join('')).toBe('')
  })

  test('can be read', () => {
    const query = 'tab=metrics&hidden=1-2&labels=0~small model&base=2&value=step&step=100&better=loss~lower&turned=1'
    expect(parsed(query)).toMatchObject({
      tab: 'metrics',
      runs: [
        { name: 'a', label: 'small model', isHidden: false },
        { name: 'b', isHidden: true },
        { name: 'c', isHidden: true },
      ],
      baseline: 'c',
      statistic: 'step',
      step: 100,
      isTransposed: true,
      directions: new Map([['loss', 'lower']]),
    })
  })

  test('names a job once', () => {
    expect(parsed('', ['a', 'b', 'a', '']).runs.map(({ name }) => name)).toEqual(['a', 'b'])
  })

  test('that names what no job can be called says so, and shows no job', () => {
    const view = parsed('tab=curves', ['a', '../x'])
    expect(view).toMatchObject({ runs: [], tab: 'curves' })
    expect(view.problem).toContain('../x')
  })

  test('says the look of a hundred jobs in a few letters when one was taken away', () => {
    const names = Array.from({ length: 60 }, (_, index) => `job-${index}`)
    const view = parsed('', names)
    const runs = view.runs.filter(({ name }) => name !== 'job-7')
    expect(compareViewParams({ ...view, runs })['looks']).toBe('0-6.8-39.0-19')
    expect(reopened({ ...view, runs }).runs).toEqual(runs)
  })

  test.each([
    'tab=admin',
    'hidden=-1.x.999.1e3',
    'hidden=0-',
    'looks=a-b',
    'labels=0',
    'labels=0~~,~',
    'labels=9~ghost',
    'base=7',
    'base=__proto__',
    'value=worst',
    'step=NaN',
    'step=Infinity',
    'turned=yes',
    'better=loss~sideways',
    'better=loss~lower~higher',
    'order=loss',
    'order=up~',
    'axes=',
    'ranges=lr~9~1',
    `target=${'x'.repeat(300)}`,
  ])('that says %s says nothing', (query) => {
    expect(parsed(query)).toEqual(plain)
  })

  test('has no name for two things: the board of curves writes into the same one', () => {
    const board = { settings: plainSettings, search: '', layout: plainLayout, zooms: new Map(), full: undefined }
    const ofBoard = Object.keys(boardViewParams(board))
    // Those that the tabs keep for themselves, see `Differences` and `PairDiff`.
    const ofPage = [...Object.keys(compareViewParams(plain)), 'facts', 'sections', 'pair']
    expect(new Set(ofPage).size).toBe(ofPage.length)
    // In a table and above curves it is what metrics have in their names.
    expect(ofPage.filter((name) => ofBoard.includes(name))).toEqual(['find'])
  })

  test('keeps its jobs while something else of it changes', () => {
    const { runs } = parsed('hidden=1')
    expect(parsed('hidden=1&tab=metrics').runs).toBe(runs)
    expect(parsed('hidden=2').runs).not.toBe(runs)
  })

  test('reopens every view', () => {
    const text = fc.string({ minLength: 1, maxLength: 40, unit: 'grapheme' })
    const label = text.map((value) => value.trim()).filter((value) => value !== '')
    const run = fc.record({
      label: fc.option(label, { nil: undefined }),
      look: fc.nat(mostLooks - 1),
      isHidden: fc.boolean(),
    })
    const view = fc
      .record({
        runs: fc
          .array(run, { maxLength: 100 })
          .map((runs) => runs.map((more, index) => ({ name: `job-${index}`, ...more }))),
        problem: fc.constant(undefined),
        tab: fc.constantFrom<CompareTab[]>('differences', 'metrics', 'curves', 'parameters', 'code'),
        statistic: fc.constantFrom<Statistic[]>('last', 'best', 'step'),
        step: fc.oneof(
          fc.nat(),
          fc.double({ noNaN: true, noDefaultInfinity: true }).map((value) => value || 0),
        ),
        isTransposed: fc.boolean(),
        directions: fc
          .dictionary(text, fc.constantFrom<Direction[]>('lower', 'higher'), { maxKeys: 5, noNullPrototype: true })
          .map((record) => new Map(Object.entries(record))),
        search: fc.string({ maxLength: 20 }),
        order: fc.option(fc.record({ metric: text, isDescending: fc.boolean() }), { nil: undefined }),
        target: fc.option(text, { nil: undefined }),
        axes: fc.option(fc.array(text, { minLength: 1, maxLength: 5 }), { nil: undefined }),
        against: fc.option(text, { nil: undefined }),
        ranges: fc.constantFrom<Ranges[]>({}, { lr: [0.1, 0.5], '=val/loss, best': [0, 0.333] }),
        isColoredByJob: fc.boolean(),
        baselineIndex: fc.nat(120),
      })
      .map(({ baselineIndex, ...rest }): CompareView => ({ ...rest, baseline: rest.runs[baselineIndex]?.name }))
    fc.assert(
      fc.property(view, (before) => {
        expect(reopened(before)).toEqual(before)
      }),
    )
  })
})
