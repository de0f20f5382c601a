import { z } from 'zod'
import { userError } from '../errors.ts'
import { checkExpressions, checkLayout, commonFields, distribution, resources, timeLimit } from '../jobs/job-fields.ts'
import { meaningful, optional, parseBody, textMap } from '../validate.ts'
import { drawnIn } from './draw.ts'
import { parseSearchSpace, type SearchSpace, SearchSpaceError } from './search-space.ts'

/** One of `words`, whatever its case: Microsoft's own client sends goals in lower case. Answers give it as listed. */
const anyCase = <T extends string>(words: readonly T[]) =>
  z
    .string()
    .transform((text) => words.find((word) => word.toLowerCase() === text.toLowerCase()))
    .refine((word) => word !== undefined, `must be one of ${words.join(', ')}`)

const logBase = z
  .union([
    z
      .number()
      .positive()
      .refine((base) => base !== 1, 'must not be 1'),
    z.literal('e'),
  ])
  .nullish()

const samplingAlgorithm = z.discriminatedUnion('samplingAlgorithmType', [
  z.looseObject({ samplingAlgorithmType: z.literal('Grid') }),
  z.looseObject({ samplingAlgorithmType: z.literal('Bayesian') }),
  z.looseObject({
    samplingAlgorithmType: z.literal('Random'),
    seed: z.int().nullish(),
    rule: optional(anyCase(['Random', 'Sobol'])),
    logbase: logBase,
  }),
])

const interval = z.int().min(0).nullish()
const intervals = { evaluationInterval: interval, delayEvaluation: interval }
const slack = z.number().min(0).nullish()
const earlyTermination = z.discriminatedUnion('policyType', [
  z.looseObject({ ...intervals, policyType: z.literal('Bandit'), slackFactor: slack, slackAmount: slack }),
  z.looseObject({ ...intervals, policyType: z.literal('MedianStopping') }),
  z.looseObject({
    ...intervals,
    policyType: z.literal('TruncationSelection'),
    truncationPercentage: z.int().min(1).max(99),
  }),
])

/** Bounds: https://learn.microsoft.com/azure/machine-learning/reference-yaml-job-sweep#attributes-of-the-limits-key */
const limits = z.looseObject({
  jobLimitsType: z.literal('Sweep', 'must be Sweep'),
  maxTotalTrials: z.int().min(1).max(1000).nullish(),
  maxConcurrentTrials: z.int().min(1).max(1000).nullish(),
  timeout: timeLimit,
  trialTimeout: timeLimit,
})

const sweepJob = z.looseObject({
  ...commonFields,
  jobType: z.literal('Sweep'),
  objective: z.looseObject({ primaryMetric: meaningful, goal: anyCase(['Minimize', 'Maximize']) }),
  samplingAlgorithm,
  searchSpace: z.record(z.string(), z.unknown()),
  trial: z.looseObject({
    command: meaningful,
    environmentId: meaningful,
    codeId: optional(z.string().min(1)),
    environmentVariables: optional(textMap),
    resources: optional(resources),
    distribution: optional(distribution),
  }),
  resources: optional(resources),
  limits: optional(limits),
  earlyTermination: optional(earlyTermination),
})

/** The properties of a sweep job as it was sent, nulls gone. */
export type SweepJobBody = z.infer<typeof sweepJob>

/**
 * Checks what can be told from the body alone.
 * @throws ServiceError 400 whose target is the path of the field
 */
export function parseSweepBody(body: unknown): SweepJobBody {
  const job = parseBody(z.looseObject({ properties: sweepJob }), body).properties
  const space = readSpace(job.searchSpace)
  checkSpaceOf(job.samplingAlgorithm.samplingAlgorithmType, space)
  const { inputs = {}, outputs = {}, trial } = job
  checkExpressions(trial.command, { inputs, outputs, search_space: job.searchSpace }, 'properties.trial.command')
  checkLayout({ ...trial, resources: trial.resources ?? job.resources }, 'properties.trial')
  return job
}

function readSpace(searchSpace: SweepJobBody['searchSpace']): SearchSpace {
  try {
    return parseSearchSpace(searchSpace)
  } catch (error) {
    if (!(error instanceof SearchSpaceError)) throw error
    const target = ['properties', 'searchSpace', ...error.path].join('.')
    throw userError('InvalidSearchSpace', `${target}: ${error.message}`, target)
  }
}

/** https://learn.microsoft.com/azure/machine-learning/how-to-tune-hyperparameters#sampling-the-hyperparameter-space */
function checkSpaceOf(algorithm: string, space: SearchSpace) {
  const takes = { Grid: ['choice'], Bayesian: ['choice', 'uniform'] }[algorithm]
  if (!takes) return
  const words = algorithm === 'Grid' ? 'choice' : 'choice, uniform and quniform'
  for (const [name, parameter] of Object.entries(space)) {
    // Also what lies in an option of a choice.
    const kind = drawnIn({ [name]: parameter }).find((drawn) => !takes.includes(drawn.kind))?.kind
    if (kind === undefined) continue
    const target = `properties.searchSpace.${name}`
    throw userError('InvalidSearchSpace', `${target}: ${algorithm} sampling takes ${words} only, not ${kind}`, target)
  }
}
