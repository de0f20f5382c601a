import { drawnIn, optionAt, type Point, sizeOf, type TrialValues, valuesAt, valuesOfCell } from './draw.ts'
import { expectedImprovement, fitGaussianProcess } from './gaussian-process.ts'
import { hash32, unit } from './random-numbers.ts'
import type { Distribution, SearchSpace } from './search-space.ts'
import { sobol, sobolDimensions } from './sobol.ts'

export type Sampling = Readonly<
  | { kind: 'grid' }
  | { kind: 'random'; rule: 'random' | 'sobol'; seed: number; logBase?: number }
  | { kind: 'bayesian'; seed: number }
>

/** A trial that was drawn before. The score is undefined while there is none, and for trials that never logged one. */
export type DrawnTrial = Readonly<{ point: Point | undefined; values: TrialValues; score: number | undefined }>

/** `point` is undefined for a cell of a grid. */
export type Draw = Readonly<{ point: Point | undefined; values: TrialValues; how: string }>

export type SamplerTask = Readonly<{
  space: SearchSpace
  sampling: Sampling
  /** Everything drawn so far, in order. */
  trials: readonly DrawnTrial[]
  goal: 'Minimize' | 'Maximize'
}>

/** Trials that a Bayesian sweep draws evenly, before there is enough to learn from. */
const firstTrials = 5
/** Measurements that the model is fitted through; its cost grows with their cube. */
const modelTrials = 150
const candidates = 500
/** Draws that a finite space is tried with before the first free cell is taken instead. */
const attempts = 50

/**
 * The next trial of a sweep. It depends on its arguments alone: a sweep goes on after a restart as if there was none.
 * @returns undefined when every value of a finite space was drawn
 */
export async function drawNext(task: SamplerTask): Promise<Draw | undefined> {
  const { space, sampling, trials } = task
  if (trials.length >= sizeOf(space)) return undefined
  if (sampling.kind === 'grid') return cell(space, trials.length)
  if (sampling.kind === 'random') return undrawn(task, (attempt) => drawRandom(space, sampling, trials.length, attempt))
  return drawBayesian(task, sampling.seed)
}

const cell = (space: SearchSpace, index: number): Draw => ({
  point: undefined,
  values: valuesOfCell(space, index),
  how: `cell ${index + 1} of ${sizeOf(space)} of the grid`,
})

function drawRandom(
  space: SearchSpace,
  { rule, seed, logBase }: Extract<Sampling, { kind: 'random' }>,
  index: number,
  attempt: number,
): Draw {
  const isSobol = rule === 'sobol' && attempt === 0
  const point = drawnIn(space).map((_, dimension) =>
    isSobol && dimension < sobolDimensions
      ? sobol(index, dimension, hash32(seed, dimension))
      : unit(seed, index, dimension, attempt),
  )
  const how = isSobol ? `point ${index + 1} of the Sobol sequence` : 'drawn at random'
  return { point, values: valuesAt(space, point, logBase), how: `${how}, seed ${seed}` }
}

/**
 * In a finite space every value is tried once: repeating a trial tells nothing new.
 * @returns undefined when nothing is left
 */
function undrawn({ space, trials }: SamplerTask, draw: (attempt: number) => Draw): Draw | undefined {
  const size = sizeOf(space)
  if (size === Infinity) return draw(0)
  const drawn = new Set(trials.map(({ values }) => JSON.stringify(values)))
  const isNew = ({ values }: Draw) => !drawn.has(JSON.stringify(values))
  for (let attempt = 0; attempt < attempts; attempt += 1) {
    const found = draw(attempt)
    if (isNew(found)) return found
  }
  // There are fewer trials than cells, but several cells are the same when a choice names a value twice.
  for (let index = 0; index < size; index += 1) {
    const free = cell(space, index)
    if (isNew(free)) return free
  }
  return undefined
}

async function drawBayesian(task: SamplerTask, seed: number): Promise<Draw | undefined> {
  const { space, trials, goal } = task
  const drawn = drawnIn(space)
  const evenly = (attempt: number) => drawRandom(space, { kind: 'random', rule: 'sobol', seed }, trials.length, attempt)
  const measured = trials.filter(({ point, score }) => point !== undefined && score !== undefined)
  if (trials.length < firstTrials || measured.length < 2) return undrawn(task, evenly)

  const sign = goal === 'Minimize' ? 1 : -1
  const lossOf = ({ score = 0 }: DrawnTrial) => sign * score
  const kept = measured.toSorted((a, b) => lossOf(a) - lossOf(b)).slice(0, modelTrials)
  const losses = kept.map(lossOf)
  const typical = losses.reduce((sum, loss) => sum + loss, 0) / losses.length
  // Trials without a score count as average ones, so that those which run at once do not all go to one place.
  const others = trials.filter(({ point, score }) => point !== undefined && score === undefined).slice(-modelTrials)
  const featuresOf = (point: Point) => features(drawn, point)
  const predict = fitGaussianProcess(
    await import('ml-matrix'),
    [...kept, ...others].map(({ point = [] }) => featuresOf(point)),
    [...losses, ...others.map(() => typical)],
  )

  const [bestLoss = 0] = losses
  const bestPoint = kept[0]?.point ?? []
  const points = Array.from({ length: candidates }, (_, index) =>
    candidate(seed, trials.length, index, drawn, bestPoint),
  )
  const ranked = points
    .map((point) => ({ point, gain: expectedImprovement(predict(featuresOf(point)), bestLoss) }))
    .toSorted((a, b) => b.gain - a.gain)
  return undrawn(task, (attempt) => {
    const { point, gain } = ranked[attempt] ?? { point: evenly(attempt).point ?? [], gain: 0 }
    const how = `expected to improve on the best of ${measured.length} scores by ${gain.toPrecision(3)}`
    return { point, values: valuesAt(space, point), how }
  })
}

/** Half of the candidates are anywhere, half are the best point with some of its coordinates moved, far or a little. */
function candidate(seed: number, trial: number, index: number, drawn: readonly Distribution[], best: Point): Point {
  const isNear = index % 2 === 1
  const reach = index % 4 === 1 ? 0.2 : 0.02
  return drawn.map((node, dimension) => {
    const anywhere = unit(seed, trial, index, dimension, 1)
    if (!isNear) return anywhere
    const [isMoved, by] = [unit(seed, trial, index, dimension, 2) < 0.5, unit(seed, trial, index, dimension, 3) - 0.5]
    if (!isMoved) return best[dimension] ?? anywhere
    if (node.kind === 'choice') return anywhere
    return Math.min(Math.max((best[dimension] ?? 0.5) + by * reach, 0), 1 - Number.EPSILON)
  })
}

/** A point as the model sees it: options of a choice are all equally far from each other. */
function features(drawn: readonly Distribution[], point: Point): number[] {
  return drawn.flatMap((node, dimension) => {
    const coordinate = point[dimension] ?? 0
    if (node.kind !== 'choice') return [coordinate]
    const taken = optionAt(node.options.length, coordinate)
    return node.options.map((_, option) => (option === taken ? Math.SQRT1_2 : 0))
  })
}
