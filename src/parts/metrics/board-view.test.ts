import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Extent, ScaleKind } from '../../lib/series/series-types.ts'
import { joinList, splitList } from './board-lists.ts'
import {
  boardViewParams,
  isPlainLayout,
  layoutParams,
  parseBoardView,
  parseLayout,
  plainLayout,
  type BoardLayout,
  type BoardView,
} from './board-view.ts'
import { plainSettings, type AxisChoice, type ChartSize } from './metric-run.ts'

const plainView: BoardView = {
  settings: plainSettings,
  search: '',
  layout: undefined,
  zooms: new Map(),
  full: undefined,
}

/** As the page writes a link: empty parameters are left out. */
function linkOf(params: Record<string, string>): URLSearchParams {
  const link = new URLSearchParams(Object.entries(params).filter(([, value]) => value !== ''))
  return new URLSearchParams(link.toString())
}

const readBack = (view: BoardView) => parseBoardView(linkOf(boardViewParams(view)))

// Names as MLflow allows them, and others that would upset a careless separator.
const names = fc.oneof(
  fc.stringMatching(/^[\w./ -]{1,20}$/),
  fc.string({ minLength: 1, maxLength: 20, unit: 'binary' }).filter((name) => name.isWellFormed()),
  fc.constantFrom('a,b', '~', '~,', 'a>b', '>', '1..2:x', 'a:b'),
)
const scales = fc.constantFrom<ScaleKind>('linear', 'log')
const sizes = fc.constantFrom<ChartSize>('small', 'medium', 'large')
const map = <Value>(values: fc.Arbitrary<Value>) =>
  fc.uniqueArray(fc.tuple(names, values), { selector: ([name]) => name, maxLength: 6 }).map((all) => new Map(all))

const layouts: fc.Arbitrary<BoardLayout> = fc.record({
  pins: fc.uniqueArray(names, { maxLength: 6 }),
  moves: fc
    .uniqueArray(fc.record({ metric: names, after: fc.option(names, { nil: undefined }) }), {
      selector: ({ metric }) => metric,
      maxLength: 6,
    })
    .map((moves) => moves.filter(({ metric, after }) => metric !== after)),
  size: sizes,
  sizes: map(sizes),
  yScales: map(scales),
  clips: map(fc.boolean()),
  folds: map(fc.boolean()),
})

const views: fc.Arbitrary<BoardView> = fc.record({
  settings: fc.record({
    axis: fc.oneof(
      fc.constantFrom<AxisChoice>('step', 'relative', 'wall'),
      names.map((name): AxisChoice => `metric:${name}`),
    ),
    xScale: scales,
    yScale: scales,
    smoothing: fc.integer({ min: 0, max: 999 }).map((thousandths) => thousandths / 1000),
    clipOutliers: fc.boolean(),
  }),
  search: names,
  layout: fc.option(layouts, { nil: undefined }),
  zooms: map(
    fc
      .tuple(fc.double({ noNaN: true, noDefaultInfinity: true }), fc.double({ noNaN: true, noDefaultInfinity: true }))
      .filter(([a, b]) => a !== b)
      .map(([a, b]): Extent => [Math.min(a, b) + 0, Math.max(a, b) + 0]),
  ),
  full: fc.option(names, { nil: undefined }),
})

/** Maps keep the order in which they were filled, which means nothing here. */
const sorted = (value: ReadonlyMap<string, unknown>) => [...value].sort(([a], [b]) => (a < b ? -1 : 1))
const comparable = ({ layout, zooms, ...view }: BoardView) => ({
  ...view,
  zooms: sorted(zooms),
  layout: layout && {
    ...layout,
    sizes: sorted(layout.sizes),
    yScales: sorted(layout.yScales),
    clips: sorted(layout.clips),
    folds: sorted(layout.folds),
  },
})

describe('a link to a board', () => {
  test('leads to the view it was made of', () => {
    fc.assert(
      fc.property(views, (view) => {
        expect(comparable(readBack(view))).toEqual(comparable(view))
      }),
    )
  })

  test('says nothing of a view as it comes', () => {
    expect([...linkOf(boardViewParams(plainView))]).toEqual([])
    expect(parseBoardView(new URLSearchParams())).toEqual(plainView)
  })

  test('can be read', () => {
    const link = linkOf(
      boardViewParams({
        settings: { ...plainSettings, axis: 'metric:epoch', yScale: 'log', smoothing: 0.6 },
        search: 'loss',
        layout: { ...plainLayout, pins: ['val/loss', 'train/loss'], sizes: new Map([['lr', 'large']]) },
        zooms: new Map([['val/loss', [100, 400]]]),
        full: 'val/loss',
      }),
    )
    expect(decodeURIComponent(link.toString())).toBe(
      'axis=metric:epoch&log=y&smooth=0.6&find=loss&pins=val/loss,train/loss&large=lr&zoom=100..400:val/loss&full=val/loss',
    )
  })

  test('tells a layout as it comes from none, so that it shows the same to a reader with one of their own', () => {
    expect(readBack({ ...plainView, layout: plainLayout }).layout).toEqual(plainLayout)
    expect(readBack(plainView).layout).toBeUndefined()
  })

  test('of an older studio shows time as it did', () => {
    expect(parseBoardView(new URLSearchParams('axis=time')).settings.axis).toBe('relative')
  })
})

describe('a hostile link', () => {
  test('never throws, and what it leads to can be linked to again', () => {
    const keys = [
      'axis',
      'log',
      'smooth',
      'clip',
      'find',
      'pins',
      'moves',
      'size',
      'small',
      'logy',
      'fold',
      'zoom',
      'full',
    ]
    fc.assert(
      fc.property(fc.dictionary(fc.constantFrom(...keys), fc.string({ maxLength: 60 })), (params) => {
        const view = parseBoardView(new URLSearchParams(params))
        expect(comparable(readBack(view))).toEqual(comparable(view))
      }),
    )
  })

  test('leaves out what is not plainly a part of a view', () => {
    const view = parseBoardView(
      new URLSearchParams({
        axis: 'metric:',
        log: 'xx',
        smooth: '1e9',
        clip: 'yes',
        size: 'huge',
        pins: `,,${'x'.repeat(1000)}`,
        zoom: '5..1:a,1..NaN:b,Infinity..2:c,1...2:d,..:e,1..2:',
        full: ',',
      }),
    )
    expect(view.settings).toEqual(plainSettings)
    expect(view.layout).toEqual(plainLayout)
    expect(view.zooms.size).toBe(0)
    expect(view.full).toBeUndefined()
  })

  test('arranges no more charts than a person would', () => {
    const many = Array.from({ length: 10_000 }, (_, index) => `m${index}`).join(',')
    expect(parseBoardView(new URLSearchParams({ pins: many })).layout?.pins).toHaveLength(500)
  })
})

test('a layout is kept in the words of a link', () => {
  fc.assert(
    fc.property(layouts, (layout) => {
      const kept = parseLayout(linkOf(layoutParams(layout)))
      expect(isPlainLayout(kept)).toBe(isPlainLayout(layout))
      expect(layoutParams(kept)).toEqual(layoutParams(layout))
    }),
  )
})

test('a list of names reads back whatever is in them', () => {
  fc.assert(
    fc.property(
      fc.array(fc.string({ minLength: 1 }), { minLength: 1 }),
      fc.constantFrom(',' as const, '>' as const),
      (list, separator) => {
        expect(splitList(joinList(list, separator), separator)).toEqual(list)
      },
    ),
  )
  expect(splitList('')).toEqual([])
  expect(splitList('a~')).toEqual(['a~'])
})
