import type {
  ChoiceValue,
  EarlyTermination,
  SamplingAlgorithm,
  SearchDistribution,
  SweepJobSpec,
} from '../jobs/sweep-job-spec.ts'
import { jobKeywords, ml, queueSettings, resources, submit, uncommonResources } from './python-job-parts.ts'
import { call, dict, keywords, list, literal, literals, plainCall } from './python-source.ts'
import type { Import, Python, Statement } from './python-source.ts'

const sweep = (name: string): Import => ({ module: 'azure.ai.ml.sweep', name })

/** `trial = command(…)`, `job = trial.sweep(…)` and its submission. The sweep takes names and labels from its trial. */
export function pythonSweepJob(spec: SweepJobSpec): Statement[] {
  const { trial } = spec
  const queue = spec.queueSettings ?? trial.queueSettings
  const job = plainCall('trial.sweep', {
    search_space: dict(searchSpace(spec.searchSpace ?? {})),
    sampling_algorithm: spec.samplingAlgorithm && sampling(spec.samplingAlgorithm),
    ...literals({
      primary_metric: spec.objective.primaryMetric,
      goal: spec.objective.goal,
      max_total_trials: spec.limits.maxTotalTrials,
      max_concurrent_trials: spec.limits.maxConcurrentTrials,
      timeout: spec.limits.timeoutSeconds,
      trial_timeout: spec.limits.trialTimeoutSeconds,
    }),
    early_termination_policy: spec.earlyTermination && policy(spec.earlyTermination),
    queue_settings: queue && queueSettings(queue),
  })
  return [
    { target: 'trial', value: call(ml('command'), jobKeywords(spec, trial)) },
    { target: 'job', value: job, apart: true },
    ...uncommonResources(trial.resources, 'job.trial.resources'),
    ...(spec.resources ? [{ target: 'job.resources', value: resources(spec.resources) }] : []),
    ...submit,
  ]
}

const classOf: Record<SearchDistribution['type'], string> = {
  choice: 'Choice',
  randint: 'Randint',
  uniform: 'Uniform',
  loguniform: 'LogUniform',
  quniform: 'QUniform',
  qloguniform: 'QLogUniform',
  normal: 'Normal',
  lognormal: 'LogNormal',
  qnormal: 'QNormal',
  qlognormal: 'QLogNormal',
}

const searchSpace = (space: Record<string, ChoiceValue | SearchDistribution>): Record<string, Python> =>
  Object.fromEntries(Object.entries(space).map(([key, value]) => [key, searchValue(value)]))

function searchValue(value: ChoiceValue | SearchDistribution): Python {
  if (typeof value !== 'object') return literal(value)
  return isDistribution(value) ? searchDistribution(value) : dict(searchSpace(value))
}

const isDistribution = (value: object): value is SearchDistribution =>
  'type' in value && typeof value.type === 'string' && Object.hasOwn(classOf, value.type)

function searchDistribution(given: SearchDistribution): Python {
  const from = sweep(classOf[given.type])
  if (given.type === 'choice') return call(from, {}, [list(given.values.map(searchValue))])
  const { type: _, ...rest } = given
  return call(from, keywords(rest))
}

function sampling({ type, ...rest }: SamplingAlgorithm): Python {
  const isPlain = Object.keys(rest).length === 0
  return isPlain ? literal(type) : call(sweep('RandomSamplingAlgorithm'), keywords(rest))
}

const policyClass: Record<EarlyTermination['type'], string> = {
  bandit: 'BanditPolicy',
  median_stopping: 'MedianStoppingPolicy',
  truncation_selection: 'TruncationSelectionPolicy',
}

const policy = ({ type, ...rest }: EarlyTermination): Python => call(sweep(policyClass[type]), keywords(rest))
