import { isoToSeconds } from '../../duration.ts'
import { jobBaseFrom, jobRunFrom, mapped, placeholders, readJob, resourcesFrom } from './job-parts-from-rest.ts'
import { restOnlyOf } from './rest-only.ts'
import { defined, yamlWord } from '../format/rest-reader.ts'
import type { RestReader } from '../format/rest-reader.ts'
import { restGoal, restPolicy, restSampling, restSamplingRule } from './rest-words.ts'
import { sweepJobToRest } from './sweep-job-to-rest.ts'
import type { EarlyTermination, SamplingAlgorithm, SweepJobSpec, SweepLimits } from './sweep-job-spec.ts'
import { distributionFromRest } from './sweep-search-space-rest.ts'

/** The spec behind a sweep job from the service, as commandJobFromRest gives that of a command job. */
export function sweepJobFromRest(resource: object): SweepJobSpec {
  const { name, properties, home } = readJob(resource)
  const objective = properties.object('objective')
  const spec: SweepJobSpec = defined({
    name,
    ...jobBaseFrom(properties, home),
    trial: defined(jobRunFrom(properties.object('trial'), home)),
    searchSpace: mapped(properties.object('searchSpace'), distributionFromRest),
    samplingAlgorithm: samplingFrom(properties.object('samplingAlgorithm')),
    objective: {
      goal: yamlWord(restGoal, objective.text('goal')) ?? 'minimize',
      primaryMetric: objective.text('primaryMetric') ?? '',
    },
    limits: limitsFrom(properties.object('limits')),
    earlyTermination: policyFrom(properties.object('earlyTermination')),
    resources: resourcesFrom(properties.object('resources')),
  })
  const { properties: sent } = sweepJobToRest(spec, placeholders(spec))
  return defined({ ...spec, restOnly: restOnlyOf(properties.fields, sent) })
}

function samplingFrom(sampling: RestReader): SamplingAlgorithm | undefined {
  const type = yamlWord(restSampling, sampling.text('samplingAlgorithmType'))
  if (type !== 'random') return type && { type }
  const natural = sampling.text('logbase') === 'e' ? ('e' as const) : undefined
  return defined({
    type,
    seed: sampling.number('seed'),
    rule: yamlWord(restSamplingRule, sampling.text('rule')),
    logbase: natural ?? sampling.number('logbase'),
  })
}

/** As many trials as the service allows when nobody says how many. */
const mostTrials = 1000

const limitsFrom = (limits: RestReader): SweepLimits =>
  defined({
    maxTotalTrials: limits.number('maxTotalTrials') ?? mostTrials,
    maxConcurrentTrials: limits.number('maxConcurrentTrials'),
    timeoutSeconds: secondsOf(limits.text('timeout')),
    trialTimeoutSeconds: secondsOf(limits.text('trialTimeout')),
  })

const secondsOf = (iso: string | undefined) => (iso === undefined ? undefined : isoToSeconds(iso))

function policyFrom(policy: RestReader): EarlyTermination | undefined {
  const type = yamlWord(restPolicy, policy.text('policyType'))
  const common = {
    evaluationInterval: policy.number('evaluationInterval'),
    delayEvaluation: policy.number('delayEvaluation'),
  }
  if (type === 'median_stopping') return defined({ type, ...common })
  if (type === 'bandit') {
    const slack = { slackFactor: policy.number('slackFactor'), slackAmount: policy.number('slackAmount') }
    return defined({ type, ...slack, ...common })
  }
  const truncationPercentage = policy.number('truncationPercentage')
  if (type === undefined || truncationPercentage === undefined) return undefined
  return defined({ type, truncationPercentage, ...common })
}
