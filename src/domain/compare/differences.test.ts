import { describe, expect, test } from 'vitest'
import type { CommandJob, SweepJob } from '../../api/generated/arm.ts'
import type { ComparedJob, LoggedValues } from './compared-job.ts'
import { differencesOf, differsFrom, type FactRow } from './differences.ts'

const workspace =
  '/subscriptions/8f6d1c2e-3b7a-4c95-a1e0-5d9f7b2c4e01/resourceGroups/rg/providers/Microsoft.MachineLearningServices/workspaces/ws'

type Given = Partial<CommandJob> & { params?: Record<string, string>; runTags?: Record<string, string> }

/** A command job with these properties and logged values. */
function aJob(name: string, { params, runTags, ...more }: Given = {}): ComparedJob {
  const properties: CommandJob = {
    jobType: 'Command',
    command: 'python train.py',
    environmentId: `${workspace}/environments/sklearn/versions/3`,
    ...more,
  }
  const logged: LoggedValues = {
    params: new Map(Object.entries(params ?? {})),
    metrics: new Map(),
    tags: new Map(Object.entries(runTags ?? {})),
  }
  return { name, resource: { name, properties }, logged }
}

function rowsOf(jobs: readonly ComparedJob[], section: string): readonly FactRow[] {
  return differencesOf(jobs).find(({ id }) => id === section)?.rows ?? []
}

const inWords = (rows: readonly FactRow[]) =>
  rows.map(({ label, values, isEqual }) => `${label}${isEqual ? ' =' : ':'} ${values.map((v) => v ?? '–').join(' | ')}`)

const withParams = (...all: Record<string, string>[]) => all.map((params, index) => aJob(`job${index}`, { params }))

describe('parameters', () => {
  test('are equal as numbers, however they are written', () => {
    const rows = rowsOf(
      withParams({ lr: '0.10', n: '1_0', e: '1e3' }, { lr: '1e-1', n: '10', e: '+1000.0' }),
      'parameters',
    )
    expect(rows.filter(({ isEqual }) => isEqual).map(({ label, kind }) => `${label} ${kind}`)).toEqual([
      'e number',
      'lr number',
    ])
    expect(inWords(rows)[0]).toBe('n: 1_0 | 10')
  })

  test('that are not finite are numbers too, and no long identifiers', () => {
    const rows = rowsOf(
      withParams({ a: 'nan', b: '-inf', id: '9007199254740993' }, { a: 'NaN', b: '-Infinity', id: '9007199254740992' }),
      'parameters',
    )
    expect(inWords(rows)).toEqual(['id: 9007199254740993 | 9007199254740992', 'a = nan | NaN', 'b = -inf | -Infinity'])
  })

  test('are one switch in the spelling of Python and of YAML', () => {
    expect(rowsOf(withParams({ on: 'True' }, { on: 'true' }), 'parameters')[0]?.isEqual).toBe(true)
  })

  test('that are missing are told from empty ones', () => {
    const [row] = rowsOf(withParams({ note: '' }, {}), 'parameters')
    expect(row).toMatchObject({ values: ['', undefined], isEqual: false })
  })

  test('that vary come first, then those that some lack, then what is another for each, then what is equal', () => {
    const rows = rowsOf(
      withParams(
        { seed: '7', dir: '/a', lr: '1', rank10: '1', rank9: '1' },
        { seed: '7', dir: '/b', lr: '2', rank10: '1', rank9: '2', extra: 'x' },
        { seed: '7', dir: '/c', lr: '2', rank10: '2', rank9: '2', extra: 'x' },
      ),
      'parameters',
    )
    expect(rows.map(({ label }) => label)).toEqual(['lr', 'rank9', 'rank10', 'extra', 'dir', 'seed'])
  })

  test('that a sweep gave a trial need not be logged', () => {
    const trial = aJob('t_1', { tags: { hyperparameters: '{"lr":0.5,"kernel":"rbf"}' }, params: { kernel: 'linear' } })
    expect(inWords(rowsOf([trial], 'parameters'))).toEqual(['kernel = linear', 'lr = 0.5'])
    expect(rowsOf([trial], 'tags')).toEqual([])
  })
})

describe('inputs and versions', () => {
  const of = (uri: string) => aJob('j', { inputs: { data: { jobInputType: 'uri_folder', uri } } })

  test('an asset is the same in each spelling of its id', () => {
    const spellings = [
      `${workspace}/data/iris/versions/3`,
      'azureml://locations/westeurope/workspaces/8f6d1c2e-3b7a-4c95-a1e0-5d9f7b2c4e01/data/iris/versions/3',
      'azureml:iris:3',
    ]
    const rows = rowsOf(spellings.map(of), 'inputs')
    expect(inWords(rows)).toEqual(['data = iris:3 | iris:3 | iris:3', expect.stringContaining('data: type =')])
  })

  test('its version is told by the name of the asset', () => {
    expect(inWords(rowsOf([of('azureml:iris:3'), of('azureml:iris:4'), of('azureml:moons:1')], 'data'))).toEqual([
      'iris: 3 | 4 | –',
      'moons: – | – | 1',
    ])
  })

  test('a path says nothing of the workspace, and nothing of a signature', () => {
    const long = `azureml://subscriptions/s/resourcegroups/rg/workspaces/ws/datastores/d/paths/x/`
    const signed = 'https://a.blob.core.windows.net/c/x.csv?sv=2024&sig=abcdefghijklmnopqrstuvwxyz012345'
    expect(rowsOf([of(long)], 'inputs')[0]?.values).toEqual(['azureml://datastores/d/paths/x/'])
    expect(rowsOf([of(signed)], 'inputs')[0]?.values).toEqual(['https://a.blob.core.windows.net/c/x.csv?(removed)'])
  })

  test('a value is compared as a number', () => {
    const rate = (value: string) => aJob('j', { inputs: { rate: { jobInputType: 'literal', value } } })
    expect(rowsOf([rate('0.10'), rate('.1')], 'inputs')[0]).toMatchObject({ kind: 'number', isEqual: true })
  })

  test('an environment of a registry is told from the workspace’s own', () => {
    const rows = rowsOf(
      [aJob('a'), aJob('b', { environmentId: 'azureml://registries/azureml/environments/sklearn/versions/3' })],
      'environment',
    )
    expect(inWords(rows)).toEqual(['Environment: sklearn:3 | sklearn:3 (registry azureml)'])
  })
})

test('secrets are told apart, and not shown', () => {
  const [row] = rowsOf(
    ['hunter2', 'hunter3'].map((DB_PASSWORD) => aJob('j', { environmentVariables: { DB_PASSWORD } })),
    'environment',
  )
  expect(row).toMatchObject({ label: 'DB_PASSWORD', values: ['(removed)', '(removed)'], isEqual: false })
})

test('what a job runs on and how is compared by what it means', () => {
  const one = aJob('a', {
    computeId: `${workspace}/computes/gpu`,
    resources: { instanceCount: 2, shmSize: '8g' },
    limits: { jobLimitsType: 'Command', timeout: 'PT1H' },
    distribution: { distributionType: 'PyTorch', processCountPerInstance: 4 },
  })
  const other = aJob('b', { resources: { instanceCount: 1 }, limits: { jobLimitsType: 'Command', timeout: 'PT60M' } })
  expect(inWords(rowsOf([one, other], 'compute'))).toEqual([
    'Compute: gpu | Serverless',
    'Instances: 2 | 1',
    'Shared memory: 8g | –',
    'Timeout = 1 h | 1 h',
  ])
  expect(inWords(rowsOf([one, other], 'distribution'))).toEqual(['Processes on a node: 4 | –', 'Type: PyTorch | –'])
})

test('the facts of git are one, whoever noted them', () => {
  const rows = rowsOf(
    [
      aJob('a', { properties: { 'azureml.git.commit': 'abc', 'azureml.git.dirty': 'True' } }),
      aJob('b', { runTags: { 'mlflow.source.git.commit': 'abd', 'mlflow.source.git.dirty': 'true' } }),
    ],
    'git',
  )
  expect(inWords(rows)).toEqual(['Commit: abc | abd', 'Uncommitted changes = true | true'])
})

test('tags of the service and of MLflow are none of the reader’s', () => {
  const job = aJob('a', {
    tags: { team: 'vision', 'mlflow.user': 'x' },
    runTags: { 'mlflow.runName': 'y', stage: '2' },
  })
  expect(inWords(rowsOf([job], 'tags'))).toEqual(['stage = 2', 'team = vision'])
})

test('a sweep is compared by its space, its limits and its end', () => {
  const sweep = (upper: number): ComparedJob => {
    const properties: SweepJob = {
      jobType: 'Sweep',
      objective: { goal: 'Minimize', primaryMetric: 'loss' },
      samplingAlgorithm: { samplingAlgorithmType: 'Random', seed: 7 },
      searchSpace: { lr: ['uniform', [0, upper]], kernel: ['choice', [['rbf', 'linear']]] },
      limits: { jobLimitsType: 'Sweep', maxTotalTrials: 20, timeout: 'PT2H' },
      earlyTermination: { policyType: 'Bandit', slackFactor: 0.1 },
      trial: { command: 'python t.py', environmentId: 'azureml:e:1' },
    }
    return { name: 's', resource: { properties }, logged: undefined }
  }
  expect(inWords(rowsOf([sweep(1), sweep(2)], 'sweep'))).toEqual([
    'Search lr: uniform(0, 1) | uniform(0, 2)',
    'Early termination = Bandit | Bandit',
    'Early termination: slack factor = 0.1 | 0.1',
    'Goal = Minimize | Minimize',
    'Primary metric = loss | loss',
    'Sampling = Random | Random',
    'Sampling: seed = 7 | 7',
    'Search kernel = choice(rbf, linear) | choice(rbf, linear)',
    'Timeout = 2 h | 2 h',
    'Trials at most = 20 | 20',
  ])
  expect(inWords(rowsOf([sweep(1), sweep(1)], 'command'))).toContain('Command = python t.py | python t.py')
})

test('jobs of other kinds are compared by their settings', () => {
  const spark: ComparedJob = {
    name: 's',
    logged: undefined,
    resource: {
      properties: {
        jobType: 'Spark',
        codeId: 'azureml:c:1',
        entry: { sparkJobEntryType: 'SparkJobPythonEntry', file: 'main.py' },
        conf: { 'spark.executor.cores': '2' },
      },
    },
  }
  expect(inWords(rowsOf([spark, aJob('a')], 'settings'))).toContain('conf.spark.executor.cores: 2 | –')
  expect(inWords(rowsOf([spark, aJob('a')], 'command'))).toContain('Type of job: Spark | Command')
})

test('times and people come last', () => {
  const job = aJob('a', { properties: { StartTimeUtc: '2026-01-31 10:00:00', EndTimeUtc: '2026-01-31 11:30:00' } })
  const section = differencesOf([job, aJob('b')]).at(-1)
  expect(section?.id).toBe('about')
  expect(inWords(section?.rows ?? [])).toEqual([
    'Ended: 2026-01-31T11:30:00.000Z | –',
    'Ran for: 1 h 30 min | –',
    'Started: 2026-01-31T10:00:00.000Z | –',
  ])
})

describe('what is marked', () => {
  const [row] = rowsOf(withParams({ lr: '1' }, { lr: '2' }, { lr: '1.0' }, {}), 'parameters')

  test('is what the baseline has not', () => {
    expect(row && differsFrom(row, 1)).toEqual([true, false, true, true])
    expect(row && differsFrom(row, 3)).toEqual([true, true, true, false])
  })

  test('is what most have not, where no job is the baseline', () => {
    expect(row && differsFrom(row, undefined)).toEqual([false, true, false, true])
  })

  test('is nothing where no value is the usual one', () => {
    const [few] = rowsOf(withParams(...['1', '1', '2', '3', '4'].map((lr) => ({ lr }))), 'parameters')
    expect(few && differsFrom(few, undefined)).not.toContain(true)
    const [own] = rowsOf(withParams({ lr: '1' }, { lr: '2' }), 'parameters')
    expect(own && differsFrom(own, undefined)).toEqual([false, false])
  })
})

test('a hundred jobs with two hundred parameters cost one look at each value', () => {
  const jobs = Array.from({ length: 100 }, (_, job) =>
    aJob(`job${job}`, {
      params: Object.fromEntries(Array.from({ length: 200 }, (__, index) => [`p${index}`, String((job * index) % 7)])),
    }),
  )
  const start = performance.now()
  const rows = rowsOf(jobs, 'parameters')
  // Far above the 30 ms that it takes, for a busy machine: what grows with the square is found all the same.
  expect(performance.now() - start).toBeLessThan(1_000)
  expect(rows).toHaveLength(200)
  expect(rows.at(-1)).toMatchObject({ label: 'p196', isEqual: true })
})
