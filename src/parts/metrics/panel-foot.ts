import { formatCount, plural } from '../../lib/numbers.ts'
import type { Extent, Frame, FrameMark, FrameRequest, FrameSeries, MarkKind } from '../../lib/series/series-types.ts'
import type { MadeFrame } from './frame-maker.ts'
import type { PanelAxis } from './panel-axis.ts'
import type { PanelReading } from './panel-reading.ts'
import type { PanelRequest } from './panel-request.ts'

export type FootNote = Readonly<{
  text: string
  /** What can be done about it. */
  action?: 'show outliers'
}>

export type FootFacts = Readonly<{
  /** Nothing before the first frame. */
  made: MadeFrame | undefined
  wanted: Pick<PanelRequest, 'request' | 'absentAxis' | 'xMetric' | 'leftOut'>
  axis: PanelAxis
  formatY: (value: number) => string
  zoom: Extent | undefined
  reading: PanelReading
}>

/** What a curve does not tell by itself: how much of the data it is, and what of it could not be drawn. */
export function footNotes(facts: FootFacts): FootNote[] {
  const { made, zoom, axis, reading } = facts
  const notes: (FootNote | string | undefined)[] = [readingNote(reading)]
  if (made) {
    notes.push(
      pointsNote(made.frame),
      zoom && `Zoomed to ${axis.sayRange(zoom)}`,
      ...axisNotes(facts, made.request),
      ...markNotes(made.frame, axis),
      placelessNote(made.frame, made.request, facts.wanted.xMetric),
      clippedNote(made.frame, facts.formatY),
      cutNote(reading),
    )
  }
  return notes.filter((note) => note !== undefined).map((note) => (typeof note === 'string' ? { text: note } : note))
}

/** A service stops to keep points at some number, and says nothing of it. */
const cutNote = ({ cut, series }: PanelReading) =>
  cut === 0 ? undefined : `The service keeps no more points${series > 1 ? ` of ${formatCount(cut)} of them` : ''}`

function readingNote({ isReading, series, whole, points }: PanelReading): string | undefined {
  if (!isReading) return undefined
  if (points === 0) return 'Waiting for the first points…'
  const read = `${plural(points, 'point')} read so far…`
  return series > 1 ? `${formatCount(whole)} of ${formatCount(series)} series are whole, ${read}` : read
}

function pointsNote({ series }: Frame): string | undefined {
  const [total, inView, drawn] = [sum(series, 'total'), sum(series, 'inView'), sum(series, 'drawn')]
  if (total === 0) return undefined
  const all = formatCount(total)
  if (inView < total - sum(series, 'placeless')) {
    return drawn < inView
      ? `${formatCount(drawn)} of ${plural(inView, 'point')} in view shown, ${all} in all`
      : `${formatCount(inView)} of ${plural(total, 'point')} in view`
  }
  return drawn < total ? `${formatCount(drawn)} of ${plural(total, 'point')} shown` : plural(total, 'point')
}

function axisNotes({ wanted }: FootFacts, shown: FrameRequest): string[] {
  const notes: string[] = []
  if (wanted.absentAxis !== undefined) notes.push(`No “${wanted.absentAxis}” was logged, so this is by step`)
  if (shown.axis === 'relative' && wanted.request.axis === 'step')
    notes.push('Logged without steps, so this is by time')
  if (wanted.leftOut > 0) notes.push(`${plural(wanted.leftOut, 'job')} without “${wanted.xMetric ?? ''}” left out`)
  return notes
}

const notFinite: readonly (readonly [kind: MarkKind, name: string])[] = [
  ['nan', 'NaN'],
  ['infinity', 'infinite'],
  ['minus-infinity', 'minus infinity'],
]

function markNotes({ series }: Frame, axis: PanelAxis): string[] {
  const marks = series.flatMap((one) => one.marks)
  const of = (kind: MarkKind) => marks.filter((mark) => mark.kind === kind)
  const notes = notFinite.flatMap(([kind, name]) => {
    const count = countOf(of(kind))
    return count === 0 ? [] : [`${plural(count, 'value is', 'values are')} ${name}`]
  })
  const restarts = of('restart')
  const [first] = restarts
  if (first && countOf(restarts) === 1) notes.push(`Began again at ${axis.say(first.x)}`)
  else if (first) notes.push(`Began again ${formatCount(countOf(restarts))} times`)
  return notes
}

function placelessNote(
  { series }: Frame,
  { axis, xScale, yScale }: FrameRequest,
  xMetric: string | undefined,
): string | undefined {
  const count = sum(series, 'placeless')
  if (count === 0) return undefined
  const points = plural(count, 'point')
  const isLog = xScale === 'log' || yScale === 'log'
  if (axis !== 'series') return `${points} without a place on a logarithmic axis`
  return isLog ? `${points} without a place on these axes` : `${points} logged before any “${xMetric ?? ''}” not shown`
}

function clippedNote({ series, yExtent }: Frame, formatY: (value: number) => string): FootNote | undefined {
  const count = sum(series, 'clipped')
  if (count === 0 || !yExtent) return undefined
  return {
    text: `${plural(count, 'point')} outside of ${formatY(yExtent[0])} … ${formatY(yExtent[1])} not shown`,
    action: 'show outliers',
  }
}

const sum = (series: readonly FrameSeries[], count: 'total' | 'inView' | 'drawn' | 'placeless' | 'clipped') =>
  series.reduce((total, one) => total + one[count], 0)

const countOf = (marks: readonly FrameMark[]) => marks.reduce((total, { count }) => total + count, 0)
