import { readFileSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { parse } from 'yaml'
import { artifactFolder } from './artifact-folder.ts'
import { startTestEmulator, type TestEmulator, workspaceId } from './testing/test-emulator.ts'

const sample = fileURLToPath(new URL('../public/samples/iris', import.meta.url))
const readSample = (name: string) => readFileSync(`${sample}/${name}`, 'utf8')
const index = JSON.parse(readSample('index.json')) as { job: string; codeFolder: string; files: string[] }

let emulator: TestEmulator
beforeAll(async () => {
  emulator = await startTestEmulator()
})
afterAll(() => emulator.dispose())

type Run = { data: { params: { key: string; value: string }[]; metrics: { key: string; value: number }[] } }

/** Submits the sample at full speed, its code put where the studio would upload it. */
async function submitSample(jobName: string) {
  const { blobs, resources } = emulator.ctx
  const container = String(resources.get(`${workspaceId}/datastores/workspaceblobstore`)?.properties['containerName'])
  for (const file of index.files)
    await blobs.put(container, `iris-code/${file.slice(index.codeFolder.length + 1)}`, readSample(file))
  const codeId = `${workspaceId}/codes/iris/versions/1`
  await emulator.call('PUT', codeId, { body: { properties: { codeUri: blobs.url(container, 'iris-code') } } })
  const yaml = parse(readSample(index.job)) as { command: string; environment: string; inputs: Record<string, unknown> }
  const numbers = Object.entries({ ...yaml.inputs, pause: 0 }).filter(([name]) => name !== 'iris_csv')
  const literals = numbers.map(([name, value]) => [name, { jobInputType: 'literal', value: String(value) }])
  const properties = {
    jobType: 'Command',
    command: yaml.command,
    environmentId: yaml.environment,
    codeId,
    inputs: {
      iris_csv: { jobInputType: 'uri_file', uri: 'https://azuremlexamples.blob.core.windows.net/datasets/iris.csv' },
      ...(Object.fromEntries(literals) as object),
    },
  }
  return emulator.call('PUT', `${workspaceId}/jobs/${jobName}`, { body: { properties } })
}

test('the iris sample learns, logs its curves and leaves a model', async () => {
  expect((await submitSample('iris-sample')).status).toBe(201)
  const job = () => emulator.ctx.resources.get(`${workspaceId}/jobs/iris-sample`)?.properties['status']
  while (job() !== 'Completed' && job() !== 'Failed') await sleep(100)
  expect(emulator.ctx.jobs.times(workspaceId, 'iris-sample')?.error).toBeUndefined()

  const path = `/mlflow/v2.0${workspaceId}/api/2.0/mlflow/runs/get?run_id=iris-sample`
  const { body } = await emulator.call<{ run: Run }>('GET', path)
  const last = Object.fromEntries(body.run.data.metrics.map(({ key, value }) => [key, value]))
  expect(last['test_accuracy']).toBeGreaterThan(0.9)
  expect(last['test_loss']).toBeLessThan(0.3)
  expect(body.run.data.params).toContainEqual({ key: 'n_estimators', value: '60' })

  const { container, prefix } = artifactFolder(emulator.ctx.resources, workspaceId, 'iris-sample')
  const names = emulator.ctx.blobs.list(container, { prefix }).blobs.map(({ name }) => name.slice(prefix.length))
  expect(names).toEqual(expect.arrayContaining(['model/MLmodel', 'model/model.json', 'outputs/confusion_matrix.json']))
})

test('the listed files are those that the scripts import', () => {
  const modules = index.files.map((file) => /([^/]+)\.py$/.exec(file)?.[1])
  for (const file of index.files) {
    for (const [, name] of readSample(file).matchAll(/^from (boosting|iris_model|tracking) import/gm)) {
      expect(modules).toContain(name)
    }
  }
})
