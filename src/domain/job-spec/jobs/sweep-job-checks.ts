import { namesUsedIn } from './command-expressions.ts'
import { checkExpressions } from './expression-checks.ts'
import { checkJobBase, checkResources, checkRun, declaredKeys, warnAt } from './job-checks.ts'
import type { CheckedFile } from './job-checks.ts'
import type { EarlyTermination, SearchDistribution, SweepJobSpec, SweepLimits } from './sweep-job-spec.ts'

/** Rules that span several keys, or that the service adds to those of the CLI. The latter are warnings. */
export function checkSweepJob(spec: Partial<SweepJobSpec>, file: CheckedFile) {
  const { trial, searchSpace = {}, samplingAlgorithm, limits, earlyTermination } = spec
  const command = trialCommand(file)
  checkExpressions(command, ['trial', 'command'], ['inputs', 'outputs', 'search_space'], file)
  checkRun(trial ?? {}, ['trial'], file)
  checkResources(spec.resources, [], file)
  checkJobBase(spec, file)
  checkUse(command, file)
  for (const [name, values] of Object.entries(searchSpace)) checkDistribution(name, values, file)
  checkSampling(samplingAlgorithm?.type, searchSpace, file)
  if (limits) checkLimits(limits, file)
  if (earlyTermination) checkEarlyTermination(earlyTermination, file)
  if (trial?.queueSettings) warnAt(file, ['trial', 'queue_settings'], 'This is not sent. Put it beside “trial”.')
  if (spec.services) warnAt(file, ['services'], 'The CLI does not send the services of a sweep, and neither do we.')
}

/** Readable even while the rest of the trial has problems. */
function trialCommand({ root }: CheckedFile): string | undefined {
  const trial = root.entries.get('trial')?.value
  const command = trial?.kind === 'map' ? trial.entries.get('command')?.value : undefined
  return command?.kind === 'scalar' && command.type === 'string' ? command.value : undefined
}

function checkUse(command: string | undefined, file: CheckedFile) {
  const declared = declaredKeys(file, 'search_space')
  if (file.root.entries.has('search_space') && declared.length === 0) {
    warnAt(file, ['search_space'], 'There is nothing to search: name a parameter with its values.')
  }
  if (command === undefined) return
  const used = namesUsedIn(command, 'search_space')
  for (const name of declared) {
    if (used.has(name)) continue
    const key = file.root.entries.get('search_space')?.value
    const span = key?.kind === 'map' ? key.entries.get(name)?.key : undefined
    const message = `The command does not use “${name}”. Write \${{search_space.${name}}} where it belongs.`
    file.log.warning(span ?? file.root, ['search_space', name], message)
  }
}

function checkDistribution(name: string, values: SearchDistribution, file: CheckedFile) {
  const warn = (key: string, message: string) => warnAt(file, ['search_space', name, key], message)
  if ('values' in values && values.values.length === 0) warn('values', 'There is no value to choose.')
  if ('upper' in values && values.upper < 1) warn('upper', 'Numbers are drawn from 0 up, so this must be 1 or more.')
  if ('minValue' in values && values.minValue >= values.maxValue) {
    warn('max_value', 'The greatest value must be above “min_value”.')
  }
  if ('sigma' in values && values.sigma <= 0) warn('sigma', 'The standard deviation must be above 0.')
  if ('q' in values && values.q <= 0) warn('q', 'The step must be above 0.')
}

// https://learn.microsoft.com/azure/machine-learning/how-to-tune-hyperparameters
const distributionsOf: Partial<Record<string, readonly SearchDistribution['type'][]>> = {
  grid: ['choice'],
  bayesian: ['choice', 'uniform', 'quniform'],
}

function checkSampling(
  algorithm: string | undefined,
  searchSpace: Record<string, SearchDistribution>,
  file: CheckedFile,
) {
  if (!file.root.entries.has('sampling_algorithm')) {
    warnAt(file, ['sampling_algorithm'], 'The service wants to know how to choose trials, e.g. “random”.')
  }
  const allowed = algorithm && distributionsOf[algorithm]
  if (!allowed) return
  for (const [name, { type }] of Object.entries(searchSpace)) {
    if (allowed.includes(type)) continue
    const message = `With ${algorithm} sampling, the service takes only ${allowed.join(', ')}.`
    warnAt(file, ['search_space', name, 'type'], message)
  }
}

function checkLimits(limits: SweepLimits, file: CheckedFile) {
  const { maxTotalTrials: total, maxConcurrentTrials: concurrent, timeoutSeconds, trialTimeoutSeconds } = limits
  const warn = (key: string, message: string) => warnAt(file, ['limits', key], message)
  const range = 'The service takes 1 to 1000.'
  if (total < 1 || total > 1000) warn('max_total_trials', range)
  if (concurrent !== undefined && (concurrent < 1 || concurrent > 1000)) warn('max_concurrent_trials', range)
  else if (concurrent !== undefined && concurrent > total) {
    warn('max_concurrent_trials', `This is more than the ${total} trials that there are in all.`)
  }
  checkTimeout(timeoutSeconds, 'timeout', file)
  checkTimeout(trialTimeoutSeconds, 'trial_timeout', file)
}

function checkTimeout(seconds: number | undefined, key: string, file: CheckedFile) {
  if (seconds === 0) warnAt(file, ['limits', key], 'A timeout of 0 is not sent: there is no limit.')
  else if (seconds !== undefined && seconds < 60) warnAt(file, ['limits', key], 'The CLI makes this 60 seconds.')
}

function checkEarlyTermination(policy: EarlyTermination, file: CheckedFile) {
  const warn = (key: string, message: string) => warnAt(file, ['early_termination', key], message)
  if (policy.type === 'bandit' && Boolean(policy.slackFactor) === Boolean(policy.slackAmount)) {
    warn('type', 'A bandit policy has either a “slack_factor” or a “slack_amount”.')
  }
  if (policy.type === 'truncation_selection' && (policy.truncationPercentage < 1 || policy.truncationPercentage > 99)) {
    warn('truncation_percentage', 'The service takes 1 to 99.')
  }
  if ((policy.evaluationInterval ?? 1) < 1) warn('evaluation_interval', 'The service takes 1 or more.')
  if ((policy.delayEvaluation ?? 0) < 0) warn('delay_evaluation', 'The service takes 0 or more.')
}
