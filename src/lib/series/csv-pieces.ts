import { csvField } from '../csv.ts'
import { extentInView, hasPlace, lineOfFrame, wholeExtent } from './frame-line.ts'
import type { FindSeries } from './series.ts'
import type { Extent, FrameRequest } from './series-types.ts'

/** What is to be written: how far it has come is `cursor`. */
export type CsvTask = Readonly<{
  request: FrameRequest
  names: ReadonlyMap<string, string>
  range: 'in view' | 'all'
  cursor: CsvCursor
}>

/** Index of a line in the request, and of the point to go on from, in the order of logging. */
export type CsvCursor = Readonly<{ line: number; point: number }>
export type CsvPiece = Readonly<{ text: string; next: CsvCursor | undefined }>

/** About half a megabyte of text. */
const pointsInPiece = 10_000

/** Rows of the next points of a line, in the order they were logged. */
export function csvPiece(find: FindSeries, { request, names, range, cursor }: CsvTask): CsvPiece {
  const asked = request.lines[cursor.line]
  const of = asked && lineOfFrame(find, request, asked)
  if (!asked) return { text: '', next: undefined }
  const nextLine = cursor.line + 1 < request.lines.length ? { line: cursor.line + 1, point: 0 } : undefined
  if (!of) return { text: '', next: nextLine }

  const extent = range === 'in view' ? extentOfView(find, request) : undefined
  const { step, time, value } = of.series.store.view()
  const end = Math.min(cursor.point + pointsInPiece, value.length)
  const name = csvField(names.get(asked.id) ?? asked.id)
  let text = ''
  for (let i = cursor.point; i < end; i++) {
    const point = { step: step[i] ?? 0, time: time[i] ?? 0 }
    const x = of.xOf(point)
    const isInView = extent !== undefined && hasPlace(of, x) && x >= extent[0] && x <= extent[1]
    if (range === 'in view' && !isInView) continue
    const cells = [name, numberText(point.step), timeText(point.time), numberText(value[i] ?? 0)]
    // A point before the other series' first has no x.
    if (request.axis === 'series') cells.push(Number.isNaN(x) ? '' : numberText(x))
    text += `${cells.join(',')}\r\n`
  }
  return { text, next: end < value.length ? { line: cursor.line, point: end } : nextLine }
}

function extentOfView(find: FindSeries, request: FrameRequest): Extent | undefined {
  const lines = request.lines.flatMap((line) => lineOfFrame(find, request, line) ?? [])
  return extentInView(request, wholeExtent(lines))
}

/** The shortest text that reads as the same number; NaN and the infinities by their names. */
const numberText = (number: number): string => (Object.is(number, -0) ? '-0' : String(number))

/** ISO 8601 in UTC; a number where that would say another time (parts of a ms, or beyond what dates reach). */
function timeText(time: number): string {
  const date = new Date(time)
  return date.getTime() === time ? date.toISOString() : numberText(time)
}
