import { describe, expect, test } from 'vitest'
import { applyEdits } from '../../../lib/text-edit.ts'
import { jobToYaml, parseJob } from './job.ts'
import { sweepJobSchema } from './sweep-job.ts'

const sweep = `$schema: https://azuremlschemas.azureedge.net/latest/sweepJob.schema.json
type: sweep
trial:
  command: >-
    python main.py
    --data \${{inputs.data}}
    --rate \${{search_space.rate}}
    --boosting \${{search_space.boosting}}
  code: ./src
  environment: azureml:my-env@latest
compute: azureml:cpu-cluster
inputs:
  data: { type: uri_file, path: azureml:iris:1 }
sampling_algorithm: Bayesian
search_space:
  rate: { type: uniform, min_value: 1e-3, max_value: 0.9 }
  boosting: { type: choice, values: [gbdt, dart] }
objective:
  goal: Minimize
  primary_metric: loss
limits:
  max_total_trials: 20
  max_concurrent_trials: 10
  timeout: 7200
early_termination:
  type: bandit
  slack_factor: 0.1
  delay_evaluation: 5
`

/** The problems of a text, as “severity path: message”. */
function problemsOf(text: string) {
  const result = parseJob(text)
  const problems = result.ok ? result.warnings : result.problems
  return problems.map(({ path, message, severity }) => `${severity} ${path.join('.')}: ${message}`)
}

/** A small sweep without a problem, with one part of it replaced. */
function small(part = '', by = '') {
  const text = `type: sweep
trial: { command: 'python m.py \${{search_space.a}}', environment: 'azureml:e:1' }
search_space:
  a: { type: choice, values: [1, 2] }
sampling_algorithm: grid
objective: { goal: maximize, primary_metric: acc }
limits: { max_total_trials: 4 }
`
  if (!text.includes(part)) throw new Error(`The sweep has no “${part}”`)
  return text.replace(part, () => by)
}

test('a whole sweep is read into its spec', () => {
  expect(parseJob(sweep)).toEqual({
    ok: true,
    warnings: [],
    value: {
      trial: {
        command:
          'python main.py --data ${{inputs.data}} --rate ${{search_space.rate}} --boosting ${{search_space.boosting}}',
        code: './src',
        environment: 'azureml:my-env@latest',
      },
      compute: 'azureml:cpu-cluster',
      inputs: { data: { type: 'uri_file', path: 'azureml:iris:1' } },
      samplingAlgorithm: { type: 'bayesian' },
      searchSpace: {
        rate: { type: 'uniform', minValue: 0.001, maxValue: 0.9 },
        boosting: { type: 'choice', values: ['gbdt', 'dart'] },
      },
      objective: { goal: 'minimize', primaryMetric: 'loss' },
      limits: { maxTotalTrials: 20, maxConcurrentTrials: 10, timeoutSeconds: 7200 },
      earlyTermination: { type: 'bandit', slackFactor: 0.1, delayEvaluation: 5 },
    },
  })
})

test('a choice can be between maps that hold distributions', () => {
  const values = "[{ depth: '3', rate: { type: uniform, min_value: 0, max_value: 1 } }, 2.5, 'x', '3']"
  const text = small('values: [1, 2]', `values: ${values}`)
  const result = parseJob(text)
  const rate = { type: 'uniform', minValue: 0, maxValue: 1 }
  expect(result).toMatchObject({
    ok: true,
    value: { searchSpace: { a: { type: 'choice', values: [{ depth: 3, rate }, 2.5, 'x', '3'] } } },
  })
  expect(result.ok && parseJob(jobToYaml(result.value))).toEqual(result)
})

describe('problems say what, where, and what to do', () => {
  test.each([
    ['no limits', small('limits: { max_total_trials: 4 }\n'), 'error limits: The key “limits” is missing.'],
    [
      'no number of trials',
      small('max_total_trials: 4', 'timeout: 90'),
      'error limits.max_total_trials: The key “max_total_trials” is missing.',
    ],
    [
      'compute inside of the trial',
      small("environment: 'azureml:e:1'", "environment: 'azureml:e:1', compute: c"),
      'error trial.compute: There is no key “compute” here.',
    ],
    [
      'a bound that is no number',
      small('{ type: choice, values: [1, 2] }', '{ type: uniform, min_value: 0, max_value: big }'),
      'error search_space.a.max_value: This must be a number.',
    ],
    [
      'a distribution without all of its parts',
      small('{ type: choice, values: [1, 2] }', '{ type: choice }'),
      'error search_space.a.values: The key “values” is missing.',
    ],
    [
      'a boolean to choose',
      small('[1, 2]', '[yes, 2]'),
      'error search_space.a.values.0: A value is a number or text. Put it in quotes: "True".',
    ],
    [
      'a seed where none is taken',
      small('sampling_algorithm: grid', 'sampling_algorithm: { type: grid, seed: 1 }'),
      'error sampling_algorithm.seed: There is no key “seed” here.',
    ],
    [
      'a policy in one word',
      small('limits:', 'early_termination: bandit\nlimits:'),
      'error early_termination: This must hold keys and values, one “key: value” a line.',
    ],
    [
      'an input that is not declared',
      small('search_space.a}}', 'search_space.a}} ${{inputs.lr}}'),
      'error trial.command: There is no input “lr”. Declare it under “inputs”.',
    ],
  ])('%s', (_, text, problem) => {
    expect(problemsOf(text)).toContain(problem)
  })
})

describe('what the service would refuse, or do otherwise than one may think, is a warning', () => {
  test.each([
    [
      'a parameter the command does not use',
      small('${{search_space.a}}'),
      'warning search_space.a: The command does not use “a”. Write ${{search_space.a}} where it belongs.',
    ],
    [
      'a parameter that is not in the space',
      small('space.a}}', 'space.a}} ${{search_space.b}}'),
      'warning trial.command: There is no search space entry “b”. Did you mean “a”?',
    ],
    [
      'a grid over numbers without end',
      small('{ type: choice, values: [1, 2] }', '{ type: uniform, min_value: 0, max_value: 1 }'),
      'warning search_space.a.type: With grid sampling, the service takes only choice.',
    ],
    [
      'no sampling algorithm',
      small('sampling_algorithm: grid\n'),
      'warning sampling_algorithm: The service wants to know how to choose trials, e.g. “random”.',
    ],
    [
      'bounds the wrong way round',
      small('{ type: choice, values: [1, 2] }', '{ type: uniform, min_value: 1, max_value: 0 }').replace(
        'grid',
        'random',
      ),
      'warning search_space.a.max_value: The greatest value must be above “min_value”.',
    ],
    [
      'more trials at a time than in all',
      small('max_total_trials: 4', 'max_total_trials: 4, max_concurrent_trials: 5'),
      'warning limits.max_concurrent_trials: This is more than the 4 trials that there are in all.',
    ],
    [
      'a timeout below a minute',
      small('max_total_trials: 4', 'max_total_trials: 4, trial_timeout: 30'),
      'warning limits.trial_timeout: The CLI makes this 60 seconds.',
    ],
    [
      'a bandit without slack',
      small('limits:', 'early_termination: { type: bandit }\nlimits:'),
      'warning early_termination.type: A bandit policy has either a “slack_factor” or a “slack_amount”.',
    ],
    [
      'a percentage of all trials',
      small('limits:', 'early_termination: { type: truncation_selection, truncation_percentage: 100 }\nlimits:'),
      'warning early_termination.truncation_percentage: The service takes 1 to 99.',
    ],
  ])('%s', (_, text, problem) => {
    expect(problemsOf(text)).toEqual([problem])
  })

  test('the small sweep of these tests has none', () => {
    expect(problemsOf(small())).toEqual([])
  })
})

describe('a file of either kind', () => {
  test('is read by its type', () => {
    expect(parseJob(sweep)).toMatchObject({ ok: true, value: { objective: { goal: 'minimize' } } })
    const command = 'command: ls\nenvironment: azureml:e:1\n'
    expect(parseJob(command)).toMatchObject({ ok: true, value: { command: 'ls' } })
  })

  test.each([
    [
      'pipeline',
      'This is a pipeline job. It can be looked at here, but only command and sweep jobs can be changed and sent.',
    ],
    ['Sweep', 'There is no job type “Sweep”. Did you mean “sweep”?'],
  ])('of type %s gives one problem, at its type', (type, message) => {
    const result = parseJob(`type: ${type}\njobs: {}\n`)
    expect(result).toMatchObject({ ok: false, problems: [{ path: ['type'], message, line: 1 }] })
  })

  test('that lacks the type of a sweep can be mended by one stroke', () => {
    const text = `# mine\n${small('type: sweep\n')}`
    const result = parseJob(text)
    const [problem, ...more] = result.ok ? [] : result.problems
    expect(more).toEqual([])
    expect(problem?.path).toEqual(['command'])
    expect(parseJob(applyEdits(text, problem?.fix?.edits ?? []))).toMatchObject({ ok: true })
  })
})

test('the fix for a misspelt name mends the name alone', () => {
  const text = small("space.a}}'", "space.a}} ${{inputs.rat}}'").replace('limits:', 'inputs: { rate: 1 }\nlimits:')
  const result = parseJob(text)
  const edits = result.ok ? [] : result.problems.flatMap(({ fix }) => fix?.edits ?? [])
  expect(applyEdits(text, edits)).toContain("space.a}} ${{inputs.rate}}'")
})

test('the editor’s schema knows every key that the reader knows', () => {
  const { properties = {}, required } = sweepJobSchema
  expect(Object.keys(properties)).toEqual(
    expect.arrayContaining(['type', 'trial', 'search_space', 'early_termination']),
  )
  expect(required).toEqual(['type', 'trial', 'search_space', 'objective', 'limits'])
  const undocumented = Object.entries(properties).filter(([, { description }]) => !description)
  expect(undocumented).toEqual([])
})
