import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { chartGroups, isFolded, isSystemMetric, withChartMoved, withPin } from './board-groups.ts'
import { plainLayout } from './board-view.ts'

const names = ['val/loss', 'lr', 'train/loss', 'system/cpu', 'train/acc', 'train/head/loss', 'step10', 'step9']

const shown = (layout = plainLayout, all = names) =>
  Object.fromEntries(chartGroups(all, layout).map(({ title, metrics }) => [title, metrics]))

describe('the charts of a board', () => {
  test('stand in groups by what is before the first slash, those without first, the machine last', () => {
    expect(chartGroups(names, plainLayout)).toEqual([
      { id: '/', title: 'Metrics', metrics: ['lr', 'step9', 'step10'] },
      { id: 'train/', title: 'train', metrics: ['train/acc', 'train/head/loss', 'train/loss'] },
      { id: 'val/', title: 'val', metrics: ['val/loss'] },
      { id: 'system/', title: 'system', metrics: ['system/cpu'] },
    ])
  })

  test('stand on top when they are pinned, in the order of the pins', () => {
    const layout = withPin(withPin(plainLayout, 'val/loss', true), 'lr', true)
    expect(shown(layout)).toMatchObject({ Pinned: ['val/loss', 'lr'], Metrics: ['step9', 'step10'] })
    expect(shown(layout)).not.toHaveProperty('val')
    expect(shown(withPin(layout, 'val/loss', false))).toMatchObject({ Pinned: ['lr'], val: ['val/loss'] })
  })

  test('of the machine are folded at first, unless there is nothing else', () => {
    const folded = (all: readonly string[], folds = new Map<string, boolean>()) =>
      chartGroups(all, plainLayout).map((group, _, groups) => isFolded(group, groups, folds))
    expect(folded(names)).toEqual([false, false, false, true])
    expect(folded(['system/cpu'])).toEqual([false])
    expect(
      folded(
        names,
        new Map([
          ['system/', false],
          ['train/', true],
        ]),
      ),
    ).toEqual([false, true, false, false])
  })

  test('of a name that begins with a slash have no prefix', () => {
    expect(shown(plainLayout, ['/odd', 'a/b'])).toEqual({ Metrics: ['/odd'], a: ['a/b'] })
    expect(isSystemMetric('system/gpu_0_utilization_percentage')).toBe(true)
    expect(isSystemMetric('systematic')).toBe(false)
  })
})

describe('a chart that is moved', () => {
  test('stays in its group, and charts that come later find their place', () => {
    const layout = withChartMoved(plainLayout, names, { metric: 'train/loss', beside: 'train/acc', isBehind: false })
    expect(shown(layout)['train']).toEqual(['train/loss', 'train/acc', 'train/head/loss'])
    expect(layout.moves).toEqual([{ metric: 'train/loss', after: undefined }])
    expect(shown(layout, [...names, 'train/f1'])['train']).toEqual([
      'train/loss',
      'train/acc',
      'train/f1',
      'train/head/loss',
    ])
  })

  test('back to its place leaves no trace', () => {
    const there = withChartMoved(plainLayout, names, { metric: 'train/loss', beside: 'train/acc', isBehind: false })
    expect(withChartMoved(there, names, { metric: 'train/loss', beside: 'train/head/loss', isBehind: true })).toEqual(
      plainLayout,
    )
  })

  test('keeps the order of runs that logged other metrics', () => {
    const other = [...names, 'train/f1']
    const first = withChartMoved(plainLayout, other, { metric: 'train/f1', beside: 'train/acc', isBehind: false })
    const then = withChartMoved(first, names, { metric: 'train/loss', beside: 'train/acc', isBehind: true })
    expect(shown(then, other)['train']?.[0]).toBe('train/f1')
  })

  test('changes the order of the pins among themselves', () => {
    const layout = { ...plainLayout, pins: ['lr', 'gone', 'val/loss'] }
    expect(withChartMoved(layout, names, { metric: 'val/loss', beside: 'lr', isBehind: false }).pins).toEqual([
      'val/loss',
      'lr',
      'gone',
    ])
  })

  test('stands where it was put, however many were moved before', () => {
    const all = Array.from({ length: 9 }, (_, index) => `m${index}`)
    const steps = fc.array(fc.record({ at: fc.nat(8), to: fc.nat(8), isBehind: fc.boolean() }), { maxLength: 12 })
    fc.assert(
      fc.property(steps, (moves) => {
        let layout = plainLayout
        let expected = all
        for (const { at, to, isBehind } of moves.filter((move) => move.at !== move.to)) {
          const metric = all[at] ?? ''
          const beside = all[to] ?? ''
          const others = expected.filter((name) => name !== metric)
          expected = others.toSpliced(others.indexOf(beside) + (isBehind ? 1 : 0), 0, metric)
          layout = withChartMoved(layout, all, { metric, beside, isBehind })
          expect(shown(layout, all)['Metrics']).toEqual(expected)
          expect(layout.moves.length).toBeLessThan(all.length)
        }
      }),
    )
  })

  test('stays where it is when it is to stand beside one of another group, or beside itself', () => {
    for (const beside of ['lr', 'train/loss', 'elsewhere']) {
      expect(withChartMoved(plainLayout, names, { metric: 'train/loss', beside, isBehind: true })).toBe(plainLayout)
    }
  })

  test('by a hostile link neither doubles nor loses a chart', () => {
    const anyName = fc.constantFrom(...names, 'elsewhere')
    const moves = fc.uniqueArray(fc.record({ metric: anyName, after: fc.option(anyName, { nil: undefined }) }), {
      selector: ({ metric }) => metric,
    })
    fc.assert(
      fc.property(moves, (all) => {
        const charts = chartGroups(names, { ...plainLayout, moves: all }).flatMap(({ metrics }) => metrics)
        expect(charts.toSorted()).toEqual(names.toSorted())
      }),
    )
  })
})
