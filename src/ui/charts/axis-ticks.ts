import type { Extent } from '../../lib/series/series-types.ts'
import { pixelOf, type AxisPlace } from './axis-place.ts'
import type { ChartAxis } from './chart-types.ts'

export type Tick = Readonly<{ value: number; label: string; pixel: number }>

/** A logarithmic axis shorter than this share of a power of ten has ticks like any other. */
const leastDecades = 0.9

const second = 1
const minute = 60
const hour = 3600
const day = 24 * hour

/** Round distances on a clock, in seconds. */
const clockSteps = [
  ...[1, 2, 5, 10, 15, 30].map((count) => count * second),
  ...[1, 2, 5, 10, 15, 30].map((count) => count * minute),
  ...[1, 2, 3, 6, 12].map((count) => count * hour),
  ...[1, 2, 7, 14, 28, 91, 182, 365].map((count) => count * day),
]

/**
 * Round values along an axis, as many as there is room for.
 * @param size of a label along the axis, in pixels
 * @param gap at least between two labels, in pixels
 */
export function axisTicks(
  axis: ChartAxis,
  domain: Extent,
  place: AxisPlace,
  size: (label: string) => number,
  gap: number,
): readonly Tick[] {
  const room = Math.abs(pixelOf(place, domain[1]) - pixelOf(place, domain[0]))
  let fallback: Tick[] = []
  for (const { values, step } of candidates(axis, domain, Math.max(1, room / gap))) {
    const ticks = values.map((value) => ({
      value,
      label: (axis.tick ?? axis.format)(value, step),
      pixel: pixelOf(place, value),
    }))
    if (ticks.length === 0) break
    if (areApart(ticks, size, gap)) return ticks
    fallback = ticks
  }
  return fallback.slice(0, 1)
}

const areApart = (ticks: readonly Tick[], size: (label: string) => number, gap: number) =>
  ticks.every((tick, index) => {
    const before = ticks[index - 1]
    if (!before) return true
    if (before.label === tick.label) return false
    return Math.abs(tick.pixel - before.pixel) >= (size(tick.label) + size(before.label)) / 2 + gap
  })

type Candidate = Readonly<{ values: readonly number[]; step: number | undefined }>

/** From many to few. Ends with one that has no values. */
function* candidates(axis: ChartAxis, domain: Extent, most: number): Generator<Candidate> {
  if (axis.scale === 'log') {
    const decades = Math.log10(domain[1] / domain[0])
    if (decades >= leastDecades) {
      yield* logCandidates(domain)
      return
    }
  }
  for (const step of stepsFrom((domain[1] - domain[0]) / most, axis)) {
    yield { values: multiples(domain, step, axis.kind === 'date' ? zoneShift(domain[0], step) : 0), step }
  }
}

/** Powers of ten with 2, 3 and 5 or 2 and 5 of each, powers of ten, every second one and so on. */
function* logCandidates([from, to]: Extent): Generator<Candidate> {
  const isWithin = (value: number) => value >= from * (1 - 1e-12) && value <= to * (1 + 1e-12)
  const first = Math.floor(Math.log10(from))
  const powers = Array.from({ length: Math.floor(Math.log10(to)) - first + 1 }, (_, index) => first + index)
  for (const digits of [
    [1, 2, 3, 5],
    [1, 2, 5],
  ]) {
    const values = powers.flatMap((power) => digits.map((digit) => times(digit, power)))
    yield { values: values.filter(isWithin), step: undefined }
  }
  for (let every = 1; every <= powers.length; every++) {
    const values = powers.filter((power) => power % every === 0).map((power) => times(1, power))
    yield { values: values.filter(isWithin), step: undefined }
  }
}

/** Written, not multiplied: 3 × 10⁻⁷ as a product is not what the digits say. */
const times = (digit: number, power: number) => Number(`${digit}e${power}`)

/** Round distances that are no less than the given one. */
function* stepsFrom(least: number, { isWhole, kind = 'number' }: ChartAxis): Generator<number> {
  const unit = kind === 'date' ? 1000 : 1
  if (kind !== 'number' && least > 0.5 * unit) {
    const round = clockSteps.map((step) => step * unit).filter((step) => step >= least)
    if (round.length > 0) yield* round
    const years = unit * 365 * day
    yield* decimalSteps(Math.max(1, least / years), false, years)
    return
  }
  yield* decimalSteps(least, isWhole ?? false, 1)
}

function* decimalSteps(least: number, isWhole: boolean, unit: number): Generator<number> {
  const first = Math.floor(Math.log10(least))
  for (let power = first; power < first + 4; power++) {
    for (const digit of [1, 2, 5]) {
      const step = times(digit, power)
      if (step >= least * (1 - 1e-9) && (!isWhole || step >= 1)) yield step * unit
    }
  }
}

function multiples([from, to]: Extent, step: number, shift: number): number[] {
  const slack = step * 1e-9
  const first = Math.ceil((from - shift - slack) / step)
  const last = Math.floor((to - shift + slack) / step)
  // As text and back, or 3 × 0.1 would be 0.30000000000000004.
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, index) =>
    Number(((first + index) * step + shift).toPrecision(15)),
  )
}

/** Hours and days are round where the reader lives, weeks begin on Mondays. */
function zoneShift(ms: number, step: number): number {
  const local = new Date(ms).getTimezoneOffset() * 60_000
  // 1970 began on a Thursday.
  return step >= 7 * day * 1000 ? local + 4 * day * 1000 : step >= 1000 ? local : 0
}
