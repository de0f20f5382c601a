import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { until } from '../testing/until.ts'
import { createHarness, type Harness, workspaceId } from './job-harness.ts'
import { processIdentity } from './process-identity.ts'

let harness: Harness
beforeAll(async () => {
  harness = await createHarness()
})
afterAll(() => harness.dispose())

describe('a job that ends by itself', () => {
  test('completes, keeps its log and has times', async () => {
    harness.submit('hello', 'echo to stdout; echo to stderr >&2; echo "$AZUREML_RUN_ID in $MLFLOW_EXPERIMENT_NAME"')
    expect(await harness.ended('hello')).toBe('Completed')
    expect(await harness.log('hello')).toBe('to stdout\nto stderr\nhello in Default\n')
    const times = harness.ctx.jobs.times(workspaceId, 'hello')
    expect(times?.endedAt).toBeGreaterThanOrEqual(times?.startedAt ?? Infinity)
    expect(await harness.artifact('hello', 'system_logs/lifecycler/lifecycler.log')).toMatch(
      /\[end\] Command exited with code 0\n/,
    )
  })

  test('fails with its exit code', async () => {
    harness.submit('broken', 'echo about to fail; exit 3')
    expect(await harness.ended('broken')).toBe('Failed')
    expect(harness.errorOf('broken')).toEqual({ code: 'UserError', message: 'Command exited with code 3' })
    expect(await harness.log('broken')).toBe('about to fail\n')
  })

  test('leaves ./outputs and ./logs as artifacts, and named outputs in the default datastore', async () => {
    harness.submit(
      'writer',
      'echo 1 > outputs/a.txt; mkdir logs/deep; echo 2 > logs/deep/b.log; echo 3 > ${{outputs.model}}/m',
      {
        outputs: { model: { jobOutputType: 'uri_folder' } },
      },
    )
    await harness.until('writer', 'Completed')
    expect(await harness.artifact('writer', 'outputs/a.txt')).toBe('1\n')
    expect(await harness.artifact('writer', 'logs/deep/b.log')).toBe('2\n')
    harness.submit('reader', 'cat ${{inputs.model}}/m ${{inputs.a}}', {
      inputs: {
        model: { jobInputType: 'uri_folder', uri: 'azureml://jobs/writer/outputs/model' },
        a: { jobInputType: 'uri_file', uri: 'azureml://jobs/writer/outputs/artifacts/paths/outputs/a.txt' },
      },
    })
    await harness.until('reader', 'Completed')
    expect(await harness.log('reader')).toBe('3\n1\n')
  })

  test('does not move away what its outputs link to', async () => {
    const data = `${harness.dataDir}/data-of-somebody`
    mkdirSync(data)
    writeFileSync(`${data}/precious.txt`, 'mine')
    const command = `rm -r outputs && ln -s ${data} outputs
      rmdir \${{outputs.folder}} && ln -s ${data} \${{outputs.folder}}
      ln -s ${data}/precious.txt \${{outputs.file}}`
    const outputs = { folder: { jobOutputType: 'uri_folder' }, file: { jobOutputType: 'uri_file' } }
    harness.submit('linker', command, { outputs })
    await harness.until('linker', 'Completed')
    expect(readFileSync(`${data}/precious.txt`, 'utf8')).toBe('mine')
    expect(await harness.artifact('linker', 'outputs/precious.txt')).toBeUndefined()
  })

  test('shows what it wrote to ./outputs while it runs', async () => {
    harness.submit('shower', 'echo early > outputs/early.txt; while [ ! -e stop ]; do sleep 0.05; done')
    await until(() => harness.artifact('shower', 'outputs/early.txt'))
    expect(harness.statusOf('shower')).toBe('Running')
    harness.ctx.jobs.cancel(workspaceId, 'shower')
    expect(await harness.ended('shower')).toBe('Canceled')
    expect(await harness.artifact('shower', 'outputs/early.txt')).toBe('early\n')
  })

  test('sees its own variables, also a PATH that has nothing on it', async () => {
    harness.submit('own', 'echo $GREETING from $PATH', { environmentVariables: { PATH: '/nowhere', GREETING: 'hi' } })
    await harness.until('own', 'Completed')
    expect(await harness.log('own')).toBe('hi from /nowhere\n')
  })

  test('leaves no folder behind', async () => {
    harness.submit('tidy', 'pwd')
    await harness.until('tidy', 'Completed')
    const folder = (await harness.log('tidy')).trim()
    expect(folder).toContain(harness.dataDir)
    await until(() => (existsSync(folder) ? undefined : true))
  })
})

describe('a job that is ended', () => {
  /** Writes the pids of itself and of a child that ignores SIGTERM and of one that left the group. */
  const tree = `(trap '' TERM; sleep 300) & echo $! > outputs/pids
    setsid sleep 300 & echo $! >> outputs/pids
    echo $$ >> outputs/pids; echo ready; sleep 300`
  const pidsOf = async (jobName: string) =>
    ((await harness.artifact(jobName, 'outputs/pids')) ?? '').trim().split('\n').map(Number)

  test('by cancel: nothing of its process tree is left', async () => {
    harness.submit('doomed', tree)
    await until(async () => ((await harness.log('doomed')) === 'ready\n' ? true : undefined))
    expect(harness.ctx.jobs.cancel(workspaceId, 'doomed')).toBe(true)
    expect(harness.statusOf('doomed')).toBe('CancelRequested')
    expect(await harness.ended('doomed')).toBe('Canceled')
    const pids = await pidsOf('doomed')
    expect(pids).toHaveLength(3)
    expect(pids.map(processIdentity)).toEqual([undefined, undefined, undefined])
    expect(harness.ctx.jobs.cancel(workspaceId, 'doomed')).toBe(false)
  })

  test('by cancel: it may save its work first', async () => {
    harness.submit('saver', `trap 'echo saved > outputs/checkpoint; exit' TERM; echo ready; sleep 300 & wait`)
    await until(async () => ((await harness.log('saver')) === 'ready\n' ? true : undefined))
    harness.ctx.jobs.cancel(workspaceId, 'saver')
    expect(await harness.ended('saver')).toBe('Canceled')
    expect(await harness.artifact('saver', 'outputs/checkpoint')).toBe('saved\n')
  })

  test('by its time limit', async () => {
    harness.submit('slow', 'sleep 300', { limits: { jobLimitsType: 'Command', timeout: 'PT1S' } })
    expect(await harness.ended('slow')).toBe('Failed')
    expect(harness.errorOf('slow')?.message).toContain('limits.timeout = PT1S')
  })

  test('by cancel while it is queued', async () => {
    const computeId = harness.cluster('one-node', 1)
    harness.submit('first', 'while [ ! -e outputs/stop ]; do sleep 0.05; done', { computeId })
    harness.submit('second', 'echo never', { computeId })
    harness.ctx.clock.advance(3000)
    await harness.until('first', 'Running')
    expect(harness.statusOf('second')).toBe('Queued')
    expect(harness.ctx.jobs.times(workspaceId, 'second')?.queuePosition).toBe(0)
    harness.ctx.jobs.cancel(workspaceId, 'second')
    expect(harness.statusOf('second')).toBe('Canceled')
    harness.ctx.jobs.cancel(workspaceId, 'first')
    await harness.ended('first')
  })
})

describe('the queue', () => {
  test('20 jobs on 4 nodes all complete, in order, never more than 4 at once', async () => {
    const computeId = harness.cluster('four-nodes', 4)
    const names = Array.from({ length: 20 }, (_, index) => `short-${index}`)
    // Each notes when it begins and ends in one file that all share, for the tally below.
    const tally = `${harness.dataDir}/tally`
    for (const name of names)
      harness.submit(name, `echo + ${name} >> ${tally}; sleep 0.2; echo - >> ${tally}`, { computeId })
    await Promise.all(names.map((name) => harness.until(name, 'Completed')))
    const lines = readFileSync(tally, 'utf8').trim().split('\n')
    let running = 0
    const counts = lines.map((line) => (running += line.startsWith('+') ? 1 : -1))
    expect(Math.max(...counts)).toBe(4)
    const started = names.map((name) => harness.ctx.jobs.times(workspaceId, name)?.startedAt ?? 0)
    // Two jobs that begin together may overtake each other by a moment, but not by a job's length.
    for (const [index, at] of started.entries()) expect(at).toBeGreaterThan((started[index - 4] ?? 0) - 1)
  })

  test('serverless runs two at a time', async () => {
    for (const name of ['free-1', 'free-2', 'free-3']) harness.submit(name, 'sleep 300')
    await Promise.all([harness.until('free-1', 'Running'), harness.until('free-2', 'Running')])
    expect(harness.statusOf('free-3')).toBe('Queued')
    harness.ctx.jobs.cancel(workspaceId, 'free-1')
    await harness.until('free-3', 'Running')
    for (const name of ['free-2', 'free-3']) harness.ctx.jobs.cancel(workspaceId, name)
    await Promise.all([harness.ended('free-2'), harness.ended('free-3')])
  })
})
