import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, describe, expect, onTestFinished, test, vi } from 'vitest'
import { makeWheel } from '../testing/make-wheel.ts'
import { startPackageIndex } from '../testing/package-index.ts'
import { readArtifact } from '../testing/read-artifact.ts'
import { startTestEmulator, type TestEmulator, tokenOfScript, workspaceId } from '../testing/test-emulator.ts'
import { until as eventually } from '../testing/until.ts'
import { isFinal } from './job-table.ts'
import { processesWith, processIdentity } from './process-identity.ts'

const server = fileURLToPath(new URL('../server.ts', import.meta.url))

let dataDir: string
let port: number
let child: ChildProcess
let emulator: TestEmulator | undefined

/** Three free ports in a row: jobs call the address that they were started with, so a restart has to keep it. */
async function freePorts(): Promise<number> {
  for (;;) {
    // Below those that systems lend to outgoing connections, one of which might take a port before the restart.
    const first = 20_000 + Math.floor(Math.random() * 4_000) * 3
    const free = await Promise.all([first, first + 1, first + 2].map(isFree))
    if (free.every(Boolean)) return first
  }
}

const isFree = (candidate: number) =>
  new Promise<boolean>((resolve) => {
    const probe = createServer()
    probe.once('error', () => resolve(false))
    probe.listen(candidate, '127.0.0.1', () => probe.close(() => resolve(true)))
  })

/** An emulator in a process of its own, for SIGKILL. */
async function startChild() {
  const script = `import { startEmulator } from ${JSON.stringify(server)}
    await startEmulator({ dataDir: ${JSON.stringify(dataDir)}, port: ${port} })
    console.log('up')`
  child = spawn(process.execPath, ['--input-type=module', '-e', script], { stdio: ['ignore', 'pipe', 'inherit'] })
  await new Promise((resolve, reject) =>
    child.stdout?.once('data', resolve).once('end', () => reject(new Error('ended'))),
  )
}

async function killChild() {
  const gone = new Promise((resolve) => child.once('exit', resolve))
  child.kill('SIGKILL')
  await gone
}

async function restart() {
  emulator = await startTestEmulator({ dataDir, port })
  return emulator
}

beforeEach(async () => {
  dataDir = mkdtempSync(join(tmpdir(), 'trainyard-crash-'))
  port = await freePorts()
  await startChild()
})
afterEach(async () => {
  if (child.exitCode === null && child.signalCode === null) await killChild()
  // Jobs live on without an emulator, some of these for ever. When a test failed before its restart, this ends them.
  emulator ??= await restart()
  await emulator.close()
  emulator = undefined
  await rm(dataDir, { recursive: true, force: true })
})

async function call(method: string, path: string, body?: unknown) {
  const response = await fetch(`http://127.0.0.1:${port + 1}${path}?api-version=2025-09-01`, {
    method,
    headers: { authorization: `Bearer ${await tokenOfScript(dataDir)}`, 'content-type': 'application/json' },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  })
  expect(response.ok).toBe(true)
  return (await response.json()) as { properties: { status: string } }
}

const submit = (name: string, command: string, more: object = {}) =>
  call('PUT', `${workspaceId}/jobs/${name}`, {
    properties: { jobType: 'Command', environmentId: 'azureml:python3-local@latest', command, ...more },
  })
const statusOf = async (name: string) => (await call('GET', `${workspaceId}/jobs/${name}`)).properties.status
async function until(name: string, wanted: (status: string) => boolean): Promise<string> {
  for (;;) {
    const status = await statusOf(name)
    if (wanted(status)) return status
    await sleep(50)
  }
}
async function untilFile(path: string, wanted: (content: string) => boolean): Promise<string> {
  for (;;) {
    const content = await Promise.resolve()
      .then(() => readFileSync(path, 'utf8'))
      .catch(() => '')
    if (wanted(content)) return content
    await sleep(20)
  }
}
const logOf = (name: string) => readArtifact((emulator as TestEmulator).ctx, workspaceId, name, 'user_logs/std_log.txt')

describe('the emulator is killed', () => {
  test('while a job trains: the job goes on, no metric and no line of its log is missing', async () => {
    const script = [
      'import mlflow, os, time',
      'step = 0',
      `while not os.path.exists("${dataDir}/stop"):`,
      '    step += 1',
      '    mlflow.log_metric("loss", 1 / step, step=step)',
      `    open("${dataDir}/acknowledged", "w").write(str(step))`,
      '    print("step", step)',
      '    time.sleep(0.02)',
    ].join('\n')
    await submit('survivor', `python -c '${script}'`, {})
    await untilFile(`${dataDir}/acknowledged`, (step) => Number(step) > 10)
    await killChild()
    const acknowledged = Number(readFileSync(`${dataDir}/acknowledged`, 'utf8'))
    await restart()
    expect(await statusOf('survivor')).toBe('Running')
    await untilFile(`${dataDir}/acknowledged`, (step) => Number(step) > acknowledged + 10)
    writeFileSync(`${dataDir}/stop`, '')
    expect(await until('survivor', isFinal)).toBe('Completed')

    const last = Number(readFileSync(`${dataDir}/acknowledged`, 'utf8'))
    const steps = (await logOf('survivor'))?.match(/^step \d+$/gm)
    expect(steps).toEqual(Array.from({ length: last }, (_, index) => `step ${index + 1}`))
    const history = await fetch(
      `http://127.0.0.1:${port + 1}/mlflow/v2.0${workspaceId}/api/2.0/mlflow/metrics/get-history?run_id=survivor&metric_key=loss`,
      { headers: { authorization: `Bearer ${await tokenOfScript(dataDir)}` } },
    )
    const { metrics } = (await history.json()) as { metrics: { step: number }[] }
    // One that was written but not acknowledged may be there twice, as with any client that tries again.
    expect([...new Set(metrics.map(({ step }) => step))]).toEqual(Array.from({ length: last }, (_, i) => i + 1))
  })

  test('and a job ends meanwhile: its end is found, and the queue goes on', async () => {
    const wait = `echo $$ > ${dataDir}/pid; while [ ! -e ${dataDir}/stop ]; do sleep 0.02; done; echo late > outputs/late.txt; exit 4`
    await submit('unseen', wait)
    await submit('second-slot', `while [ ! -e ${dataDir}/stop ]; do sleep 0.02; done`)
    await submit('queued', 'echo ran after all')
    const shell = Number(await untilFile(`${dataDir}/pid`, (pid) => pid.endsWith('\n')))
    expect(await statusOf('queued')).toBe('Queued')
    await killChild()
    writeFileSync(`${dataDir}/stop`, '')
    while (processIdentity(shell) !== undefined) await sleep(20)

    const { ctx } = await restart()
    expect(await until('unseen', isFinal)).toBe('Failed')
    expect(ctx.jobs.times(workspaceId, 'unseen')?.error?.message).toBe('Command exited with code 4')
    expect(await readArtifact(ctx, workspaceId, 'unseen', 'outputs/late.txt')).toBe('late\n')
    expect(await until('queued', isFinal)).toBe('Completed')
  })

  test('while a sweep runs: its trials go on, and so does the sweep', async () => {
    const wait = `while [ ! -e ${dataDir}/stop ]; do sleep 0.02; done`
    const log = `python -c "import mlflow; mlflow.log_metric('loss', \${{search_space.x}})"`
    const properties = {
      jobType: 'Sweep',
      objective: { primaryMetric: 'loss', goal: 'Minimize' },
      samplingAlgorithm: { samplingAlgorithmType: 'Grid' },
      searchSpace: { x: ['choice', [[3, 2, 1, 4]]] },
      limits: { jobLimitsType: 'Sweep', maxConcurrentTrials: 2 },
      trial: {
        environmentId: 'azureml:python3-local@latest',
        command: `echo \${{search_space.x}} >> ${dataDir}/begun; ${wait}; ${log}`,
      },
    }
    await call('PUT', `${workspaceId}/jobs/tuner`, { properties })
    await untilFile(`${dataDir}/begun`, (begun) => begun.split('\n').length === 3)
    await killChild()
    const { ctx } = await restart()
    expect(await statusOf('tuner')).toBe('Running')
    expect(await statusOf('tuner_0')).toBe('Running')
    writeFileSync(`${dataDir}/stop`, '')
    expect(await until('tuner', isFinal)).toBe('Completed')

    // Each value was tried once, and in no trial twice.
    expect(readFileSync(`${dataDir}/begun`, 'utf8').trim().split('\n').toSorted()).toEqual(['1', '2', '3', '4'])
    const { body } = await (emulator as TestEmulator).call<{ properties: { properties: object } }>(
      'GET',
      `${workspaceId}/jobs/tuner`,
    )
    expect(body.properties.properties).toMatchObject({ best_child_run_id: 'tuner_2', score: '1' })
    const sweepLog = await readArtifact(ctx, workspaceId, 'tuner', 'azureml-logs/hyperdrive.txt')
    expect(sweepLog).toMatch(/Sweep created[^]*tuner_0[^]*tuner_3[^]*The sweep is Completed/)
  })

  test('while a distributed job runs: all of its processes go on, and can be cancelled', async () => {
    const command = `trap 'echo saved; exit' TERM; echo $$ > ${dataDir}/pid-$RANK; echo begun; sleep 300 & wait`
    const distribution = { distributionType: 'PyTorch', processCountPerInstance: 2 }
    await submit('ranks', command, { distribution })
    const pids = await Promise.all(
      [0, 1].map(async (rank) => Number(await untilFile(`${dataDir}/pid-${rank}`, (pid) => pid.endsWith('\n')))),
    )
    await until('ranks', (status) => status === 'Running')
    await killChild()
    const { ctx } = await restart()
    expect(await statusOf('ranks')).toBe('Running')
    expect(pids.every((pid) => processIdentity(pid) !== undefined)).toBe(true)
    ctx.jobs.cancel(workspaceId, 'ranks')
    expect(await until('ranks', isFinal)).toBe('Canceled')
    expect(pids.map(processIdentity)).toEqual([undefined, undefined])
    expect(await readArtifact(ctx, workspaceId, 'ranks', 'user_logs/std_log_process_1.txt')).toBe('begun\nsaved\n')
  })

  test('while an environment is built: what is half made goes, and the build begins again', async () => {
    await killChild()
    const index = await startPackageIndex(`${dataDir}/index`)
    onTestFinished(async () => {
      vi.unstubAllEnvs()
      await index.close()
    })
    vi.stubEnv('PIP_INDEX_URL', index.url)
    vi.stubEnv('TRAINYARD_PYPI', '')
    await makeWheel(`${dataDir}/index`, {
      name: 'tiny-model',
      version: '1.0',
      files: { 'tiny_model.py': 'answer = 42' },
    })
    const goOn = index.hold()
    await startChild()
    const environmentId = `${workspaceId}/environments/tiny/versions/1`
    const condaFile = 'dependencies: [pip: [tiny-model]]'
    await call('PUT', environmentId, { properties: { image: 'python:3.11', condaFile } })
    const answer = await call('PUT', `${workspaceId}/jobs/builder`, {
      properties: {
        jobType: 'Command',
        environmentId,
        command: 'python -c "import tiny_model; print(tiny_model.answer)"',
      },
    })
    expect(answer.properties.status).toBe('Preparing')
    await eventually(() => (index.asked.includes('/simple/tiny-model/') ? true : undefined))
    const builders = () => processesWith(`TRAINYARD_JOB=${dataDir}/environments#build`)
    const [halfMade = ''] = readdirSync(`${dataDir}/environments`)
    const leftBehind = builders()
    expect(leftBehind).not.toEqual([])
    await killChild()
    writeFileSync(`${dataDir}/environments/${halfMade}/half`, 'made')

    const { ctx } = await restart()
    await eventually(() => (builders().length > 0 ? true : undefined))
    expect(leftBehind.filter((pid) => processIdentity(pid) !== undefined)).toEqual([])
    goOn()
    expect(await until('builder', isFinal)).toBe('Completed')
    expect(await logOf('builder')).toBe('42\n')
    const log = await readArtifact(ctx, workspaceId, 'builder', 'azureml-logs/20_image_build_log.txt')
    expect(log).toMatch(/The local Azure ML was restarted; the build begins again\n[^]*Image build succeeded/)
    expect(existsSync(`${dataDir}/environments/${halfMade}/half`)).toBe(false)
  })

  test('and a job with it: the job is Failed with a reason and keeps its log', async () => {
    await submit('lost', `echo begun; echo $$ > ${dataDir}/pid; sleep 300`)
    const shell = Number(await untilFile(`${dataDir}/pid`, (pid) => pid.endsWith('\n')))
    const started = await until('lost', (status) => status === 'Running')
    expect(started).toBe('Running')
    await killChild()
    process.kill(-shell, 'SIGKILL')

    const { ctx } = await restart()
    expect(await until('lost', isFinal)).toBe('Failed')
    expect(ctx.jobs.times(workspaceId, 'lost')?.error?.message).toContain('left no exit code')
    expect(await logOf('lost')).toBe('begun\n')
  })
})

test('a clean stop ends running jobs and says so, and keeps queued ones', async () => {
  await submit('stopped', `echo $$ > ${dataDir}/pid; sleep 300`)
  const shell = Number(await untilFile(`${dataDir}/pid`, (pid) => pid.endsWith('\n')))
  await submit('other', 'sleep 300')
  await submit('kept', 'echo hello')
  await killChild()
  const first = await restart()
  await first.close()
  expect(processIdentity(shell)).toBeUndefined()

  const { ctx } = await restart()
  expect(await statusOf('stopped')).toBe('Failed')
  expect(ctx.jobs.times(workspaceId, 'stopped')?.error?.message).toContain('was stopped while this job ran')
  expect(await until('kept', isFinal)).toBe('Completed')
})
