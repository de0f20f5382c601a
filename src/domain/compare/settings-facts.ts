import type { JobBaseUnion, SweepJob } from '../../api/generated/arm.ts'
import type { ComparedJob } from './compared-job.ts'
import { durationFact, said, type Fact } from './fact.ts'

/** What a sweep searches, how, and when it ends. */
export function sweepFacts({ resource: { properties } }: ComparedJob): Fact[] {
  if (properties.jobType !== 'Sweep') return []
  const { objective, samplingAlgorithm, earlyTermination, limits, searchSpace } = properties
  const { samplingAlgorithmType, ...sampling } = samplingAlgorithm
  const { policyType, ...policy } = earlyTermination ?? {}
  return [
    ...Object.entries(searchSpace).flatMap(([name, space]) => said('sweep', `Search ${name}`, spaceWords(space))),
    ...said('sweep', 'Primary metric', objective.primaryMetric),
    ...said('sweep', 'Goal', objective.goal),
    ...said('sweep', 'Sampling', samplingAlgorithmType),
    ...named(sampling, 'Sampling'),
    ...limitFacts(limits),
    ...said('sweep', 'Early termination', policyType),
    ...named(policy, 'Early termination'),
  ]
}

const named = (settings: object, of: string): Fact[] =>
  Object.entries(settings).flatMap(([name, value]) => said('sweep', `${of}: ${inWords(name)}`, value, 'value'))

function limitFacts(limits: SweepJob['limits']): Fact[] {
  if (!limits) return []
  return [
    ...said('sweep', 'Trials at most', limits.maxTotalTrials, 'value'),
    ...said('sweep', 'Trials at a time', limits.maxConcurrentTrials, 'value'),
    ...durationFact('sweep', 'Timeout', limits.timeout),
    ...durationFact('sweep', 'Timeout of a trial', limits.trialTimeout),
  ]
}

/** `["uniform",[0,1]]` as `uniform(0, 1)`; a form that we do not know as JSON. */
function spaceWords(space: unknown): string {
  const [type, args]: unknown[] = Array.isArray(space) ? space : []
  if (typeof type !== 'string' || !Array.isArray(args)) return JSON.stringify(space)
  // The choices of `choice` are a list within the list of arguments.
  const words = args.flat().map((arg: unknown) => (typeof arg === 'string' ? arg : JSON.stringify(arg)))
  return `${type}(${words.join(', ')})`
}

/** Where jobs of kinds that nobody here knows the parts of keep what makes them different. */
const ownSettings: readonly string[] = ['taskDetails', 'settings', 'jobs', 'conf', 'entry', 'args', 'sourceJobId']

/** Settings of AutoML, pipeline and Spark jobs, each at the end of its path: `taskDetails.limitSettings.maxTrials`. */
export function settingFacts({ resource: { properties } }: ComparedJob): Fact[] {
  if (properties.jobType === 'Command' || properties.jobType === 'Sweep') return []
  return Object.entries(properties satisfies JobBaseUnion)
    .filter(([name]) => ownSettings.includes(name))
    .flatMap(([name, value]) => leaves(value, name))
    .slice(0, mostSettings)
}

/** A pipeline holds whole jobs, and can hold hundreds of them. */
const mostSettings = 400

function leaves(value: unknown, path: string): Fact[] {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return said('settings', path, value, 'value')
  return Object.entries(value).flatMap(([name, inner]: [string, unknown]) => leaves(inner, `${path}.${name}`))
}

/** `slackFactor` as `slack factor`. */
const inWords = (name: string) => name.replaceAll(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`)
