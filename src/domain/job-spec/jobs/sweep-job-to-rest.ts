import { mapValues } from '../../../lib/map-values.ts'
import { secondsToIso } from '../../duration.ts'
import { jobBaseToRest, jobRunToRest, resourcesToRest } from './job-parts-to-rest.ts'
import type { JobBaseBody, JobRunBody } from './job-parts-to-rest.ts'
import type { Resolution } from './job-resolution.ts'
import { withRestOnly } from './rest-only.ts'
import { defined } from '../format/rest-reader.ts'
import { restGoal, restPolicy, restSampling, restSamplingRule } from './rest-words.ts'
import type { EarlyTermination, SamplingAlgorithm, SweepJobSpec, SweepLimits } from './sweep-job-spec.ts'
import { distributionToRest } from './sweep-search-space-rest.ts'
import type { DistributionBody } from './sweep-search-space-rest.ts'

/** `properties` of the body of `PUT jobs/{name}`; keys that are undefined are not sent. */
export type SweepJobBody = JobBaseBody & {
  jobType: 'Sweep'
  trial: JobRunBody
  searchSpace?: Record<string, DistributionBody> | undefined
  samplingAlgorithm?: Record<string, unknown> | undefined
  objective: { goal: string; primaryMetric: string }
  limits: Record<string, unknown>
  earlyTermination?: Record<string, unknown> | undefined
  resources?: Record<string, unknown> | undefined
}

/**
 * The ARM body (2025-09-01) of a sweep job, as the CLI sends it: without services and the trial's queue settings.
 * @throws Error when the resolution lacks something `unresolvedReferences` asked for: a mistake of the caller
 */
export function sweepJobToRest(spec: SweepJobSpec, resolution: Resolution): { properties: SweepJobBody } {
  const { goal, primaryMetric } = spec.objective
  const properties: SweepJobBody = {
    jobType: 'Sweep',
    trial: defined(jobRunToRest(spec.trial, resolution)),
    ...jobBaseToRest(spec, resolution),
    searchSpace: spec.searchSpace && mapValues(spec.searchSpace, distributionToRest),
    samplingAlgorithm: spec.samplingAlgorithm && samplingToRest(spec.samplingAlgorithm),
    objective: { goal: restGoal[goal], primaryMetric },
    limits: limitsToRest(spec.limits),
    earlyTermination: spec.earlyTermination && policyToRest(spec.earlyTermination),
    resources: spec.resources && resourcesToRest(spec.resources),
  }
  return { properties: withRestOnly(defined(properties), spec.restOnly) }
}

function samplingToRest(sampling: SamplingAlgorithm) {
  const samplingAlgorithmType = restSampling[sampling.type]
  if (sampling.type !== 'random') return { samplingAlgorithmType }
  const { seed, rule, logbase } = sampling
  return defined({ samplingAlgorithmType, seed, rule: rule && restSamplingRule[rule], logbase })
}

const limitsToRest = ({ maxTotalTrials, maxConcurrentTrials, timeoutSeconds, trialTimeoutSeconds }: SweepLimits) =>
  defined({
    jobLimitsType: 'Sweep',
    maxTotalTrials,
    maxConcurrentTrials,
    timeout: timeoutToRest(timeoutSeconds),
    trialTimeout: timeoutToRest(trialTimeoutSeconds),
  })

/** The service takes less than a minute for 60 days, so the CLI sends at least that. 0 means no limit. */
const timeoutToRest = (seconds: number | undefined) => (seconds ? secondsToIso(Math.max(60, seconds)) : undefined)

/** What is left out is sent as 0, or as 1 for the interval of a median policy. Null is not sent. */
function policyToRest(policy: EarlyTermination) {
  const { type, evaluationInterval = type === 'median_stopping' ? 1 : 0, delayEvaluation = 0 } = policy
  const common = {
    policyType: restPolicy[type],
    evaluationInterval: evaluationInterval ?? undefined,
    delayEvaluation: delayEvaluation ?? undefined,
  }
  if (type === 'median_stopping') return defined(common)
  if (type === 'truncation_selection') return defined({ ...common, truncationPercentage: policy.truncationPercentage })
  const { slackFactor = 0, slackAmount = 0 } = policy
  return defined({ ...common, slackFactor: slackFactor ?? undefined, slackAmount: slackAmount ?? undefined })
}
