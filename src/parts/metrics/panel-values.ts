import { plural } from '../../lib/numbers.ts'
import type { Frame, Reading } from '../../lib/series/series-types.ts'
import type { ChartLine } from '../../ui/charts/chart-types.ts'

/** The value of one line at the cursor, in writing. */
export type ValueRow = Readonly<{
  line: ChartLine
  value: string
  smooth: string | undefined
  step: number
  /** Where a column of pixels holds many points: how many, and between which values. */
  column: string | undefined
}>

/** The greatest value first, as the lines lie; what is not finite comes last. */
export function valueRows(
  readings: readonly Reading[],
  lines: readonly ChartLine[],
  format: (value: number) => string,
): ValueRow[] {
  const lineOf = new Map(lines.map((line) => [line.id, line]))
  return [...readings]
    .sort((a, b) => rank(b) - rank(a))
    .flatMap(({ id, point, smooth, count, least, greatest }) => {
      const line = lineOf.get(id)
      if (!line || line.isHidden) return []
      return {
        line,
        value: format(point.value),
        smooth: smooth === undefined ? undefined : format(smooth),
        step: point.step,
        column: count > 1 ? columnText(count, format(least), format(greatest)) : undefined,
      }
    })
}

const columnText = (count: number, least: string, greatest: string) =>
  least === greatest ? plural(count, 'point') : `${plural(count, 'point')}, ${least} … ${greatest}`

const rank = ({ point }: Reading) => (Number.isFinite(point.value) ? point.value : -Infinity)

export type CutRows<Row> = Readonly<{ head: readonly Row[]; left: number; tail: readonly Row[] }>

/** Leaves the middle out of a long list: the best of a metric are at one of its ends, whichever that is. */
export function cutRows<Row>(rows: readonly Row[], most: number): CutRows<Row> {
  if (rows.length <= most) return { head: rows, left: 0, tail: [] }
  const half = Math.ceil(most / 2)
  return { head: rows.slice(0, half), left: rows.length - most, tail: rows.slice(rows.length - (most - half)) }
}

/** The last point in view of each line, as if the cursor were there. */
export const lastReadings = ({ series }: Frame): Reading[] =>
  series.flatMap(({ id, last }) =>
    last
      ? [{ id, point: last, x: last.step, smooth: undefined, count: 1, least: last.value, greatest: last.value }]
      : [],
  )
