import type { Policy } from './early-termination.ts'
import type { Sampling } from './sampler.ts'
import type { SweepJobBody } from './sweep-body.ts'

/** The service's limit where a sweep names none. */
const defaultTrials = 1000

export function trialLimits({ limits }: SweepJobBody): { total: number; concurrent: number } {
  const total = limits?.maxTotalTrials ?? defaultTrials
  return { total, concurrent: limits?.maxConcurrentTrials ?? total }
}

/** @param seed of a sweep that names none */
export function samplingOf({ samplingAlgorithm }: SweepJobBody, seed: number): Sampling {
  if (samplingAlgorithm.samplingAlgorithmType === 'Grid') return { kind: 'grid' }
  if (samplingAlgorithm.samplingAlgorithmType === 'Bayesian') return { kind: 'bayesian', seed }
  const { rule, logbase } = samplingAlgorithm
  return {
    kind: 'random',
    rule: rule === 'Sobol' ? 'sobol' : 'random',
    seed: samplingAlgorithm.seed ?? seed,
    ...(typeof logbase === 'number' && { logBase: logbase }),
  }
}

/** An interval of 0, which the SDK sends when none is given, means every one. */
export function policyOf({ earlyTermination }: SweepJobBody): Policy | undefined {
  if (!earlyTermination) return undefined
  const common = { interval: earlyTermination.evaluationInterval || 1, delay: earlyTermination.delayEvaluation ?? 0 }
  if (earlyTermination.policyType === 'MedianStopping') return { ...common, kind: 'median' }
  if (earlyTermination.policyType === 'TruncationSelection') {
    return { ...common, kind: 'truncation', percentage: earlyTermination.truncationPercentage }
  }
  const { slackFactor, slackAmount } = earlyTermination
  return { ...common, kind: 'bandit', slackFactor: slackFactor ?? 0, slackAmount: slackAmount ?? 0 }
}
