import { sortedIndex } from './sorted-index.ts'

/**
 * A job is restarted a few times. A series with more restarts than these is written by several processes at once, and is
 * sorted as a whole: a thousand short strokes would show nothing.
 */
const mostRestarts = 100

/** How the points of a series lie on the axis of steps. */
export type StepOrder = Readonly<{
  /** Where in the order of logging the step falls back to one that was logged before: a new stroke begins. */
  restarts: readonly number[]
  /** Place in the order of logging, by place in the order of drawing; undefined where both are the same. */
  index: Uint32Array | undefined
}>

/**
 * Tells restarts from points that only came late: both have a lower step than the point before, but only a restart logs a
 * step again. Late ones are sorted into the stroke they belong to; strokes follow one another as they were logged.
 */
export function stepOrder(step: Float64Array): StepOrder {
  const whole = sortedIndex(step, 0, step.length)
  if (!whole) return { restarts: [], index: undefined }
  const isRepeated = repeatedSteps(step, whole)
  const restarts: number[] = []
  for (let i = 1; i < step.length; i++) {
    if ((step[i] ?? 0) < (step[i - 1] ?? 0) && isRepeated[i] === 1) restarts.push(i)
  }
  if (restarts.length === 0 || restarts.length > mostRestarts) return { restarts: [], index: whole }
  return { restarts, index: sortStrokes(step, restarts) }
}

/** 1 for every point whose step was logged before it. @param whole all points by step, equal ones as they were logged */
function repeatedSteps(step: Float64Array, whole: Uint32Array): Uint8Array {
  const isRepeated = new Uint8Array(step.length)
  for (let k = 1; k < whole.length; k++) {
    const point = whole[k] ?? 0
    if (step[point] === step[whole[k - 1] ?? 0]) isRepeated[point] = 1
  }
  return isRepeated
}

function sortStrokes(step: Float64Array, restarts: readonly number[]): Uint32Array | undefined {
  const bounds = [0, ...restarts, step.length]
  let index: Uint32Array | undefined
  for (let s = 0; s <= restarts.length; s++) {
    const from = bounds[s] ?? 0
    const stroke = sortedIndex(step, from, bounds[s + 1] ?? 0)
    if (!stroke) continue
    index ??= Uint32Array.from({ length: step.length }, (_, i) => i)
    index.set(stroke, from)
  }
  return index
}
