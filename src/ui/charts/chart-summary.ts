import { listInWords } from '../../lib/list-in-words.ts'
import { plural } from '../../lib/numbers.ts'
import type { Frame, FrameMark, FrameSeries, MarkKind } from '../../lib/series/series-types.ts'
import type { ChartAxis, ChartLine } from './chart-types.ts'

/** More lines than these are summed up: nobody listens to fifty sentences. */
const mostLines = 6

type Shown = Readonly<{ name: string; series: FrameSeries }>

/** What a chart shows, for those who do not see it: per line its last, least and greatest value, points and gaps. */
export function chartSummary(frame: Frame, lines: readonly ChartLine[], x: ChartAxis, y: ChartAxis): string {
  const shown = lines.flatMap(({ id, name, isHidden }) => {
    const series = isHidden ? undefined : frame.series.find((one) => one.id === id)
    return series && series.inView > 0 ? [{ name, series }] : []
  })
  if (shown.length === 0) return 'No values to draw.'
  const hidden = lines.filter(({ isHidden }) => isHidden).length
  const span = frame.xExtent ? ` ${x.name} from ${x.format(frame.xExtent[0])} to ${x.format(frame.xExtent[1])}.` : ''
  const parts = shown.slice(0, mostLines).map((one) => sentence(one, y))
  const rest = shown.length - mostLines
  return [
    `${plural(shown.length, 'line')}${hidden > 0 ? `, ${hidden} more hidden` : ''}.${span}`,
    ...(rest > 0 ? [extremes(shown, y)] : []),
    ...parts,
    ...(rest > 0 ? [`And ${plural(rest, 'more line')}: the table of values has them all.`] : []),
  ].join(' ')
}

function sentence({ name, series }: Shown, y: ChartAxis): string {
  const { last, least, greatest, marks, inView } = series
  const values =
    last && least && greatest
      ? `last ${y.format(last.value)}, least ${y.format(least.value)}, greatest ${y.format(greatest.value)}`
      : 'no finite value'
  return `${name}: ${[values, plural(inView, 'point'), ...countsOf(marks)].join(', ')}.`
}

function extremes(shown: readonly Shown[], y: ChartAxis): string {
  const byLeast = shown.filter(({ series }) => series.least).sort((a, b) => valueOf(a, 'least') - valueOf(b, 'least'))
  const byGreatest = byLeast.toSorted((a, b) => valueOf(b, 'greatest') - valueOf(a, 'greatest'))
  const [low, high] = [byLeast[0], byGreatest[0]]
  if (!low || !high) return 'No finite value.'
  return `Least of all ${y.format(valueOf(low, 'least'))} in ${low.name}, greatest ${y.format(valueOf(high, 'greatest'))} in ${high.name}.`
}

const valueOf = ({ series }: Shown, which: 'least' | 'greatest') => series[which]?.value ?? Number.NaN

const nouns: Record<MarkKind, readonly [one: string, many: string]> = {
  nan: ['value that is not a number', 'values that are not numbers'],
  infinity: ['infinite value', 'infinite values'],
  'minus-infinity': ['value of minus infinity', 'values of minus infinity'],
  restart: ['restart', 'restarts'],
}

const kinds: readonly MarkKind[] = ['nan', 'infinity', 'minus-infinity', 'restart']

function countsOf(marks: readonly FrameMark[]): string[] {
  return kinds.flatMap((kind) => {
    const count = marks.reduce((sum, mark) => sum + (mark.kind === kind ? mark.count : 0), 0)
    return count > 0 ? [plural(count, ...nouns[kind])] : []
  })
}

/** What a mark beside the cursor means: `run-a: 3 values that are not numbers`. */
export const markText = (name: string, marks: readonly FrameMark[]): string =>
  `${name}: ${listInWords(countsOf(marks))}`

/** What the lines show nearest to a place, for those who move the cursor by keys without seeing it. */
export function valuesAt(frame: Frame, lines: readonly ChartLine[], at: number, x: ChartAxis, y: ChartAxis): string {
  const values = lines.flatMap(({ id, name, isHidden }) => {
    const series = isHidden ? undefined : frame.series.find((one) => one.id === id)
    const value = series && nearestValue(series, at)
    return value === undefined ? [] : [`${name} ${y.format(value)}`]
  })
  const rest = values.length - mostLines
  return [`${x.name} ${x.format(at)}`, ...values.slice(0, mostLines), ...(rest > 0 ? [`and ${rest} more`] : [])].join(
    ', ',
  )
}

/** Looks at every vertex: where a run was restarted they are not in the order of x. */
function nearestValue({ raw: { x, y } }: FrameSeries, at: number): number | undefined {
  let nearest: number | undefined
  let least = Infinity
  for (let index = 0; index < x.length; index++) {
    const distance = Math.abs((x[index] ?? Number.NaN) - at)
    if (distance <= least && Number.isFinite(y[index] ?? Number.NaN)) {
      least = distance
      nearest = y[index]
    }
  }
  return nearest
}
