import { describe, expect, test } from 'vitest'
import type { VirtualMachineSize } from '../../api/generated/arm.ts'
import { parseJob } from '../job-spec/jobs/job.ts'
import { withPipPackage } from './conda-package.ts'
import type { JobChange } from './failure.ts'
import { waysToChange, type Surroundings } from './job-changes.ts'

const job = `command: python train.py
environment: azureml:vision:3
compute: azureml:small # the cheap one
limits:
  timeout: 3600
`
const sweep = `type: sweep
trial:
  command: python train.py
  environment: azureml:vision:3
objective: {goal: minimize, primary_metric: loss}
limits:
  max_total_trials: 4
  trial_timeout: 60
search_space: {rate: {type: uniform, min_value: 0, max_value: 1}}
compute: azureml:small
`

const size = (
  name: string,
  family: string,
  memoryGB: number,
  gpus = 0,
  diskGiB = memoryGB * 2,
): VirtualMachineSize => ({
  name,
  family,
  vCPUs: memoryGB / 4,
  memoryGB,
  gpus,
  maxResourceVolumeMB: diskGiB * 1024,
})
const sizes = [
  size('Standard_D4', 'D', 16),
  size('Standard_D8', 'D', 32),
  size('Standard_E4', 'E', 32),
  size('Standard_E8', 'E', 64),
  size('Standard_NC4', 'NC', 28, 1),
  size('Standard_NC8', 'NC', 56, 1),
]
const around: Surroundings = {
  sizes,
  vmSize: 'STANDARD_D4',
  clusters: [
    { name: 'small', vmSize: 'Standard_D4', priority: 'low_priority' },
    { name: 'steady', vmSize: 'Standard_D4', priority: 'dedicated' },
    { name: 'spare', vmSize: 'Standard_D8', priority: 'low_priority' },
    { name: 'big', vmSize: 'Standard_E8', priority: 'dedicated' },
  ],
}
const ways = (change: JobChange, { text = job, ...more }: Partial<Surroundings> & { text?: string } = {}) =>
  waysToChange(text, change, { ...around, ...more })
const labels = (...parameters: Parameters<typeof ways>) => ways(...parameters).ways.map(({ label }) => label)
const first = (...parameters: Parameters<typeof ways>) => ways(...parameters).ways[0]?.text ?? ''

test('every change made is a job that can be sent', () => {
  const changes: JobChange[] = [
    { kind: 'longer-timeout' },
    { kind: 'more-memory' },
    { kind: 'more-gpu-memory' },
    { kind: 'more-disk' },
    { kind: 'more-shared-memory' },
    { kind: 'dedicated' },
    { kind: 'add-package', package: 'pandas' },
  ]
  const environment = { image: 'ubuntu', condaFile: 'dependencies: [python]\n', isBuilt: false }
  for (const text of [job, sweep]) {
    for (const change of changes) {
      const made = ways(change, { text, environment }).ways
      expect({ change, made }).not.toEqual({ change, made: [] })
      for (const { text: after } of made) expect(parseJob(after)).toMatchObject({ ok: true })
    }
  }
})

describe('a longer time limit', () => {
  test('is offered in steps, and nothing else changes', () => {
    expect(labels({ kind: 'longer-timeout' })).toEqual(['2 h', '4 h', 'No limit'])
    expect(first({ kind: 'longer-timeout' })).toBe(job.replace('3600', '7200'))
  })

  test('of a sweep is that of its trials', () => {
    expect(first({ kind: 'longer-timeout' }, { text: sweep })).toBe(
      sweep.replace('trial_timeout: 60', 'trial_timeout: 120'),
    )
  })

  test('needs a limit', () => {
    expect(ways({ kind: 'longer-timeout' }, { text: 'command: ls\n' })).toMatchObject({
      ways: [],
      whyNone: /no time limit/,
    })
  })
})

describe('another machine', () => {
  test('is a dedicated cluster of the workspace, then serverless ones of the same family first', () => {
    expect(labels({ kind: 'more-memory' })).toEqual([
      'Cluster big',
      'Standard_D8, serverless',
      'Standard_E4, serverless',
      'Standard_E8, serverless',
    ])
    expect(first({ kind: 'more-memory' })).toBe(job.replace('azureml:small', 'azureml:big'))
    const serverless = ways({ kind: 'more-memory' }).ways[1]?.text
    expect(serverless).toContain('instance_type: Standard_D8')
    expect(serverless).not.toContain('compute:')
  })

  test('keeps a job on GPUs on GPUs, and looks for GPUs where theirs are full', () => {
    expect(labels({ kind: 'more-memory' }, { vmSize: 'Standard_NC4' })).toEqual(['Standard_NC8, serverless'])
    expect(labels({ kind: 'more-gpu-memory' })).toEqual(['Standard_NC4, serverless', 'Standard_NC8, serverless'])
  })

  test('is none where there is no larger one', () => {
    expect(ways({ kind: 'more-memory' }, { vmSize: 'Standard_E8' })).toMatchObject({ ways: [], whyNone: /No VM size/ })
  })

  test('that nobody takes away has the same size', () => {
    expect(labels({ kind: 'dedicated' })).toEqual(['Cluster steady', 'Standard_D4, serverless'])
    const spot =
      'command: ls\nenvironment: azureml:a:1\nresources:\n  instance_type: Standard_D4\nqueue_settings:\n  job_tier: spot\n'
    const onServerless = ways({ kind: 'dedicated' }, { text: spot, clusters: [] }).ways
    expect(onServerless.map(({ text }) => text)).toEqual([spot.replace('spot', 'standard')])
  })
})

test('more shared memory counts from what the job has', () => {
  expect(labels({ kind: 'more-shared-memory' })).toEqual(['8g', '32g'])
  const text = 'command: ls\nresources:\n  shm_size: 16g\n'
  expect(first({ kind: 'more-shared-memory' }, { text })).toBe(text.replace('16g', '"64g"'))
})

describe('a missing package', () => {
  const change: JobChange = { kind: 'add-package', package: 'scikit-learn' }
  const condaFile = `# ours
channels: [conda-forge]
dependencies:
  - python=3.10 # as on the laptops
  - pip:
      - numpy==2.0 # pinned
`

  test('goes into the conda file of a copy of the environment, comments kept', () => {
    const environment = { image: 'mcr.microsoft.com/base:1', condaFile, isBuilt: false }
    expect(first(change, { environment })).toBe(
      job.replace(
        'environment: azureml:vision:3\n',
        `environment:
  image: mcr.microsoft.com/base:1
  conda_file:
    # ours
    channels: [conda-forge]
    dependencies:
      - python=3.10 # as on the laptops
      - pip:
          - numpy==2.0 # pinned
          - scikit-learn
`,
      ),
    )
  })

  test('makes a conda file where there is none, and says what that means', () => {
    const [way, other] = ways(change, { environment: { image: 'img', isBuilt: false } }).ways
    expect(way?.text).toContain('- pip:\n          - scikit-learn')
    expect(way?.note).toContain('nothing else in it')
    expect(other?.text).toContain('command: pip install scikit-learn && python train.py')
  })

  test('is installed at the start where a Dockerfile makes the environment', () => {
    expect(labels(change, { environment: { isBuilt: true } })).toEqual(['When the job starts'])
    expect(labels(change, { text: sweep })).toEqual(['When the job starts'])
  })

  test.each(['dependencies:\n- pip: [Scikit_Learn>=1.5]\n', 'dependencies: [conda-forge::scikit-learn=1.5]\n'])(
    'is not listed twice in %j',
    (conda) => {
      expect(withPipPackage(conda, 'scikit-learn')).toBe(conda)
      const environment = { image: 'img', condaFile: conda, isBuilt: false }
      expect(labels(change, { environment })).toEqual(['When the job starts'])
    },
  )

  test.each([
    ['dependencies: [python]\n', 'dependencies: [python, pip, { pip: [ a ] }]\n'],
    ['dependencies:\n- python\n- pip\n', 'dependencies:\n- python\n- pip\n- pip:\n    - a\n'],
    ['dependencies:\n- python\n- pip:\n', 'dependencies:\n- python\n- pip:\n    - a\n'],
    ['name: x\n', 'name: x\ndependencies:\n  - python=3.12\n  - pip\n  - pip:\n      - a\n'],
  ])('%j becomes %j', (before, after) => {
    expect(withPipPackage(before, 'a')).toBe(after)
  })

  test('is not written into what is no YAML', () => {
    expect(withPipPackage('a: [', 'b')).toBeUndefined()
  })
})
