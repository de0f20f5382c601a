import type { SweepJob } from '../../../api/generated/arm.ts'
import { distributionFromRest } from '../../../domain/job-spec/jobs/sweep-search-space-rest.ts'
import { formatValue } from '../../../lib/numbers.ts'
import { searchedNames, type Trial } from './trials.ts'

/** How values lie on an axis: numbers by their size or their order of magnitude, everything else by name. */
export type Scale =
  Readonly<{ kind: 'linear' | 'log'; min: number; max: number }> | Readonly<{ kind: 'names'; names: readonly string[] }>

/** One searched parameter, or the metric. */
export type Axis = Readonly<{
  /** Unlike the name never the same for a parameter and the metric. */
  id: string
  name: string
  scale: Scale
  valueOf: (trial: Trial) => string | undefined
}>

/** The part of an axis that is looked at, from 0 at its bottom to 1 at its top. */
export type Range = readonly [low: number, high: number]
/** By the id of the axis; an axis without one shows all. */
export type Ranges = Readonly<Record<string, Range>>

/** An axis for each searched parameter, and the metric at the end. */
export function axesOf(trials: readonly Trial[], { searchSpace, objective }: SweepJob): Axis[] {
  const ofParameters = searchedNames(trials).map((name): Axis => {
    const valueOf = ({ values }: Trial) => values[name]
    const type = distributionFromRest(searchSpace[name])?.type
    return { id: name, name, valueOf, scale: scaleOf(trials.map(valueOf), type) }
  })
  const valueOf = ({ score }: Trial) => (score === undefined ? undefined : String(score))
  const name = objective.primaryMetric
  return [...ofParameters, { id: `=${name}`, name, valueOf, scale: scaleOf(trials.map(valueOf), 'uniform') }]
}

/** @param type the distribution that the values were drawn from, where it is known */
function scaleOf(texts: readonly (string | undefined)[], type: string | undefined): Scale {
  const known = [...new Set(texts.filter((text) => text !== undefined))]
  const numbers = known.map(Number)
  const areNumbers = known.every((text, index) => text.trim() !== '' && Number.isFinite(numbers[index]))
  if (type === 'choice' || !areNumbers) {
    const names = areNumbers ? known.toSorted((a, b) => Number(a) - Number(b)) : known.toSorted()
    return { kind: 'names', names }
  }
  const [min, max] = [Math.min(...numbers), Math.max(...numbers)]
  const isLog = type?.includes('log') === true && min > 0
  return { kind: isLog ? 'log' : 'linear', min, max }
}

/** Where a trial stands on an axis, from 0 to 1; undefined where it has no value. */
export function placeOn({ scale, valueOf }: Axis, trial: Trial): number | undefined {
  const text = valueOf(trial)
  if (text === undefined) return undefined
  if (scale.kind === 'names') {
    const index = scale.names.indexOf(text)
    return index === -1 ? undefined : shareOf(index, 0, scale.names.length - 1)
  }
  const [value, min, max] = [Number(text), scale.min, scale.max]
  return scale.kind === 'log' ? shareOf(Math.log(value), Math.log(min), Math.log(max)) : shareOf(value, min, max)
}

/** In the middle where there is one value alone. */
const shareOf = (value: number, min: number, max: number) => (max === min ? 0.5 : (value - min) / (max - min))

/** What stands at a place of an axis, in few letters. */
export function textAt({ scale }: Axis, place: number): string {
  if (scale.kind === 'names') return scale.names[Math.round(place * (scale.names.length - 1))] ?? ''
  const { min, max } = scale
  const value = scale.kind === 'log' ? min * (max / min) ** place : min + (max - min) * place
  return formatValue(Number(value.toPrecision(3)))
}

const mostNames = 8
const quarters = [0, 0.25, 0.5, 0.75, 1]

/** Where an axis has a mark with a text. */
export function ticksOf(axis: Axis): { place: number; text: string }[] {
  const { scale } = axis
  if (scale.kind !== 'names') {
    const places = scale.min === scale.max ? [0.5] : quarters
    return places.map((place) => ({ place, text: textAt(axis, place) }))
  }
  const every = Math.ceil(scale.names.length / mostNames)
  return scale.names
    .map((text, index) => ({ place: shareOf(index, 0, scale.names.length - 1), text }))
    .filter((_, index) => index % every === 0)
}

/** Whether a trial lies in every range. One without a value on a narrowed axis does not. */
export const isInRanges = (trial: Trial, axes: readonly Axis[], ranges: Ranges): boolean =>
  axes.every((axis) => {
    const range = ranges[axis.id]
    if (!range) return true
    const place = placeOn(axis, trial)
    // A place is the result of a division, and a range is kept with three digits.
    return place !== undefined && place >= range[0] - 5e-4 && place <= range[1] + 5e-4
  })

/** The ranges as they stand in the address: `lr~0.1~0.5,…`. Empty where nothing is narrowed. */
export const rangesToText = (ranges: Ranges): string =>
  Object.entries(ranges)
    .map(([id, [low, high]]) => `${encodeURIComponent(id)}~${digits(low)}~${digits(high)}`)
    .join(',')

const digits = (share: number) => String(Math.round(share * 1000) / 1000)

/** What an address says of the ranges; what is no range in it counts as nothing. */
export function rangesFromText(text: string): Ranges {
  const entries = text.split(',').flatMap((part): [string, Range][] => {
    const [id = '', low = '', high = ''] = part.split('~')
    const range = [Number(low || Number.NaN), Number(high || Number.NaN)] as const
    const isRange = range.every((share) => share >= 0 && share <= 1) && range[0] <= range[1]
    return id !== '' && isRange ? [[decoded(id), range]] : []
  })
  return Object.fromEntries(entries)
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

/** How good each score is among all, from 0 (worst) to 1 (best); undefined without a score. */
export function goodness(trials: readonly Trial[], goal: string): (trial: Trial) => number | undefined {
  const scores = trials.flatMap(({ score }) => score ?? [])
  const [min, max] = [Math.min(...scores), Math.max(...scores)]
  const isUp = goal.toLowerCase() === 'maximize'
  return ({ score }) => {
    if (score === undefined) return undefined
    const share = shareOf(score, min, max)
    return isUp ? share : 1 - share
  }
}
