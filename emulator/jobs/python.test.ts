import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { readArtifact } from '../testing/read-artifact.ts'
import { startTestEmulator, type TestEmulator, workspaceId } from '../testing/test-emulator.ts'
import { createHarness } from './job-harness.ts'
import { isFinal } from './job-table.ts'

describe('on a machine', () => {
  const path = process.env['PATH']
  let bin: string
  beforeAll(() => {
    bin = mkdtempSync(join(tmpdir(), 'trainyard-path-'))
  })
  afterEach(() => {
    process.env['PATH'] = path
  })
  afterAll(() => rmSync(bin, { recursive: true }))

  /** A PATH with nothing but these programs on it, by the commands that print where they are. */
  function onlyPrograms(programs: Record<string, string[]>): string {
    const folder = mkdtempSync(join(bin, 'p-'))
    for (const [name, [command = '', ...args]] of Object.entries(programs)) {
      symlinkSync(execFileSync(command, args, { encoding: 'utf8' }).trim(), join(folder, name))
    }
    return folder
  }
  const bash = ['which', 'bash']
  // Not `which`: what a version manager puts on PATH is a script that needs more programs.
  const python3 = ['python3', '-c', 'import sys; print(sys.executable)']

  test('without python3, a job that needs it fails with that reason', async () => {
    process.env['PATH'] = onlyPrograms({ bash })
    const harness = await createHarness()
    harness.submit('no-python', 'python train.py')
    expect(await harness.ended('no-python')).toBe('Failed')
    expect(harness.errorOf('no-python')?.message).toMatch(/^Command exited with code 127: this machine has no python3/)
    await harness.dispose()
  })

  test('with python3 only, python is the same', async () => {
    process.env['PATH'] = onlyPrograms({ bash, python3 })
    const harness = await createHarness()
    harness.submit('shim', 'python -c "print(6 * 7)"')
    await harness.ended('shim')
    expect(await harness.log('shim')).toBe('42\n')
    await harness.dispose()
  })

  test("what npm adds to PATH is none of a job's business", async () => {
    mkdirSync(`${bin}/node_modules/.bin`, { recursive: true })
    process.env['PATH'] = [`${bin}/node_modules/.bin`, path].join(delimiter)
    const harness = await createHarness()
    harness.submit('path', 'echo $PATH; echo $HOME')
    await harness.until('path', 'Completed')
    expect(await harness.log('path')).not.toContain('node_modules')
    expect(await harness.log('path')).toContain(`${harness.dataDir}/jobs/1/home`)
    await harness.dispose()
  })
})

describe('import mlflow', () => {
  let emulator: TestEmulator
  beforeAll(async () => {
    emulator = await startTestEmulator()
  })
  afterAll(() => emulator.dispose())

  /** Submits a job that runs the script main.py. */
  async function submit(on: TestEmulator, jobName: string, files: Record<string, string>) {
    const { blobs, resources } = on.ctx
    const container = String(resources.get(`${workspaceId}/datastores/workspaceblobstore`)?.properties['containerName'])
    for (const [name, content] of Object.entries(files)) await blobs.put(container, `${jobName}/${name}`, content)
    const codeId = `${workspaceId}/codes/${jobName}/versions/1`
    await on.call('PUT', codeId, { body: { properties: { codeUri: blobs.url(container, jobName) } } })
    const properties = {
      jobType: 'Command',
      command: 'python main.py',
      environmentId: 'azureml:python3-local:1',
      codeId,
    }
    await on.call('PUT', `${workspaceId}/jobs/${jobName}`, { body: { properties } })
  }

  /** The same, to its end. @returns the job's log */
  async function run(jobName: string, files: Record<string, string>): Promise<string> {
    const { resources, jobs } = emulator.ctx
    await submit(emulator, jobName, files)
    const status = () => String(resources.get(`${workspaceId}/jobs/${jobName}`)?.properties['status'])
    while (!isFinal(status())) await sleep(50)
    const log = (await readArtifact(emulator.ctx, workspaceId, jobName, 'user_logs/std_log.txt')) ?? ''
    const error = jobs.times(workspaceId, jobName)?.error
    if (error) throw new Error(`${error.message}\n${log}`)
    return log
  }

  test("works without an installation: parameters, metrics, tags and artifacts go to the job's run", async () => {
    const script = `
import mlflow
with mlflow.start_run():
    mlflow.log_params({"rate": 0.1, "depth": 3})
    for step in range(3):
        mlflow.log_metric("loss", 1 / (step + 1), step=step)
    mlflow.log_metrics({"odd": float("nan"), "big": float("inf")})
    mlflow.set_tag("kind", "test")
    mlflow.log_text("hello", "notes/hello.txt")
    mlflow.log_dict({"a": 1}, "config.json")
print(mlflow.active_run())
`
    const log = await run('standin', { 'main.py': script })
    expect(log).toContain('mlflow is not installed: a stand-in')
    expect(log).toMatch(/None\n$/)

    type Answer = { run: { info: { status: string }; data: Record<string, { key: string; value: unknown }[]> } }
    const { body } = await emulator.call<Answer>(
      'GET',
      `/mlflow/v2.0${workspaceId}/api/2.0/mlflow/runs/get?run_id=standin`,
    )
    const { params, metrics, tags } = body.run.data
    expect(params).toEqual(expect.arrayContaining([{ key: 'rate', value: '0.1' }]))
    const values = Object.fromEntries(metrics?.map(({ key, value }) => [key, value]) ?? [])
    expect(values).toMatchObject({ odd: 'NaN', big: 'Infinity' })
    expect(values['loss']).toBeCloseTo(1 / 3)
    expect(tags).toEqual(expect.arrayContaining([{ key: 'kind', value: 'test' }]))
    const artifact = (path: string) => readArtifact(emulator.ctx, workspaceId, 'standin', path)
    expect(await artifact('notes/hello.txt')).toBe('hello')
    expect(JSON.parse((await artifact('config.json')) ?? '')).toEqual({ a: 1 })
  })

  test('images, figures and tables are named and written as MLflow does it', async () => {
    const script = `
import mlflow
class Image:
    "What of PIL the stand-in asks for."
    def __init__(self, size): self.size = size
    def resize(self, size): return Image(size)
    def save(self, path): open(path, "w").write("%dx%d" % self.size)
class Figure:
    def savefig(self, path, dpi=1): open(path, "w").write(f"figure {dpi}")
mlflow.log_image(Image((512, 128)), "shots/one.png")
mlflow.log_image(Image((512, 128)), key="val/confusion", step=20, timestamp=1700000000000)
mlflow.log_figure(Figure(), "plots/roc.png", save_kwargs={"dpi": 2})
mlflow.log_table({"word": ["a", "b"], "count": [1, 2]}, "tables/words.json")
mlflow.log_table({"word": "c", "count": 3}, "tables/words.json")
def refused(call, *args, **fields):
    try: call(*args, **fields)
    except Exception as error: print("REFUSED", type(error).__name__, error)
refused(mlflow.log_image, Image((1, 1)), "a.png", key="a")
refused(mlflow.log_image, Image((1, 1)))
refused(mlflow.log_image, [[0, 255]], "a.png")
refused(mlflow.log_image, Image((1, 1)), key="a?")
refused(mlflow.log_figure, 1, "a.png")
refused(mlflow.log_metrics, {f"m{i}": i for i in range(51)})
mlflow.log_metric("still", 1)
`
    const log = await run('pictures', { 'main.py': script })
    expect(log.match(/(?<=REFUSED )\w+/g)).toEqual([
      'TypeError',
      'TypeError',
      'TypeError',
      'ValueError',
      'TypeError',
      'RestException',
    ])
    expect(log).toContain('INVALID_PARAMETER_VALUE: A field of the entity is over the size limit. FieldName=Metrics')
    const artifact = (path: string) => readArtifact(emulator.ctx, workspaceId, 'pictures', path)
    expect(await artifact('shots/one.png')).toBe('512x128')
    expect(await artifact('plots/roc.png')).toBe('figure 2')
    expect(JSON.parse((await artifact('tables/words.json')) ?? '')).toEqual({
      columns: ['word', 'count'],
      data: [
        ['a', 1],
        ['b', 2],
        ['c', 3],
      ],
    })
    const list = `/mlflow/v2.0${workspaceId}/api/2.0/mlflow/artifacts/list?run_id=pictures&path=images`
    const { body } = await emulator.call<{ files: { path: string }[] }>('GET', list)
    const [thumbnail = '', image = ''] = body.files.map(({ path }) => path).toSorted((a, b) => b.length - a.length)
    expect(image).toMatch(/^images\/val#confusion%step%20%timestamp%1700000000000%[g-z][0-9a-f-]{35}\.png$/)
    expect(thumbnail).toBe(image.replace('.png', '%compressed.webp'))
    expect([await artifact(image), await artifact(thumbnail)]).toEqual(['512x128', '256x64'])
    const answer = await emulator.call<{ run: { data: { tags: object[]; metrics: object[] } } }>(
      'GET',
      `/mlflow/v2.0${workspaceId}/api/2.0/mlflow/runs/get?run_id=pictures`,
    )
    expect(answer.body.run.data.tags).toContainEqual({ key: 'mlflow.loggedImages', value: 'True' })
    expect(answer.body.run.data.metrics).toMatchObject([{ key: 'still' }])
  })

  test('still works in the last seconds of a job that the emulator ends as it stops', async () => {
    const script = `
import mlflow, signal, sys, time
def save(*_):
    mlflow.log_metric("saved_step", 7)
    sys.exit(0)
signal.signal(signal.SIGTERM, save)
mlflow.set_tag("state", "ready")
time.sleep(300)
`
    const stopped = await startTestEmulator()
    const { dataDir, ctx } = stopped
    await submit(stopped, 'saver', { 'main.py': script })
    const state = () => {
      const saver = ctx.runs.get(workspaceId, 'saver')
      return saver && ctx.runs.tags(saver)['state']
    }
    while (state() !== 'ready') await sleep(20)
    await stopped.close()

    const again = await startTestEmulator({ dataDir })
    const kept = again.ctx.runs.get(workspaceId, 'saver')
    const metrics = kept && again.ctx.runs.metrics.latest(kept.seq)
    await again.dispose()
    expect(metrics).toMatchObject([{ key: 'saved_step', value: 7 }])
  })

  test('takes a real installation, where there is one', async () => {
    const log = await run('real', {
      'main.py': 'import mlflow; print(mlflow.origin)',
      'mlflow.py': 'origin = "installed"',
    })
    expect(log).toBe('installed\n')
  })
})
