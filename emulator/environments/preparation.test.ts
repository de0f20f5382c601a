import { existsSync, readdirSync } from 'node:fs'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { createHarness, type Harness, workspaceId } from '../jobs/job-harness.ts'
import { processesWith } from '../jobs/process-identity.ts'
import { historyDetails } from '../runs/history-wire.ts'
import { makeWheel } from '../testing/make-wheel.ts'
import { type PackageIndex, startPackageIndex } from '../testing/package-index.ts'
import { until } from '../testing/until.ts'

const buildLog = 'azureml-logs/20_image_build_log.txt'
const systemLog = 'system_logs/lifecycler/lifecycler.log'
const failed = {
  code: 'UserError',
  message: `Image build failed. For more details, check log file ${buildLog}.`,
  messageFormat: 'Image build failed. For more details, check log file {ArtifactPath}.',
  messageParameters: { ArtifactPath: buildLog },
  innerError: { code: 'BadArgument', innerError: { code: 'ImageBuildFailure' } },
}

let harness: Harness
let index: PackageIndex
beforeAll(async () => {
  harness = await createHarness()
  index = await startPackageIndex(`${harness.dataDir}/index`)
})
beforeEach(() => {
  vi.stubEnv('TRAINYARD_PYPI', 'off')
  vi.stubEnv('PIP_INDEX_URL', index.url)
})
afterEach(() => void vi.unstubAllEnvs())
afterAll(async () => {
  await harness.dispose()
  await index.close()
})

/** Registers an environment. @returns its id */
function environment(name: string, properties: Record<string, unknown>): string {
  const id = `${workspaceId}/environments/${name}/versions/1`
  const type = 'Microsoft.MachineLearningServices/workspaces/environments/versions'
  harness.ctx.resources.put({ id, name: '1', type, properties: { image: 'python:3.11', ...properties } })
  return id
}

/** One whose conda file asks for these packages of pip. */
const withPip = (name: string, ...packages: string[]) =>
  environment(name, { condaFile: `dependencies:\n  - pip:\n${packages.map((line) => `      - ${line}\n`).join('')}` })

let wheels = 0
/** A package that no other test has, in the data folder or in the package index; it prints 42 when it is imported. */
async function newPackage(where: 'wheels' | 'index' = 'wheels') {
  wheels += 1
  const files = { [`tiny_${wheels}.py`]: 'print(42)' }
  await makeWheel(`${harness.dataDir}/${where}`, { name: `tiny-${wheels}`, version: '1.0', files })
  return { name: `tiny-${wheels}`, command: `python -c "import tiny_${wheels}"` }
}

/** From here on builds ask the package index, which keeps them waiting. @returns what lets them go on */
function holdBuilds(): () => void {
  vi.stubEnv('TRAINYARD_PYPI', '')
  return index.hold()
}

const logOf = async (jobName: string, path: string) => (await harness.artifact(jobName, path)) ?? ''
/** Waits until a job's build asks the index. */
const untilAsking = (jobName: string) =>
  until(async () => ((await logOf(jobName, buildLog)).includes('asking the package index') ? true : undefined))

const folders = () => {
  const folder = `${harness.dataDir}/environments`
  return existsSync(folder) ? readdirSync(folder) : []
}

describe('a job whose environment has a conda file', () => {
  test('runs with a Python that has its packages', async () => {
    const { name, command } = await newPackage()
    const environmentId = withPip('own', `${name}==1.0`)
    const before = folders()
    harness.submit('owner', `${command}; pip show ${name} | grep Version; which python3`, { environmentId })
    expect(harness.statusOf('owner')).toBe('Preparing')
    await harness.until('owner', 'Completed')
    const [key = ''] = folders().filter((folder) => !before.includes(folder))
    expect(await harness.log('owner')).toBe(`42\nVersion: 1.0\n${harness.dataDir}/environments/${key}/bin/python3\n`)
    const built = await logOf('owner', buildLog)
    expect(built).toContain('Building the environment own:1 with Python 3.')
    expect(built).toContain(`Successfully installed ${name}-1.0`)
    expect(built).toMatch(/: Image build succeeded in [\d.]+ s\n$/)
    expect(await logOf('owner', systemLog)).toMatch(/\[environment\] Environment own:1 is ready \(built at \d{4}-/)
  })

  test('needs no build when the same was built before, and each process of a job has its Python', async () => {
    const { name, command } = await newPackage()
    harness.submit('first', command, { environmentId: withPip('one', name) })
    await harness.until('first', 'Completed')
    const before = folders()
    const condaFile = `name: another\nchannels: [defaults]\ndependencies:\n- pip: [${name}] # the same`
    harness.submit('second', `${command} && echo rank $RANK`, {
      environmentId: environment('two', { condaFile }),
      distribution: { distributionType: 'PyTorch', processCountPerInstance: 2 },
    })
    await harness.until('second', 'Completed')
    expect(await logOf('second', 'user_logs/std_log_process_0.txt')).toBe('42\nrank 0\n')
    expect(await logOf('second', 'user_logs/std_log_process_1.txt')).toBe('42\nrank 1\n')
    expect(await harness.artifact('second', buildLog)).toBeUndefined()
    expect(await logOf('second', systemLog)).toContain('Environment two:1 is ready (built at ')
    expect(folders()).toEqual(before)
  })

  test('takes what this machine has, also the stand-in for mlflow, and says what differs', async () => {
    const condaFile = 'dependencies: [python=2.7, cudatoolkit=11.8, openmpi, setuptools, pip: [pip]]'
    const command = 'python -c "import mlflow; print(mlflow.__file__)"'
    harness.submit('here', command, { environmentId: environment('here', { condaFile }) })
    await harness.until('here', 'Completed')
    expect(await harness.log('here')).toContain(`${harness.dataDir}/python/fallback/mlflow.py\n`)
    const built = await logOf('here', buildLog)
    expect(built).toContain('Requirement already satisfied: pip in ')
    expect(built).toMatch(/The conda file asks for Python =2\.7; this machine has 3\.\d+\.\d+, which is used\.\n/)
    expect(built).toContain('packages of conda that pip does not have: cudatoolkit=11.8, openmpi.\n')
    expect(await logOf('here', systemLog)).toContain('does not have: cudatoolkit=11.8, openmpi.\n')
  })

  test('holds no node while the package index is asked: others pass it, and then it waits for its turn', async () => {
    const { name, command } = await newPackage('index')
    const goOn = holdBuilds()
    const computeId = harness.cluster('one-node', 1)
    harness.submit('builder', command, { computeId, environmentId: withPip('asked', name) })
    harness.submit('passer', 'while [ ! -e outputs/stop ]; do sleep 0.05; done', { computeId })
    harness.ctx.clock.advance(3000)
    await harness.until('passer', 'Running')
    await untilAsking('builder')
    expect(harness.statusOf('builder')).toBe('Preparing')
    // Its log can be read from the first line on.
    const run = harness.ctx.runs.get(workspaceId, 'builder')
    const logFiles = () => Object.keys(run ? historyDetails(harness.ctx, workspaceId, run).logFiles : {}).toSorted()
    expect(logFiles()).toEqual([buildLog])
    const early = await logOf('builder', buildLog)
    goOn()
    await harness.until('builder', 'Queued')
    const built = await logOf('builder', buildLog)
    expect(built.startsWith(early)).toBe(true)
    expect(built).toMatch(/: Image build succeeded in [\d.]+ s\n$/)
    harness.ctx.jobs.cancel(workspaceId, 'passer')
    await harness.until('builder', 'Completed')
    expect(await harness.log('builder')).toBe('42\n')
    expect(logFiles()).toEqual([buildLog, systemLog, 'user_logs/std_log.txt'])
  })
})

describe('an environment that cannot be had fails its job', () => {
  /** Submits a job that would run if it could. @returns the last line of its build log */
  async function reasonOf(jobName: string, environmentId: string): Promise<string> {
    const before = folders()
    harness.submit(jobName, 'echo never', { environmentId })
    expect(await harness.ended(jobName)).toBe('Failed')
    expect(harness.errorOf(jobName)).toEqual(failed)
    expect(await harness.artifact(jobName, 'user_logs/std_log.txt')).toBeUndefined()
    expect(folders()).toEqual(before)
    const lines = (await logOf(jobName, buildLog)).trim().split('\n')
    return lines.at(-1)?.replace(/^[^ ]+Z: Image build failed: /, '') ?? ''
  }

  test('without a package index, and the log says which package', async () => {
    expect(await reasonOf('lost', withPip('lost', 'trainyard-no-such-package>=2'))).toBe(
      'no version of the package trainyard-no-such-package>=2 was found; the package index was not asked, since ' +
        'TRAINYARD_PYPI is off',
    )
  })

  test('with a package index that lacks it', async () => {
    vi.stubEnv('TRAINYARD_PYPI', '')
    expect(await reasonOf('lacking', withPip('lacking', 'trainyard-no-such-package'))).toBe(
      'no version of the package trainyard-no-such-package was found',
    )
  })

  test('with a package index that does not answer', async () => {
    vi.stubEnv('TRAINYARD_PYPI', '')
    vi.stubEnv('PIP_INDEX_URL', 'http://user:secret@127.0.0.1:1/simple')
    expect(await reasonOf('offline', withPip('offline', 'trainyard-no-such-package'))).toMatch(
      /^no version of .* was found; the package index at 127\.0\.0\.1:1 does not answer: .*refused/,
    )
    expect(await logOf('offline', buildLog)).not.toContain('secret')
  })

  test('when its packages exclude each other', async () => {
    const { name } = await newPackage()
    const picky = { name: 'picky', version: '1.0', files: {}, requires: [`${name}>=2`] }
    await makeWheel(`${harness.dataDir}/wheels`, picky)
    expect(await reasonOf('clash', withPip('clash', 'picky', `${name}==1.0`))).toBe(
      `Cannot install picky and ${name}==1.0 because these package versions have conflicting dependencies; ` +
        'the package index was not asked, since TRAINYARD_PYPI is off',
    )
  })

  test('when its conda file is none', async () => {
    expect(await reasonOf('broken', environment('broken', { condaFile: 'dependencies: [' }))).toMatch(
      /^the conda file is no YAML: /,
    )
  })
})

describe('several jobs', () => {
  test('that need the same environment wait for one build, and each has its log', async () => {
    const { name, command } = await newPackage('index')
    const goOn = holdBuilds()
    harness.submit('early', command, { environmentId: withPip('shared', name) })
    await untilAsking('early')
    harness.submit('late', command, { environmentId: withPip('same', name) })
    await untilAsking('late')
    goOn()
    await Promise.all([harness.until('early', 'Completed'), harness.until('late', 'Completed')])
    expect(await logOf('late', buildLog)).toBe(await logOf('early', buildLog))
    expect(index.asked.filter((path) => path === `/simple/${name}/`)).toHaveLength(1)
  })

  test('go on waiting for a build when one of them is cancelled', async () => {
    const { name, command } = await newPackage('index')
    const goOn = holdBuilds()
    const environmentId = withPip('shared', name)
    for (const jobName of ['leaver', 'stayer']) harness.submit(jobName, command, { environmentId })
    await Promise.all([untilAsking('leaver'), untilAsking('stayer')])
    harness.ctx.jobs.cancel(workspaceId, 'leaver')
    expect(await harness.ended('leaver')).toBe('Canceled')
    goOn()
    await harness.until('stayer', 'Completed')
  })

  test('of more than two environments wait for their turn', async () => {
    const { name, command } = await newPackage('index')
    const goOn = holdBuilds()
    const jobNames = ['one', 'two', 'three']
    for (const [number, jobName] of jobNames.entries()) {
      harness.submit(jobName, command, { environmentId: withPip(jobName, name, `${name}!=0.${number}`) })
    }
    await Promise.all([untilAsking('one'), untilAsking('two')])
    expect(await logOf('three', buildLog)).toMatch(/: 2 other environments are being built; this one waits/)
    goOn()
    await Promise.all(jobNames.map((jobName) => harness.until(jobName, 'Completed')))
  })
})

describe('a build that is ended', () => {
  const buildProcesses = () => processesWith(`TRAINYARD_JOB=${harness.dataDir}/environments#build`)

  test('by cancel leaves no process and no folder', async () => {
    const before = folders()
    const goOn = holdBuilds()
    harness.submit('doomed', 'echo never', { environmentId: withPip('slow', 'unheard-of') })
    await untilAsking('doomed')
    expect(buildProcesses()).not.toEqual([])
    harness.ctx.jobs.cancel(workspaceId, 'doomed')
    expect(await harness.ended('doomed')).toBe('Canceled')
    await until(() => (buildProcesses().length === 0 && folders().length === before.length ? true : undefined))
    expect(await logOf('doomed', buildLog)).toMatch(/: The image build was canceled\n$/)
    goOn()
  })

  test('by the time limit of its job', async () => {
    const goOn = holdBuilds()
    const limits = { jobLimitsType: 'Command', timeout: 'PT10M' }
    harness.submit('overdue', 'echo never', { environmentId: withPip('slow', 'unheard-of'), limits })
    await untilAsking('overdue')
    harness.ctx.clock.advance(10 * 60_000)
    expect(await harness.ended('overdue')).toBe('Failed')
    const reason = 'The environment of this job took longer to build than its limit (limits.timeout = PT10M).'
    expect(harness.errorOf('overdue')).toEqual({ code: 'UserError', message: reason })
    expect(await logOf('overdue', buildLog)).toContain(`: Image build failed: ${reason}\n`)
    goOn()
  })

  test('by the end of the emulator begins again with the next one', async () => {
    const { name, command } = await newPackage('index')
    const goOn = holdBuilds()
    harness.submit('survivor', command, { environmentId: withPip('slow', name) })
    await untilAsking('survivor')
    await harness.close()
    goOn()
    harness = await createHarness(harness.dataDir)
    await harness.until('survivor', 'Completed')
    expect(await harness.log('survivor')).toBe('42\n')
    expect(await logOf('survivor', buildLog)).toMatch(
      /asking the package index\n[^]*The local Azure ML was restarted; the build begins again\n[^]*Image build succeeded/,
    )
  })
})

describe('an environment without a conda file', () => {
  /** What the log of the system says of it. */
  async function noteOn(jobName: string, environmentId: string): Promise<string> {
    harness.submit(jobName, 'python --version', { environmentId })
    await harness.until(jobName, 'Completed')
    expect(await harness.artifact(jobName, buildLog)).toBeUndefined()
    return (await logOf(jobName, systemLog)).split('\n').find((line) => line.includes('[environment]')) ?? ''
  }
  const host = /: the command runs with Python 3\.\d+\.\d+ of this machine$/

  test('is an image that is not used', async () => {
    const note = await noteOn('imaged', environment('imaged', {}))
    expect(note).toContain('Environment imaged:1 is the image python:3.11, which is not used')
    expect(note).toMatch(host)
  })

  test('is a build context that is not built', async () => {
    const note = await noteOn('contextual', environment('contextual', { image: undefined, build: { contextUri: 'x' } }))
    expect(note).toContain('Environment contextual:1 is a build context, which is not built')
    expect(note).toMatch(host)
  })

  test('is a curated one by any of its names, whose packages this machine may lack', async () => {
    const note = await noteOn(
      'curated',
      'azureml://registries/azureml/environments/AzureML-acpt-pytorch-2.8-cuda12.6/labels/latest',
    )
    expect(note).toMatch(
      /Environment AzureML-acpt-pytorch-2\.8-cuda12\.6:4 is .* of this machine(, which lacks torch)?$/,
    )
  })
})
