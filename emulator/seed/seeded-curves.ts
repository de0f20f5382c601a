import type { Metric } from '../runs/metric-store.ts'
import { unit } from '../sweeps/random-numbers.ts'
import type { CurveShape } from './seed-body.ts'

/** A metric of a run, as it would come out of a training script. */
export type SeededCurve = Readonly<{
  key: string
  /** Points that it has in the end, which its form is stretched over. */
  length: number
  shape: CurveShape
  /** When point 0 is logged, in ms since 1970, and how long the next takes. */
  startedAt: number
  pointMs: number
  /** Tells this run, and the seed, apart from others. */
  salt: number
}>

/** Points of an epoch. */
const epochLength = 100
const gapShare = 0.02

const kinds = {
  epoch: /(^|\/)epoch$/i,
  rate: /(^|[/_])(lr|learning_rate)$/i,
  falling: /loss|error|perplexity|rmse|mae/i,
  rising: /acc|auc|f1|score|precision|recall/i,
} as const

/** A value for the part `done` (0 to 1) of a run; `level` (0 to 1) makes each curve another. */
function trend(key: string, index: number, done: number, level: number): number {
  if (kinds.epoch.test(key)) return Math.floor(index / epochLength)
  if (kinds.rate.test(key)) return done < 0.05 ? (done / 0.05) * 1e-3 : 5e-4 * (1 + Math.cos(Math.PI * done))
  if (kinds.falling.test(key)) return 0.1 + 0.4 * level + 2 * Math.exp(-(3 + 4 * level) * done)
  if (kinds.rising.test(key)) return (0.75 + 0.23 * level) * (1 - 0.9 * Math.exp(-(4 + 3 * level) * done))
  return 1 + level + 0.5 * Math.sin((12 + 8 * level) * done)
}

/** Neither is measured: they are what the script has set. */
const isExact = (key: string) => kinds.epoch.test(key) || kinds.rate.test(key)

const nonFinite = [Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]

function valueAt({ key, length, shape, salt }: SeededCurve, keyHash: number, index: number, step: number): number {
  const done = length > 1 ? step / (length - 1) : 0
  const level = (unit(salt, 1) + unit(salt, keyHash, 5)) / 2
  const value = trend(key, step, Math.min(1, done), level)
  if (isExact(key)) return value
  const chance = unit(salt, keyHash, index, 2)
  if (chance < shape.nonFiniteShare) return nonFinite[index % nonFinite.length] ?? 0
  if (chance > 1 - shape.spikeShare) return value * (3 + 5 * unit(salt, keyHash, index, 3))
  return value + (unit(salt, keyHash, index, 4) - 0.5) * 2 * shape.noise
}

/** The step of a point, counted as the points are logged. */
function stepOf({ shape, length }: SeededCurve, index: number): number {
  if (shape.equalSteps) return 0
  const gapLength = Math.max(1, Math.floor(length * gapShare))
  const gapsBefore = Math.floor((index * (shape.gaps + 1)) / Math.max(1, length))
  const lost = shape.restartAt !== undefined && index >= shape.restartAt ? Math.ceil(shape.restartAt / 2) : 0
  return index - lost + gapsBefore * gapLength
}

const hashOf = (text: string) => Buffer.from(text).reduce((hash, byte) => Math.imul(hash ^ byte, 0x01000193), 7)

/** Points of a curve from one number to another, the second not included: the same whenever they are asked for. */
export function curvePoints(curve: SeededCurve, from: number, to: number): Metric[] {
  const { key, startedAt, pointMs } = curve
  const keyHash = hashOf(key)
  return Array.from({ length: to - from }, (_, i) => {
    const index = from + i
    const step = stepOf(curve, index)
    return {
      key,
      value: valueAt(curve, keyHash, index, step),
      timestamp: Math.round(startedAt + index * pointMs),
      step,
    }
  })
}
