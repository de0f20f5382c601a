import type { Extent, ScaleKind } from '../../lib/series/series-types.ts'
import { joinList, splitList } from './board-lists.ts'
import { plainSettings, type AxisChoice, type ChartSettings, type ChartSize } from './metric-run.ts'

/** A chart that stands elsewhere than its name says: behind another one of its group, or first. */
export type ChartMove = Readonly<{ metric: string; after: string | undefined }>

/** How the charts of an experiment are laid out: what is worth keeping for its next run. */
export type BoardLayout = Readonly<{
  /** Metrics whose charts stand on top, in this order. */
  pins: readonly string[]
  moves: readonly ChartMove[]
  size: ChartSize
  /** Of charts that are larger or smaller than the others. */
  sizes: ReadonlyMap<string, ChartSize>
  /** Of charts whose vertical scale is another than that of all. */
  yScales: ReadonlyMap<string, ScaleKind>
  /** Of charts that clip outliers although the others do not, or the other way round. */
  clips: ReadonlyMap<string, boolean>
  /** Groups that were folded (true) or opened by hand. */
  folds: ReadonlyMap<string, boolean>
}>

/** Everything that a link to a board of charts holds. */
export type BoardView = Readonly<{
  settings: ChartSettings
  search: string
  /** Undefined where the link says nothing of it, and the layout of the experiment counts. */
  layout: BoardLayout | undefined
  /** What is looked at of the horizontal axis, by metric. */
  zooms: ReadonlyMap<string, Extent>
  /** The metric whose chart fills the screen. */
  full: string | undefined
}>

/** The settings of one chart: those of all, with its own in their place. */
export function settingsOf(metric: string, settings: ChartSettings, layout: BoardLayout): ChartSettings {
  return {
    ...settings,
    yScale: layout.yScales.get(metric) ?? settings.yScale,
    clipOutliers: layout.clips.get(metric) ?? settings.clipOutliers,
  }
}

export const plainLayout: BoardLayout = {
  pins: [],
  moves: [],
  size: 'medium',
  sizes: new Map(),
  yScales: new Map(),
  clips: new Map(),
  folds: new Map(),
}

/** Whoever wrote the link: nobody arranges more charts than this by hand. */
const mostNames = 500

/** MLflow's names have up to 250 characters, Azure's up to 255. */
const longestName = 255

const sizes = ['small', 'medium', 'large'] as const satisfies ChartSize[]

/** Reads a link. What is not plainly a part of a view is left out: a link may come from anywhere. */
export function parseBoardView(params: URLSearchParams): BoardView {
  return {
    settings: {
      axis: axisFrom(params.get('axis') ?? ''),
      xScale: /^xy?$/.test(params.get('log') ?? '') ? 'log' : 'linear',
      yScale: /^x?y$/.test(params.get('log') ?? '') ? 'log' : 'linear',
      smoothing: smoothingFrom(params.get('smooth')),
      clipOutliers: params.get('clip') === '1',
    },
    search: (params.get('find') ?? '').slice(0, longestName),
    layout: [...layoutNames, 'layout'].some((name) => params.get(name)) ? parseLayout(params) : undefined,
    zooms: new Map(listIn(params, 'zoom').flatMap(zoomFrom)),
    full: namesIn(params, 'full')[0],
  }
}

/** The view as parameters of a link, the way back of `parseBoardView`; an empty one is to be left out. */
export function boardViewParams({ settings, search, layout, zooms, full }: BoardView): Record<string, string> {
  const { axis, xScale, yScale, smoothing, clipOutliers } = settings
  return {
    axis: axis === plainSettings.axis ? '' : axis,
    log: `${xScale === 'log' ? 'x' : ''}${yScale === 'log' ? 'y' : ''}`,
    smooth: smoothing === 0 ? '' : String(smoothing),
    clip: clipOutliers ? '1' : '',
    find: search,
    ...(layout ? layoutParams(layout) : noLayout),
    // A layout as it comes is one, too: without a word of it the reader's own would count.
    layout: layout && isPlainLayout(layout) ? 'plain' : '',
    zoom: joinList([...zooms].map(([metric, [from, to]]) => `${from}..${to}:${metric}`)),
    full: full === undefined ? '' : joinList([full]),
  }
}

const layoutNames = ['pins', 'moves', 'size', ...sizes, 'logy', 'liny', 'clipped', 'unclipped', 'fold', 'open'] as const
const noLayout = Object.fromEntries(layoutNames.map((name) => [name, '']))

/** The layout that a link or what was kept says; the plain one where it says nothing. */
export function parseLayout(params: URLSearchParams): BoardLayout {
  const size = params.get('size')
  const each = <Value>(name: string, value: Value) => namesIn(params, name).map((metric) => [metric, value] as const)
  return {
    pins: namesIn(params, 'pins'),
    moves: movesFrom(listIn(params, 'moves')),
    size: sizes.find((known) => known === size) ?? plainLayout.size,
    sizes: new Map(sizes.flatMap((known) => each(known, known))),
    yScales: new Map([...each('logy', 'log' as const), ...each('liny', 'linear' as const)]),
    clips: new Map([...each('clipped', true), ...each('unclipped', false)]),
    folds: new Map([...each('fold', true), ...each('open', false)]),
  }
}

/** The way back of `parseLayout`; empty parameters are to be left out. */
export function layoutParams({ pins, moves, size, ...maps }: BoardLayout): Record<string, string> {
  return {
    pins: joinList(pins),
    moves: joinList(moves.map(({ metric, after = '' }) => joinList([metric, after], '>'))),
    size: size === plainLayout.size ? '' : size,
    ...Object.fromEntries(sizes.map((each) => [each, joinList(keysOf(maps.sizes, each))])),
    logy: joinList(keysOf(maps.yScales, 'log')),
    liny: joinList(keysOf(maps.yScales, 'linear')),
    clipped: joinList(keysOf(maps.clips, true)),
    unclipped: joinList(keysOf(maps.clips, false)),
    fold: joinList(keysOf(maps.folds, true)),
    open: joinList(keysOf(maps.folds, false)),
  }
}

export const isPlainLayout = (layout: BoardLayout) => Object.values(layoutParams(layout)).every((value) => value === '')

const keysOf = <Value>(map: ReadonlyMap<string, Value>, wanted: Value) =>
  [...map].flatMap(([key, value]) => (value === wanted ? [key] : []))

const listIn = (params: URLSearchParams, name: string) => splitList(params.get(name) ?? '').slice(0, mostNames)

const isName = (text: string | undefined): text is string =>
  text !== undefined && text !== '' && text.length <= longestName

const namesIn = (params: URLSearchParams, name: string) => [...new Set(listIn(params, name).filter(isName))]

function axisFrom(text: string): AxisChoice {
  if (text === 'relative' || text === 'wall') return text
  // Links of before there were several kinds of time.
  if (text === 'time') return 'relative'
  const metric = text.startsWith('metric:') ? text.slice('metric:'.length) : ''
  return isName(metric) ? `metric:${metric}` : 'step'
}

function smoothingFrom(text: string | null): number {
  const value = Number(text ?? 0)
  return value > 0 && value < 1 ? value : 0
}

function movesFrom(texts: readonly string[]): ChartMove[] {
  const byMetric = new Map<string, ChartMove>()
  for (const [metric, after] of texts.map((text) => splitList(text, '>'))) {
    if (!isName(metric) || byMetric.has(metric) || metric === after) continue
    byMetric.set(metric, { metric, after: isName(after) ? after : undefined })
  }
  return [...byMetric.values()]
}

const zoomPattern = /^(-?\d+(?:\.\d+)?(?:e[+-]?\d+)?)\.\.(-?\d+(?:\.\d+)?(?:e[+-]?\d+)?):(.+)$/s

function zoomFrom(text: string): [metric: string, zoom: Extent][] {
  const [, first, second, metric] = zoomPattern.exec(text) ?? []
  const from = Number(first)
  const to = Number(second)
  return isName(metric) && Number.isFinite(from) && Number.isFinite(to) && from < to ? [[metric, [from, to]]] : []
}
