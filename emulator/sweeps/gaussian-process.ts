import type * as MatrixLibrary from 'ml-matrix'
import { normalDensity, normalDistribution } from './normal-distribution.ts'

/** What a model says of a place: the mean and the standard deviation of what would be measured there. */
export type Prediction = { mean: number; deviation: number }

/** The library, loaded when the first Bayesian sweep needs it and not when the emulator starts. */
type Matrices = typeof MatrixLibrary
type Matrix = MatrixLibrary.Matrix

/** Length scales that are tried, in the units of the unit cube; the likeliest one is taken. */
const lengthScales = [0.1, 0.2, 0.4, 0.8, 1.6]
/** Of standardized measurements: training is noisy, and equal rows would make the matrix singular without it. */
const noise = 1e-3

/**
 * A Gaussian process with a Matérn 5/2 kernel through measurements.
 * @param rows where was measured, each a place of the unit cube
 * @param values what was measured there, of any scale
 * @returns the prediction at a place, in the scale of `values`
 */
export function fitGaussianProcess(
  { CholeskyDecomposition, Matrix: MatrixClass }: Matrices,
  rows: readonly (readonly number[])[],
  values: readonly number[],
): (place: readonly number[]) => Prediction {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length
  const spread = Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length) || 1
  const targets = MatrixClass.columnVector(values.map((value) => (value - mean) / spread))

  const fits = lengthScales.map((scale) => {
    const kernel = new MatrixClass(
      rows.map((a, i) => rows.map((b, j) => matern(distance(a, b) / scale) + (i === j ? noise : 0))),
    )
    const cholesky = new CholeskyDecomposition(kernel)
    const weights = cholesky.solve(targets)
    return { scale, cholesky, weights, likelihood: logLikelihood(cholesky.lowerTriangularMatrix, targets, weights) }
  })
  const best = fits.reduce((a, b) => (b.likelihood > a.likelihood ? b : a))

  return (place) => {
    const toRows = MatrixClass.columnVector(rows.map((row) => matern(distance(row, place) / best.scale)))
    const expected = toRows.dot(best.weights)
    const variance = 1 + noise - toRows.dot(best.cholesky.solve(toRows))
    return { mean: mean + spread * expected, deviation: spread * Math.sqrt(Math.max(variance, 0)) }
  }
}

/** Up to a constant that is the same for every length scale. */
function logLikelihood(lower: Matrix, targets: Matrix, weights: Matrix): number {
  const logDeterminant = lower.diagonal().reduce((sum, entry) => sum + Math.log(entry), 0)
  return -targets.dot(weights) / 2 - logDeterminant
}

const distance = (a: readonly number[], b: readonly number[]) =>
  Math.sqrt(a.reduce((sum, value, index) => sum + (value - (b[index] ?? 0)) ** 2, 0))

function matern(distanceInScales: number): number {
  const r = Math.sqrt(5) * distanceInScales
  return (1 + r + (r * r) / 3) * Math.exp(-r)
}

/** By how much a place is expected to beat the best measurement so far, when less is better. */
export function expectedImprovement({ mean, deviation }: Prediction, best: number): number {
  if (deviation <= 0) return Math.max(0, best - mean)
  const z = (best - mean) / deviation
  return (best - mean) * normalDistribution(z) + deviation * normalDensity(z)
}
