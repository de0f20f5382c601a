import type { SweepJob } from '../../../api/generated/arm.ts'
import { isoToSeconds, wholeDuration } from '../../../domain/duration.ts'
import { distributionFromRest } from '../../../domain/job-spec/jobs/sweep-search-space-rest.ts'
import { plural } from '../../../lib/numbers.ts'

/** One entry of a search space for people; one that we do not know as the service spells it. */
export function distributionWords(body: unknown): string {
  const distribution = distributionFromRest(body)
  if (!distribution) return JSON.stringify(body)
  const { type } = distribution
  if (type === 'choice') {
    return distribution.values
      .map((value) => (typeof value === 'object' ? JSON.stringify(value) : String(value)))
      .join(', ')
  }
  if (type === 'randint') return `whole numbers from 0 to ${distribution.upper - 1}`
  const step = 'q' in distribution ? ` by ${distribution.q}` : ''
  return 'mu' in distribution
    ? `${type}, mean ${distribution.mu}, deviation ${distribution.sigma}${step}`
    : `${type} from ${distribution.minValue} to ${distribution.maxValue}${step}`
}

export function samplingWords({ samplingAlgorithm }: SweepJob): string {
  if (samplingAlgorithm.samplingAlgorithmType !== 'Random') return samplingAlgorithm.samplingAlgorithmType
  const { rule, seed } = samplingAlgorithm
  const isSobol = rule?.toLowerCase() === 'sobol'
  return [isSobol ? 'Random, by a Sobol sequence' : 'Random', seed != null && `seed ${seed}`]
    .filter((part) => part !== false)
    .join(', ')
}

export function limitsWords({ limits }: SweepJob): string | undefined {
  if (!limits) return undefined
  const { maxTotalTrials, maxConcurrentTrials, timeout, trialTimeout } = limits
  const parts = [
    maxTotalTrials && `at most ${plural(maxTotalTrials, 'trial')}`,
    maxConcurrentTrials && `${maxConcurrentTrials} at a time`,
    timeout && `${durationWords(timeout)} in all`,
    trialTimeout && `${durationWords(trialTimeout)} for each`,
  ].filter((part): part is string => Boolean(part))
  const words = parts.join(', ')
  return words === '' ? undefined : `${words.charAt(0).toUpperCase()}${words.slice(1)}`
}

export function earlyTerminationWords({ earlyTermination: policy }: SweepJob): string {
  if (!policy) return 'None: every trial runs to its end'
  const { evaluationInterval = 0, delayEvaluation = 0 } = policy
  const when = ` (looks every ${plural(Math.max(1, evaluationInterval), 'value')}, first after ${delayEvaluation})`
  if (policy.policyType === 'MedianStopping') return `Worse than the median of the others${when}`
  if (policy.policyType === 'TruncationSelection')
    return `The worst ${policy.truncationPercentage ?? 0} % are stopped${when}`
  const slack = policy.slackFactor ? `factor ${policy.slackFactor}` : `amount ${policy.slackAmount ?? 0}`
  return `Bandit: outside of the best by ${slack}${when}`
}

function durationWords(iso: string): string {
  const seconds = isoToSeconds(iso)
  return seconds === undefined ? iso : wholeDuration(seconds)
}
