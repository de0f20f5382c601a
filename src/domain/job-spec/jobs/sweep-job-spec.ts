import type { CommandJobSpec, JobBase, JobResources, JobRun, QueueSettings } from './command-job-spec.ts'

/**
 * A sweep job between its two spellings, CLI v2 YAML and ARM REST: many trials of one command over a search space.
 * Values are those of the YAML, as in CommandJobSpec. Undefined means left out.
 */
export type SweepJobSpec = JobBase & {
  trial: SweepTrial
  /** Left out, the sweep has nothing to search; the CLI crashes there and the service refuses. */
  searchSpace?: Record<string, SearchDistribution>
  samplingAlgorithm?: SamplingAlgorithm
  objective: { goal: 'minimize' | 'maximize'; primaryMetric: string }
  limits: SweepLimits
  earlyTermination?: EarlyTermination
  resources?: JobResources
}

/**
 * What each trial runs. `${{search_space.NAME}}` in the command stands for the trial's value. Queue settings are taken
 * here and not sent.
 */
export type SweepTrial = JobRun & { queueSettings?: QueueSettings }

/** A value that `choice` can pick; what stands in a map may be a distribution of its own. */
export type ChoiceValue = string | number | Record<string, string | number | SearchDistribution>

export type SearchDistribution =
  | { type: 'choice'; values: ChoiceValue[] }
  | { type: 'randint'; upper: number }
  | { type: 'uniform' | 'loguniform'; minValue: number; maxValue: number }
  | { type: 'quniform' | 'qloguniform'; minValue: number; maxValue: number; q: number }
  | { type: 'normal' | 'lognormal'; mu: number; sigma: number }
  | { type: 'qnormal' | 'qlognormal'; mu: number; sigma: number; q: number }

export type SamplingAlgorithm =
  | { type: 'random'; seed?: number; rule?: 'random' | 'sobol'; logbase?: number | 'e' }
  | { type: 'grid' }
  | { type: 'bayesian' }

export type SweepLimits = {
  maxTotalTrials: number
  maxConcurrentTrials?: number
  timeoutSeconds?: number
  trialTimeoutSeconds?: number
}

type Policy = { evaluationInterval?: number | null; delayEvaluation?: number | null }
export type EarlyTermination =
  | ({ type: 'bandit'; slackFactor?: number | null; slackAmount?: number | null } & Policy)
  | ({ type: 'median_stopping' } & Policy)
  | ({ type: 'truncation_selection'; truncationPercentage: number } & Policy)

/** A job that Trainyard can read, edit and submit. */
export type JobSpec = CommandJobSpec | SweepJobSpec

export const isSweep = (job: JobSpec): job is SweepJobSpec => 'trial' in job
