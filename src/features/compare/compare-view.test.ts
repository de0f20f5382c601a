import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { compareViewParams, mostLooks, parseCompareView, type CompareView } from './compare-view.ts'

const parsed = (query: string, names: readonly string[] = ['a', 'b', 'c']) =>
  parseCompareView(new URLSearchParams(query), names)

/** Through an address and back. */
function reopened(view: CompareView): CompareView {
  const params = new URLSearchParams()
  for (const [name, value] of Object.entries(compareViewParams(view))) {
    if (value !== '') params.set(name, value)
  }
  return parseCompareView(
    new URLSearchParams(params.toString()),
    view.runs.map(({ name }) => name),
  )
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
    expect(Object.values(compareViewParams(plain)).join('')).toBe('')
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
    expect(parsed('', ['a', 'b', 'a', '../x', '']).runs.map(({ name }) => name)).toEqual(['a', 'b'])
  })

  test('says the look of a hundred jobs in a few letters when one was taken away', () => {
    const names = Array.from({ length: 60 }, (_, index) => `job-${index}`)
    const view = parsed('', names)
    const runs = view.runs.filter(({ name }) => name !== 'job-7')
    expect(compareViewParams({ ...view, runs })['looks']).toBe('0-6.8-59')
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
        tab: fc.constantFrom('differences', 'metrics', 'curves', 'parameters', 'code'),
        statistic: fc.constantFrom('last', 'best', 'step'),
        step: fc.oneof(
          fc.nat(),
          fc.double({ noNaN: true, noDefaultInfinity: true }).map((value) => value || 0),
        ),
        isTransposed: fc.boolean(),
        directions: fc
          .dictionary(text, fc.constantFrom('lower', 'higher'), { maxKeys: 5, noNullPrototype: true })
          .map((record) => new Map(Object.entries(record))),
        search: fc.string({ maxLength: 20 }),
        order: fc.option(fc.record({ metric: text, isDescending: fc.boolean() }), { nil: undefined }),
        target: fc.option(text, { nil: undefined }),
        axes: fc.option(fc.array(text, { minLength: 1, maxLength: 5 }), { nil: undefined }),
        against: fc.option(text, { nil: undefined }),
        ranges: fc.constantFrom({}, { lr: [0.1, 0.5] as const, '=val/loss, best': [0, 0.333] as const }),
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
