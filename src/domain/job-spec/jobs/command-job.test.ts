import { describe, expect, test } from 'vitest'
import { applyEdits } from '../../../lib/text-edit.ts'
import { commandJobSchema } from './command-job.ts'
import { jobToYaml, parseJob } from './job.ts'

const job = `$schema: https://azuremlschemas.azureedge.net/latest/commandJob.schema.json
display_name: iris
command: >-
  python train.py
  --data \${{inputs.data}}
  --rate \${{inputs.rate}}
  --out \${{outputs.model}}
code: ./src
environment: azureml:my-env@latest
environment_variables:
  SEED: "7"
compute: azureml:cpu-cluster
inputs:
  data:
    type: uri_file
    path: azureml:iris:1
    mode: download
  rate: 0.10
outputs:
  model:
    type: mlflow_model
limits:
  timeout: 900
`

/** The problems of a job with some lines more, as “line path message”. */
function problemsOf(text: string) {
  const result = parseJob(text)
  const problems = result.ok ? result.warnings : result.problems
  return problems.map(({ line, path, message, severity }) => `${severity} ${line} ${path.join('.')}: ${message}`)
}
const small = (more: string) => `command: ls\nenvironment: azureml:e:1\n${more}`

test('a whole job is read into its spec', () => {
  expect(parseJob(job)).toEqual({
    ok: true,
    warnings: [],
    value: {
      displayName: 'iris',
      command: 'python train.py --data ${{inputs.data}} --rate ${{inputs.rate}} --out ${{outputs.model}}',
      code: './src',
      environment: 'azureml:my-env@latest',
      environmentVariables: { SEED: '7' },
      compute: 'azureml:cpu-cluster',
      inputs: { data: { type: 'uri_file', path: 'azureml:iris:1', mode: 'download' }, rate: { literal: '0.1' } },
      outputs: { model: { type: 'mlflow_model' } },
      limits: { timeoutSeconds: 900 },
    },
  })
})

test('offers to mend a slip in a key and in a word', () => {
  const text = small('identity: { type: user_identit }\ncomput: c\n')
  const result = parseJob(text)
  const edits = result.ok ? [] : result.problems.flatMap(({ fix }) => fix?.edits ?? [])
  expect(applyEdits(text, edits)).toBe(small('identity: { type: user_identity }\ncompute: c\n'))
})

test('offers quotes for text that YAML reads as something else, and the prefix that a reference lacks', () => {
  const text = 'command: ls\nenvironment: env:1\ndisplay_name: 0.10\ntags: { run: yes, day: 2026-11-23 }\n'
  const result = parseJob(text)
  const edits = result.ok ? [] : result.problems.flatMap(({ fix }) => fix?.edits ?? [])
  const mended = applyEdits(text, edits)
  expect(mended).toBe(
    'command: ls\nenvironment: azureml:env:1\ndisplay_name: "0.10"\ntags: { run: "yes", day: "2026-11-23" }\n',
  )
  expect(parseJob(mended)).toMatchObject({ ok: true, warnings: [] })
})

test('a job is written as YAML that is read back as the same job', () => {
  const result = parseJob(job)
  const yaml = result.ok ? jobToYaml(result.value) : ''
  expect(yaml).toContain('  rate: 0.1\n')
  expect(yaml).toContain('  SEED: "7"\n')
  expect(parseJob(yaml)).toEqual(result)
})

describe('problems say what, where, and what to do', () => {
  test.each([
    ['a slip in a key', small('comput: c\n'), 'error 3 comput: There is no key “comput” here. Did you mean “compute”?'],
    [
      'a slip in an inner key',
      small('resources:\n  instance_cnt: 2\n'),
      'error 4 resources.instance_cnt: There is no key “instance_cnt” here. Did you mean “instance_count”?',
    ],
    ['a missing command', 'environment: azureml:e:1\n', 'error 1 command: The key “command” is missing.'],
    [
      'a number as a name',
      small('display_name: 2024\n'),
      'error 3 display_name: This must be text. Put it in quotes: "2024".',
    ],
    [
      'a boolean as a variable',
      small('environment_variables:\n  FLAG: true\n'),
      'error 4 environment_variables.FLAG: This must be text. Put it in quotes: "True".',
    ],
    [
      'variables as a list',
      small('environment_variables:\n  - A=1\n'),
      'error 4 environment_variables: This must hold names and values, one “name: value” a line.',
    ],
    ['an empty value', small('compute:\n'), 'error 3 compute: The value is missing. Fill it in or remove the key.'],
    [
      'a word that is none',
      small('queue_settings:\n  job_tier: gold\n'),
      'error 4 queue_settings.job_tier: This must be “spot”, “basic”, “standard” or “premium”.',
    ],
    ['a time with a unit', small('limits:\n  timeout: 1h\n'), 'error 4 limits.timeout: This must be a whole number.'],
    [
      'a key of an input',
      small('inputs:\n  iris-csv: 1\n'),
      'error 4 inputs.iris-csv: “iris-csv” cannot be a name here. A key has letters, digits and underscores, and does not start with a digit.',
    ],
    [
      'a mode of another kind',
      small('inputs:\n  d: {type: uri_file, path: x, mode: eval_mount}\n'),
      'error 4 inputs.d.mode: This must be “ro_mount”, “download” or “direct”.',
    ],
    [
      'a date as an input',
      small('inputs:\n  d: 2024-01-01\n'),
      'error 4 inputs.d: YAML reads this as a date. Put it in quotes: "2024-01-01".',
    ],
    ['an input as a list', small('inputs:\n  d: [1]\n'), 'error 4 inputs.d: An input is one value'],
    [
      'data without a path',
      small('inputs:\n  d: {type: uri_file}\n'),
      'error 4 inputs.d.path: The key “path” is missing.',
    ],
    ['data without a version', small('inputs:\n  d: {path: "azureml:d"}\n'), 'error 4 inputs.d.path: Name a version'],
    [
      'a distribution without a type',
      small('distribution:\n  process_count_per_instance: 2\n'),
      'error 4 distribution.type: The key “type” is missing. It must be “pytorch”, “mpi”',
    ],
    [
      'a key of another distribution',
      small('distribution:\n  type: tensorflow\n  process_count_per_instance: 2\n'),
      'error 5 distribution.process_count_per_instance: There is no key',
    ],
    [
      'an unknown service',
      small('services:\n  s: {type: rdp}\n'),
      'error 4 services.s.type: This must be “jupyter_lab”',
    ],
    [
      'an environment without prefix',
      'command: ls\nenvironment: my-env:1\n',
      'error 2 environment: Put “azureml:” before it',
    ],
    [
      'an environment without version',
      'command: ls\nenvironment: azureml:my-env\n',
      'error 2 environment: Name a version',
    ],
    [
      'an environment with nothing',
      'command: ls\nenvironment:\n  os_type: linux\n',
      'error 3 environment: The environment needs an “image” or a “build”.',
    ],
    [
      'an environment with both',
      'command: ls\nenvironment:\n  image: a\n  build: {path: .}\n',
      'error 4 environment.build: “image” and “build” exclude each other.',
    ],
    [
      'a conda file in place',
      'command: ls\nenvironment:\n  channels: [x]\n  dependencies: [y]\n',
      'error 3 environment: This is the content of a conda file.',
    ],
    [
      'code from Git',
      small('code: git+https://example.com/x.git\n'),
      'error 3 code: Code cannot come from a Git address.',
    ],
    ['a compute without a name', small("compute: 'azureml:'\n"), 'error 3 compute: Name a compute: “azureml:NAME”.'],
    ['an empty path', small("inputs: { d: { path: '' } }\n"), 'error 3 inputs.d.path: The path is empty.'],
    [
      'a strange name for an output',
      small('outputs: { o: { name: a.b } }\n'),
      'error 3 outputs.o.name: A name has up to 255',
    ],
    ['a number without end', small('inputs: { d: .inf }\n'), 'error 3 inputs.d: This is no number that can be sent.'],
    [
      'an id that is not of a version',
      'command: ls\nenvironment: /subscriptions/s/resourceGroups/r/providers/Microsoft.MachineLearningServices/workspaces/w/computes/c\n',
      'error 2 environment: The id must be that of a version',
    ],
    [
      'a slip in the type',
      small('type: comand\n'),
      'error 3 type: There is no job type “comand”. Did you mean “command”?',
    ],
  ])('%s', (_, text, expected) => {
    expect(problemsOf(text)).toContainEqual(expect.stringContaining(expected))
    expect(parseJob(text).ok).toBe(false)
  })

  test('an input that the command needs and nobody declared, marked in the command itself', () => {
    const text = job.replace('  rate: 0.10', '  rates: 0.10')
    const result = parseJob(text)
    const [problem] = result.ok ? [] : result.problems
    expect(problem).toMatchObject({ line: 6, column: 10, message: 'There is no input “rate”. Did you mean “rates”?' })
    expect(text.slice(problem?.from, problem?.to)).toBe('${{inputs.rate}}')
  })

  test('an input with a problem of its own is not missing on top of that', () => {
    const text = 'command: ls ${{inputs.a}}\nenvironment: azureml:e:1\ninputs:\n  a: [1]\n'
    expect(problemsOf(text)).toEqual([expect.stringContaining('inputs.a: An input is one value')])
  })

  test('all of them at once, with what could be read for all that', () => {
    const result = parseJob(small('compute: 7\nlimits: {timeout: x}\ncode: ./src\n'))
    expect(result).toMatchObject({ ok: false, partial: { command: 'ls', code: './src' } })
    expect(!result.ok && result.problems.map(({ path }) => path.join('.'))).toEqual(['compute', 'limits.timeout'])
  })
})

describe('what the CLI takes is taken', () => {
  test.each([
    ['an optional input that is not there', 'command: run $[[--x ${{inputs.x}}]]\nenvironment: azureml:e:1\n'],
    ['words in any case', small('inputs:\n  d: {type: URI_FILE, path: x, mode: RO_MOUNT}\n')],
    [
      'the output of “az ml job show”',
      small('id: x\nstatus: Completed\ncreation_context: {a: b}\nlog_files: {}\nparameters: {}\n'),
    ],
    ['an output without anything', small('outputs:\n  o:\n')],
    ['an environment copied from a file of its own', 'command: ls\nenvironment: { $schema: x, image: i }\n'],
    ['tags without values', small('tags:\n  a:\n')],
    ['numbers as text', small('resources:\n  instance_count: "2"\n')],
  ])('%s', (_, text) => {
    expect(problemsOf(text)).toEqual([])
  })
})

describe('warnings do not stop a job', () => {
  test.each([
    [
      'an output that nobody declared',
      'command: ls > ${{outputs.o}}\nenvironment: azureml:e:1\n',
      'There is no output “o”.',
    ],
    [
      'single braces',
      small('inputs: {a: 1}\n').replace('ls', 'ls {inputs.a}'),
      'Single braces are an old form. Write ${{inputs.a}}.',
    ],
    ['a name that the service refuses', small('name: a b\n'), 'A job name has'],
    ['the Docker of nobody', small('compute: local\n'), '“local” is the Docker of the machine the CLI is called on.'],
    [
      'a name and a version of an environment for this job',
      'command: ls\nenvironment: { image: i, name: [x], version: {} }\n',
      '“name” is dropped',
    ],
    ['no node', small('resources: {instance_count: 0}\n'), 'at least 1 node'],
    ['a cut fraction', small('resources: {instance_count: 2.7}\n'), 'The CLI cuts this to 2.'],
    ['shared memory of a strange size', small('resources: {shm_size: lots}\n'), 'The service wants a whole number'],
    ['a value form that changes the value', small('inputs: {a: {value: 0.5}}\n'), 'The CLI turns this into “0”.'],
    ['an empty input', small('inputs: {a: ""}\n'), 'The service refuses an empty value.'],
    ['no limit', small('limits: {timeout: 0}\n'), 'is not sent'],
    ['a name for an inline environment', 'command: ls\nenvironment: {image: a, name: b}\n', '“name” is dropped'],
  ])('%s', (_, text, expected) => {
    const result = parseJob(text)
    expect(result.ok && result.warnings.map(({ message }) => message).join()).toContain(expected)
  })
})

test('a file of 300 lines is read in at most 20 ms', () => {
  const inputs = Array.from(
    { length: 90 },
    (_, index) => `  in_${index}:\n    type: uri_file\n    path: azureml:d:${index}\n`,
  )
  const text = small(`inputs:\n${inputs.join('')}tags:\n${'  tag: x # y\n'.repeat(27)}`)
  expect(text.split('\n').length).toBeGreaterThanOrEqual(300)
  const times = Array.from({ length: 25 }, () => {
    const start = performance.now()
    expect(parseJob(text).ok).toBe(true)
    return performance.now() - start
  })
  // The fastest run: the others also wait for whatever else this machine does.
  expect(Math.min(...times)).toBeLessThan(20)
})

describe('the schema for the editor', () => {
  test('has every key with its explanation and takes no other', () => {
    expect(commandJobSchema.additionalProperties).toBe(false)
    expect(commandJobSchema.required).toEqual(['command', 'environment'])
    const { $schema: _, type: __, ...keys } = commandJobSchema.properties ?? {}
    expect(Object.keys(keys)).toEqual(
      expect.arrayContaining(['display_name', 'environment_variables', 'queue_settings']),
    )
    for (const schema of Object.values(keys)) expect(schema.markdownDescription).toMatch(/^.{15,}\.$/)
  })

  test('knows words, defaults and the variants of a distribution', () => {
    const { distribution, limits, queue_settings: queue } = commandJobSchema.properties ?? {}
    expect(queue?.properties?.job_tier?.enum).toEqual(['spot', 'basic', 'standard', 'premium'])
    expect(Object.keys(limits?.properties ?? {})).toEqual(['timeout'])
    expect(distribution?.anyOf?.map(({ title }) => title)).toEqual(['pytorch', 'mpi', 'tensorflow', 'ray'])
    expect(distribution?.anyOf?.[0]?.properties?.type).toMatchObject({ const: 'pytorch' })
  })

  test('is plain JSON', () => {
    expect(JSON.parse(JSON.stringify(commandJobSchema))).toEqual(commandJobSchema)
  })
})
