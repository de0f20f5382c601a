import type { Frame, FrameSeries, MarkKind } from '../../lib/series/series-types.ts'
import type { ChartLine } from './chart-types.ts'

/** What is drawn at one place of the x axis, one value for each line; undefined where a line has none. */
export type TableRow = Readonly<{ x: number; values: readonly (number | undefined)[] }>

/** What a mark stands for; a restart is no value. */
const markValues: Readonly<Partial<Record<MarkKind, number>>> = {
  nan: Number.NaN,
  infinity: Infinity,
  'minus-infinity': -Infinity,
}

/** The drawn values in the order of x. A line that has several at one place, as after a restart, takes several rows. */
export function tableRows(frame: Frame, lines: readonly ChartLine[]): TableRow[] {
  const places = new Map<number, (number | undefined)[][]>()
  const byId = new Map(frame.series.map((series) => [series.id, series]))
  lines.forEach(({ id }, column) => {
    const series = byId.get(id)
    for (const [x, value] of series ? valuesOf(series) : []) {
      let rows = places.get(x)
      if (!rows) places.set(x, (rows = []))
      let row = rows.find((one) => one[column] === undefined)
      if (!row) rows.push((row = lines.map(() => undefined)))
      row[column] = value
    }
  })
  return [...places].sort(([a], [b]) => a - b).flatMap(([x, rows]) => rows.map((values) => ({ x, values })))
}

function* valuesOf({ raw, marks }: FrameSeries): Generator<readonly [x: number, value: number]> {
  for (let index = 0; index < raw.x.length; index++) {
    const [x, y] = [raw.x[index] ?? Number.NaN, raw.y[index] ?? Number.NaN]
    // Where the pen is lifted there is no value; if one was logged there, a mark says so.
    if (!Number.isNaN(x) && !Number.isNaN(y)) yield [x, y]
  }
  for (const { kind, x } of marks) {
    const value = markValues[kind]
    if (value !== undefined) yield [x, value]
  }
}
