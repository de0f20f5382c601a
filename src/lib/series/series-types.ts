/** One value of a series as it was logged. `time` is in ms since 1970; `value` may be NaN or infinite. */
export type SeriesPoint = Readonly<{ step: number; time: number; value: number }>

/** Points in the order they were logged, a column each: what is kept, sent and cached. All three are of one length. */
export type SeriesColumns = Readonly<{ step: Float64Array; time: Float64Array; value: Float64Array }>

/** What the horizontal axis counts: steps, seconds since an origin, ms since 1970, or the values of another series. */
export type SeriesAxis = 'step' | 'relative' | 'wall' | 'series'

export type ScaleKind = 'linear' | 'log'

/** From and to, both included, in the axis' own units. */
export type Extent = readonly [from: number, to: number]

export type FrameLine = Readonly<{
  id: string
  /** What seconds are counted from on the axis `relative`, in ms since 1970; else from the earliest point. */
  origin?: number | undefined
  /**
   * On the axis `series`: the one whose value is `x`, that of the latest step at or before a point's own (of equal steps
   * the one logged last). Within a stroke points are sorted by it, equal ones by step.
   */
  xSeries?: string | undefined
}>

/** What is to be drawn. Series that are not there yet come back empty. */
export type FrameRequest = Readonly<{
  lines: readonly FrameLine[]
  axis: SeriesAxis
  xScale: ScaleKind
  yScale: ScaleKind
  /** The part of the x axis that is looked at; all of it unless given, or where a logarithmic axis has no place for it. */
  xExtent?: Extent | undefined
  /** Columns of pixels to draw into: each shows its first, last, least and greatest value. */
  columns: number
  /** Weight of the past in the moving average, from 0 (none) to below 1. */
  smoothing: number
  /** Leave values far outside of the others (beyond the 1st and 99th percentile by a margin) out of `yExtent`. */
  clipOutliers: boolean
}>

export type MarkKind = 'nan' | 'infinity' | 'minus-infinity' | 'restart'

/** Something that a line cannot show: `count` of them in one column of pixels, the first at `x`. */
export type FrameMark = Readonly<{ kind: MarkKind; x: number; count: number }>

/**
 * Vertices of a polyline; where `y` is NaN the pen is lifted: at a value that cannot be drawn, and where a stroke begins.
 * The first and last vertex may lie just outside of the view, so that the line runs off its edge.
 */
export type Polyline = Readonly<{ x: Float64Array; y: Float64Array }>

export type FrameSeries = Readonly<{
  id: string
  /** Points as logged: per column the first, least, greatest and last, each one of the series'. */
  raw: Polyline
  /** The moving average, reduced in the same way; absent without smoothing. */
  smooth: Polyline | undefined
  marks: readonly FrameMark[]
  /** Points of the whole series with the provisional one, of those in the extent, and of these drawn as vertices. */
  total: number
  inView: number
  drawn: number
  /**
   * Points of the series that have no place on the x axis (no `x` by the other series, or not above 0 on a logarithmic
   * one), and finite ones in view that have none on a logarithmic y axis: there they are gaps without a mark.
   */
  placeless: number
  /** Points in view that lie outside of `yExtent` of the frame, because outliers are clipped. */
  clipped: number
  /** What a reader wants to know without seeing the curve; of the points in view, those that can be drawn. */
  least: SeriesPoint | undefined
  greatest: SeriesPoint | undefined
  first: SeriesPoint | undefined
  last: SeriesPoint | undefined
}>

/** What one chart shows at one moment. */
export type Frame = Readonly<{
  series: readonly FrameSeries[]
  /** What is looked at: `xExtent`, else from the least to the greatest x of all lines; undefined when there is no point. */
  xExtent: Extent | undefined
  /** Of all x, whatever is looked at: what zooming out leads to. */
  xWhole: Extent | undefined
  /** From the least to the greatest value in view that can be drawn, of averages too; undefined when there is none. */
  yExtent: Extent | undefined
}>

/** What was logged nearest to an x: the point (its value may be NaN), and what all in its column of pixels were. */
export type Reading = Readonly<{
  id: string
  point: SeriesPoint
  x: number
  smooth: number | undefined
  /** Points in the column, with their extent: more than one where the curve is denser than the screen. */
  count: number
  /** Of the finite ones; NaN when there are none. */
  least: number
  greatest: number
}>

/** How far a series has come: points, a number that grows with every change, and its ends in the order of logging. */
export type SeriesState = Readonly<{
  points: number
  version: number
  first: SeriesPoint | undefined
  last: SeriesPoint | undefined
}>

/** What a page of points brought: `added` of them were not there before, or not as they are in the page. */
export type PageResult = Readonly<{ added: number; pointsInPage: number; nextPageToken: string | undefined }>

/**
 * Series in full, in a worker (in the same thread where there is none: in unit tests). Ids are the caller's. Points at
 * equal steps, of restarts and out of order are all kept; what is drawn is always one of them or their average.
 * Every promise rejects with an AbortError once the book is closed or its signal fires.
 */
export type SeriesBook = Readonly<{
  /**
   * Adds a page of a metric's history as a tracking server sent it: `{metrics: [{value, timestamp, step}], next_page_token}`
   * in UTF-8, numbers as numbers or as strings, values that JSON lacks as strings. The buffer is transferred.
   * @param from index in the order of logging at which the page begins: points from there on are replaced by the page's
   * @throws SyntaxError when it is no such page
   * @throws RangeError when it would leave a hole
   */
  addPage: (id: string, page: ArrayBuffer, from: number) => Promise<PageResult>
  /** Puts a series in place as it was kept. The columns are transferred. */
  put: (id: string, columns: SeriesColumns) => Promise<void>
  /**
   * The newest value, known before the pages around it: drawn as the last point until a page has reached its time.
   * Points between the pages and it may be missing. It is no part of `state`, `columns` and `csv`.
   */
  setLatest: (id: string, point: SeriesPoint | undefined) => void
  /** A copy of all points, to keep or to export. */
  columns: (id: string) => Promise<SeriesColumns>
  state: (id: string) => SeriesState | undefined
  /** Calls back after a change of any of the series. @returns stops that */
  subscribe: (ids: readonly string[], listener: () => void) => () => void
  frame: (request: FrameRequest, signal?: AbortSignal) => Promise<Frame>
  /** Per line of a request what is nearest to `x`; lines without a point in view are left out. */
  read: (request: FrameRequest, x: number, signal?: AbortSignal) => Promise<Reading[]>
  /**
   * The points behind a request as CSV with a heading, in pieces: those in view, or all of them. Numbers are written so
   * that reading them gives the same number.
   * @param names of the lines, by id
   */
  csv: (request: FrameRequest, names: ReadonlyMap<string, string>, range: 'in view' | 'all') => ReadableStream<string>
  forget: (ids: readonly string[]) => void
  /** Gives all memory back. */
  close: () => void
}>
