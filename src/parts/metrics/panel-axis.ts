import { humanDuration } from '../../lib/dates.ts'
import { formatCount } from '../../lib/numbers.ts'
import type { Extent, ScaleKind, SeriesAxis } from '../../lib/series/series-types.ts'
import type { ChartAxis } from '../../ui/charts/chart-types.ts'
import { dateText, secondsText, tickText } from '../../ui/charts/tick-text.ts'
import { valueFormat } from './value-format.ts'

export type PanelAxis = Readonly<{
  /** As it is drawn. */
  chart: ChartAxis
  /** One place in a sentence: `step 118`, `1 h 20 min`, `Nov 24, 10:42:07`. */
  say: (x: number) => string
  /** A part of the axis in a sentence: `steps 100–220`. */
  sayRange: (extent: Extent) => string
}>

export type AxisFacts = Readonly<{
  axis: SeriesAxis
  scale: ScaleKind
  /** What of it is seen: the closer one looks, the finer the numbers. */
  shown: Extent | undefined
  /** Whose values are on the axis `series`. */
  metric: string | undefined
}>

/** How the horizontal axis is named and its numbers are written. */
export function panelAxis({ axis, scale, shown, metric = 'value' }: AxisFacts): PanelAxis {
  const width = shown ? shown[1] - shown[0] : 0
  const ways: Record<SeriesAxis, () => PanelAxis> = {
    step: () => ({
      chart: { name: 'Step', scale, isWhole: true, format: formatStep, tick: tickText },
      ...saying(formatStep, 'step', 'steps'),
    }),
    relative: () => {
      const format = (seconds: number) => formatSeconds(seconds, width)
      return {
        chart: { name: 'Time since the start', scale, kind: 'seconds', format, tick: secondsText },
        ...saying(format),
      }
    },
    wall: () => {
      const format = (ms: number) => formatMoment(ms, width)
      return {
        chart: { name: `Time (${zoneOf(shown?.[1] ?? 0)})`, scale, kind: 'date', format, tick: dateText },
        ...saying(format),
      }
    },
    series: () => {
      const format = valueFormat(shown)
      return { chart: { name: metric, scale, format, tick: tickText }, ...saying(format, metric, metric) }
    },
  }
  return ways[axis]()
}

/** @param one the word before a place, as in `step 5`, and `many` before a part of the axis */
function saying(format: (x: number) => string, one = '', many = ''): Pick<PanelAxis, 'say' | 'sayRange'> {
  return {
    say: (x) => `${one} ${format(x)}`.trim(),
    sayRange: ([from, to]) => `${many} ${format(from)}–${format(to)}`.trim(),
  }
}

/** Between two steps there is nothing, but the edge of a zoom may lie there. */
const formatStep = (step: number) => formatCount(Math.round(step))

/** Seconds for people, with as many decimals as a part of the axis of `width` seconds needs. */
function formatSeconds(seconds: number, width: number): string {
  const sign = seconds < 0 ? '−' : ''
  const size = Math.abs(seconds)
  if (width >= 60 || size >= 600) return `${sign}${humanDuration(size)}`
  const decimals = width >= 10 || width === 0 ? 0 : Math.min(6, Math.ceil(-Math.log10(width)) + 2)
  return `${sign}${Number(size.toFixed(decimals))} s`
}

const minuteMs = 60_000
const clock: Intl.DateTimeFormatOptions = {
  month: 'short',
  day: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
  hourCycle: 'h23',
}
const moment = new Intl.DateTimeFormat('en', clock)
const closeMoment = new Intl.DateTimeFormat('en', { ...clock, fractionalSecondDigits: 3 })

const formatMoment = (ms: number, width: number) => (width < minuteMs ? closeMoment : moment).format(ms)

/** The reader's time zone at that moment, e.g. `GMT+1`. */
function zoneOf(ms: number): string {
  const parts = new Intl.DateTimeFormat('en', { timeZoneName: 'short' }).formatToParts(ms)
  return parts.find(({ type }) => type === 'timeZoneName')?.value ?? 'local time'
}
