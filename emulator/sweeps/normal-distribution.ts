/**
 * Quantiles and densities of the standard normal distribution. The quantile is P. J. Acklam's rational approximation,
 * relative error below 1.2e-9; the distribution function is Abramowitz and Stegun 7.1.26, error below 1.5e-7.
 */
const central = {
  a: [
    -3.969683028665376e1, 2.209460984245205e2, -2.759285104469687e2, 1.38357751867269e2, -3.066479806614716e1,
    2.506628277459239,
  ],
  b: [-5.447609879822406e1, 1.615858368580409e2, -1.556989798598866e2, 6.680131188771972e1, -1.328068155288572e1, 1],
}
const tail = {
  c: [
    -7.784894002430293e-3, -3.223964580411365e-1, -2.400758277161838, -2.549732539343734, 4.374664141464968,
    2.938163982698783,
  ],
  d: [7.784695709041462e-3, 3.224671290700398e-1, 2.445134137142996, 3.754408661907416, 1],
}
const tailStart = 0.02425

/** Coefficients come highest power first. */
const polynomial = (coefficients: readonly number[], x: number) =>
  coefficients.reduce((sum, coefficient) => sum * x + coefficient, 0)

/** @param probability from 0 to 1; the ends are taken as the nearest value that has a quantile */
export function inverseNormal(probability: number): number {
  const p = Math.min(Math.max(probability, 1e-12), 1 - 1e-12)
  if (p < tailStart) return tailQuantile(p)
  if (p > 1 - tailStart) return -tailQuantile(1 - p)
  const q = p - 0.5
  return (polynomial(central.a, q * q) * q) / polynomial(central.b, q * q)
}

function tailQuantile(p: number) {
  const q = Math.sqrt(-2 * Math.log(p))
  return polynomial(tail.c, q) / polynomial(tail.d, q)
}

export const normalDensity = (x: number) => Math.exp((-x * x) / 2) / Math.sqrt(2 * Math.PI)

export function normalDistribution(x: number): number {
  const t = 1 / (1 + 0.3275911 * (Math.abs(x) / Math.SQRT2))
  const series = polynomial([1.061405429, -1.453152027, 1.421413741, -0.284496736, 0.254829592, 0], t)
  const erf = 1 - series * Math.exp((-x * x) / 2)
  return x < 0 ? (1 - erf) / 2 : (1 + erf) / 2
}
