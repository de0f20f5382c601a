import { humanDuration } from '../../lib/dates.ts'
import { formatCount } from '../../lib/numbers.ts'
import type { Extent, SeriesAxis } from '../../lib/series/series-types.ts'
import { valueFormat } from './value-format.ts'

export type PanelAxis = Readonly<{
  /** The heading of the axis, with its unit where the numbers lack one. */
  name: string
  /** There is nothing between two whole numbers. */
  isWhole: boolean
  /** As the axis is labelled. */
  format: (x: number) => string
  /** One place in a sentence: `step 118`, `1 h 20 min`, `Nov 24, 10:42:07`. */
  say: (x: number) => string
  /** A part of the axis in a sentence: `steps 100–220`. */
  sayRange: (extent: Extent) => string
}>

/**
 * How the horizontal axis is named and its numbers are written.
 *
 * @param shown what of it is seen: the closer one looks, the finer the numbers
 * @param metric whose values are on the axis `series`
 */
export function panelAxis(axis: SeriesAxis, shown: Extent | undefined, metric?: string): PanelAxis {
  const width = shown ? shown[1] - shown[0] : 0
  switch (axis) {
    case 'step':
      return axisOf({ name: 'Step', isWhole: true, format: formatStep, noun: ['step', 'steps'] })
    case 'relative': {
      const format = (seconds: number) => formatSeconds(seconds, width)
      return axisOf({ name: 'Time since the start', isWhole: false, format })
    }
    case 'wall': {
      const format = clockFormat(width)
      return axisOf({
        name: `Time (${zoneOf(shown?.[1] ?? 0)})`,
        isWhole: false,
        format,
        say: (ms) => moment.format(ms),
      })
    }
    case 'series':
      return axisOf({
        name: metric ?? 'Value',
        isWhole: false,
        format: valueFormat(shown),
        noun: [metric ?? 'value', metric ?? 'values'],
      })
  }
}

type Parts = Pick<PanelAxis, 'name' | 'isWhole' | 'format'> & {
  noun?: readonly [one: string, many: string]
  say?: (x: number) => string
}

function axisOf({ name, isWhole, format, noun, say = format }: Parts): PanelAxis {
  const before = (word: string | undefined) => (word === undefined ? '' : `${word} `)
  return {
    name,
    isWhole,
    format,
    say: (x) => `${before(noun?.[0])}${say(x)}`,
    sayRange: ([from, to]) => `${before(noun?.[1])}${format(from)}–${format(to)}`,
  }
}

/** Between two steps there is nothing, but the edge of a zoom may lie there. */
const formatStep = (step: number) => formatCount(Math.round(step))

/** Seconds for people, with as many decimals as a part of the axis of `width` seconds needs. */
function formatSeconds(seconds: number, width: number): string {
  const sign = seconds < 0 ? '−' : ''
  const size = Math.abs(seconds)
  if (width < 60 && size < 600) {
    const decimals = width >= 10 || width === 0 ? 0 : Math.min(6, Math.ceil(-Math.log10(width)) + 2)
    return `${sign}${Number(size.toFixed(decimals))} s`
  }
  return `${sign}${humanDuration(size)}`
}

const minuteMs = 60_000
const dayMs = 86_400_000
const clock: Intl.DateTimeFormatOptions = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }
const day: Intl.DateTimeFormatOptions = { month: 'short', day: 'numeric' }
const moment = new Intl.DateTimeFormat('en', { ...day, ...clock, second: '2-digit' })

/** The time of day and the day, as far as they differ within so many ms. */
function clockFormat(width: number): (ms: number) => string {
  const options: Intl.DateTimeFormatOptions =
    width < minuteMs / 6
      ? { ...clock, second: '2-digit', fractionalSecondDigits: 1 }
      : width < 10 * minuteMs
        ? { ...clock, second: '2-digit' }
        : width < dayMs / 2
          ? clock
          : width < 4 * dayMs
            ? { ...day, ...clock }
            : day
  return new Intl.DateTimeFormat('en', options).format
}

/** The reader's time zone at that moment, e.g. `GMT+1`. */
function zoneOf(ms: number): string {
  const parts = new Intl.DateTimeFormat('en', { timeZoneName: 'short' }).formatToParts(ms)
  return parts.find(({ type }) => type === 'timeZoneName')?.value ?? 'local time'
}
