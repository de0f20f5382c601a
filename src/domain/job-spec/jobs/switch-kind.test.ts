import { describe, expect, test } from 'vitest'
import { toCommand, toSweep } from './switch-kind.ts'

const command = `# nightly
$schema: https://azuremlschemas.azureedge.net/latest/commandJob.schema.json
type: command
display_name: iris # shown in lists

# what runs
command: |
  python train.py \\
    --rate \${{inputs.rate}}

  echo done
code: ./src
environment: azureml:python3@latest
compute: azureml:cpu-cluster
# numbers
inputs:
  rate: 0.1
resources: {instance_count: 2}
limits:
  timeout: 3600 # an hour
# the end
`

describe('a command job becomes a sweep', () => {
  test('what runs moves under trial with its comments, the rest stays where it was', () => {
    expect(toSweep(command)).toBe(`# nightly
$schema: https://azuremlschemas.azureedge.net/latest/sweepJob.schema.json
type: sweep
display_name: iris # shown in lists
trial:

  # what runs
  command: |
    python train.py \\
      --rate \${{inputs.rate}}

    echo done
  code: ./src
  environment: azureml:python3@latest
  resources: {instance_count: 2}
compute: azureml:cpu-cluster
# numbers
inputs:
  rate: 0.1
limits:
  trial_timeout: 3600 # an hour
  max_total_trials: 20
  max_concurrent_trials: 4
search_space: {}
sampling_algorithm: random
objective:
  goal: minimize
  primary_metric: ""
# the end
`)
  })

  test('a file without a type gets one', () => {
    expect(toSweep('command: ls\nenvironment: azureml:e:1')).toMatch(
      /^type: sweep\ntrial:\n {2}command: ls\n {2}environment: azureml:e:1\n/,
    )
  })

  test('line breaks of Windows stay', () => {
    const sweep = toSweep('command: ls\r\nenvironment: azureml:e:1\r\n')
    expect(sweep).toContain('trial:\r\n  command: ls\r\n')
    expect(sweep?.replaceAll('\r\n', '')).not.toContain('\n')
  })
})

const sweep = `type: sweep
trial: # one run
  # what runs
  command: >-
    python train.py
    --rate \${{search_space.rate}}
  environment:
    image: python:3.12
compute: azureml:cpu-cluster
# where to look
search_space:
  rate: {type: uniform, min_value: 0.01, max_value: 0.1}
objective: {goal: minimize, primary_metric: loss}
limits:
  max_total_trials: 6
  timeout: 7200
  trial_timeout: 600
display_name: rates
`

describe('a sweep becomes a command job', () => {
  test('what only a sweep has stays as comments', () => {
    expect(toCommand(sweep)).toBe(`type: command
# one run
# what runs
command: >-
  python train.py
  --rate \${{search_space.rate}}
environment:
  image: python:3.12
compute: azureml:cpu-cluster
#sweep| # where to look
#sweep| search_space:
#sweep|   rate: {type: uniform, min_value: 0.01, max_value: 0.1}
#sweep| objective: {goal: minimize, primary_metric: loss}
#sweep| limits:
#sweep|   max_total_trials: 6
#sweep|   timeout: 7200
#sweep|   trial_timeout: 600
display_name: rates
limits:
  timeout: 600
`)
  })

  test('and comes back as it was', () => {
    const back = toSweep(toCommand(sweep) ?? '')
    expect(back).toContain('search_space:\n  rate: {type: uniform, min_value: 0.01, max_value: 0.1}\n')
    expect(back).toContain('limits:\n  max_total_trials: 6\n  timeout: 7200\n  trial_timeout: 600\n')
    expect(back).not.toContain('#sweep|')
    expect(toCommand(back ?? '')).toBe(toCommand(sweep))
  })

  test('wherever the trial stands', () => {
    const trialLast = sweep.replace(/trial:[^]*?(?=compute)/, '') + (/trial:[^]*?(?=compute)/.exec(sweep)?.[0] ?? '')
    expect(toSweep(toCommand(trialLast) ?? '')).toMatch(/\nsearch_space:[^]*\nobjective:[^]*\nlimits:/)
  })

  test('a time limit that was changed meanwhile is that of a trial afterwards', () => {
    const changed = (toCommand(sweep) ?? '').replace('\n  timeout: 600', '\n  timeout: 900')
    expect(toSweep(changed)).toContain('  trial_timeout: 900\n')
  })

  test('kept lines that no longer fit stay comments', () => {
    const changed = `${toCommand(sweep)}objective: {goal: maximize, primary_metric: accuracy}\n`
    const back = toSweep(changed)
    expect(back).toContain('#sweep| objective:')
    expect(back).toContain('primary_metric: accuracy')
  })
})

test.each([
  ['a file in braces', '{command: ls, environment: "azureml:e:1"}'],
  ['a list', '- command: ls'],
  ['no YAML', 'command: ['],
  ['a trial that is there already', 'command: ls\ntrial: {}\n'],
  ['a key that comes in by a merge', 'x: &x {command: ls}\n<<: *x\nenvironment: azureml:e:1\n'],
])('%s is left alone', (_, text) => {
  expect(toSweep(text)).toBeUndefined()
})

test('a trial in braces is left alone', () => {
  expect(toCommand('type: sweep\ntrial: {command: ls, environment: "azureml:e:1"}\n')).toBeUndefined()
})
