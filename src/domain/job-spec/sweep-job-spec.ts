import type {
  CommandJobSpec,
  Distribution,
  InlineEnvironment,
  JobIdentity,
  JobInput,
  JobOutput,
  JobResources,
  JobService,
  QueueSettings,
} from './command-job-spec.ts'

/**
 * A sweep job between its two spellings, CLI v2 YAML and ARM REST: many trials of one command over a search space.
 * Values are those of the YAML, as in CommandJobSpec. Undefined means left out.
 */
export type SweepJobSpec = {
  name?: string
  displayName?: string
  experimentName?: string
  description?: string
  tags?: Record<string, string | null>
  properties?: Record<string, string | null>
  trial: SweepTrial
  compute?: string
  inputs?: Record<string, JobInput>
  outputs?: Record<string, JobOutput>
  /** Left out, the sweep has nothing to search; the CLI crashes there and the service refuses. */
  searchSpace?: Record<string, SearchDistribution>
  samplingAlgorithm?: SamplingAlgorithm
  objective: { goal: 'minimize' | 'maximize'; primaryMetric: string }
  limits: SweepLimits
  earlyTermination?: EarlyTermination
  identity?: JobIdentity
  services?: Record<string, JobService>
  resources?: JobResources
  queueSettings?: QueueSettings
  /** Properties of a job from the service that YAML has no word for; they go back as they came. */
  restOnly?: Record<string, unknown>
}

/** What each trial runs. `${{search_space.NAME}}` in the command stands for the trial's value. */
export type SweepTrial = {
  command: string
  code?: string
  environment: string | InlineEnvironment
  environmentVariables?: Record<string, string>
  resources?: JobResources
  distribution?: Distribution
  queueSettings?: QueueSettings
}

/** A value that `choice` can pick; a map may hold further distributions. */
export type ChoiceValue = string | number | { [key: string]: ChoiceValue | SearchDistribution }

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
  | ({ type: 'bandit'; slackFactor?: number; slackAmount?: number } & Policy)
  | ({ type: 'median_stopping' } & Policy)
  | ({ type: 'truncation_selection'; truncationPercentage: number } & Policy)

/** A job that Trainyard can read, edit and submit. */
export type JobSpec = CommandJobSpec | SweepJobSpec

export const isSweep = (job: JobSpec): job is SweepJobSpec => 'trial' in job
