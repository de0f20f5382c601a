import { formatValue } from '../../lib/numbers.ts'

/** What a line stands for: a trial of a sweep, one of several jobs. */
export type PlotRow = Readonly<{
  /** Its id; what people call it, where that is another, is `label`. */
  name: string
  label?: string | undefined
  /** By the name of the parameter, as text. */
  values: Readonly<Record<string, string>>
  /** Its value of the metric. */
  score: number | undefined
  isBest: boolean
}>

/** How values lie on an axis: numbers by their size or their order of magnitude, everything else by name. */
export type Scale =
  Readonly<{ kind: 'linear' | 'log'; min: number; max: number }> | Readonly<{ kind: 'names'; names: readonly string[] }>

/** One parameter, or the metric. */
export type Axis = Readonly<{
  /** Unlike the name never the same for a parameter and the metric. */
  id: string
  name: string
  scale: Scale
  valueOf: (row: PlotRow) => string | undefined
}>

/** The part of an axis that is looked at, from 0 at its bottom to 1 at its top. */
export type Range = readonly [low: number, high: number]
/** By the id of the axis; an axis without one shows all. */
export type Ranges = Readonly<Record<string, Range>>

/** How the values of a parameter are known to lie: one of a list, over orders of magnitude, or by their size. */
export type Spread = 'choice' | 'log' | 'linear'

/**
 * An axis for each parameter, and the metric at the end.
 *
 * @param spreadOf how the values of a parameter were drawn; undefined where that can be told from the values alone
 */
export function axesOf(
  rows: readonly PlotRow[],
  parameters: readonly string[],
  metric: string,
  spreadOf: (parameter: string) => Spread | undefined = () => undefined,
): Axis[] {
  const ofParameters = parameters.map((name): Axis => {
    const valueOf = ({ values }: PlotRow) => values[name]
    return { id: name, name, valueOf, scale: scaleOf(rows.map(valueOf), spreadOf(name)) }
  })
  const valueOf = ({ score }: PlotRow) => (score === undefined ? undefined : String(score))
  return [...ofParameters, { id: `=${metric}`, name: metric, valueOf, scale: scaleOf(rows.map(valueOf), 'linear') }]
}

/** Positive values further apart than this are told apart by their order of magnitude. */
const manyTimes = 20

function scaleOf(texts: readonly (string | undefined)[], spread: Spread | undefined): Scale {
  const known = [...new Set(texts.filter((text) => text !== undefined))]
  const numbers = known.map(Number)
  const areNumbers = known.every((text, index) => text.trim() !== '' && Number.isFinite(numbers[index]))
  if (spread === 'choice' || !areNumbers) {
    const names = areNumbers ? known.toSorted((a, b) => Number(a) - Number(b)) : known.toSorted()
    return { kind: 'names', names }
  }
  const [min, max] = [Math.min(...numbers), Math.max(...numbers)]
  const isLog = min > 0 && (spread === undefined ? max >= min * manyTimes : spread === 'log')
  return { kind: isLog ? 'log' : 'linear', min, max }
}

/** Where a row stands on an axis, from 0 to 1; undefined where it has no value. */
export function placeOn({ scale, valueOf }: Axis, row: PlotRow): number | undefined {
  const text = valueOf(row)
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
  // With three digits 1,024 would be 1,020.
  return formatValue(Math.abs(value) < 1_000 ? Number(value.toPrecision(3)) : Math.round(value))
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

/** Whether a row lies in every range. One without a value on a narrowed axis does not. */
export const isInRanges = (row: PlotRow, axes: readonly Axis[], ranges: Ranges): boolean =>
  axes.every((axis) => {
    const range = ranges[axis.id]
    if (!range) return true
    const place = placeOn(axis, row)
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
export function goodness(rows: readonly PlotRow[], goal: string): (row: PlotRow) => number | undefined {
  const scores = rows.flatMap(({ score }) => score ?? [])
  const [min, max] = [Math.min(...scores), Math.max(...scores)]
  const isUp = goal.toLowerCase() === 'maximize'
  return ({ score }) => {
    if (score === undefined) return undefined
    const share = shareOf(score, min, max)
    return isUp ? share : 1 - share
  }
}
