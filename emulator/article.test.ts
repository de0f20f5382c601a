import { randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startTestEmulator, type TestEmulator, workspaceId } from './testing/test-emulator.ts'

/**
 * The REST walk-through of "Train models with Azure Machine Learning" in the Azure docs: the same calls with the same
 * bodies, only host, token and ids are others. https://learn.microsoft.com/azure/machine-learning/how-to-train-model
 */
let emulator: TestEmulator
beforeAll(async () => {
  emulator = await startTestEmulator()
})
afterAll(() => emulator.dispose())

type Resource = {
  id: string
  name: string
  properties: Record<string, unknown>
  systemData: { lastModifiedAt: string }
}

const put = (path: string, body: unknown) => emulator.call<Resource>('PUT', `${workspaceId}/${path}`, { body })

/** The scripts of the iris sample under the name that the article's command has. */
async function uploadCode(container: string) {
  const source = fileURLToPath(new URL('../public/samples/iris/src', import.meta.url))
  for (const file of ['train.py', 'boosting.py', 'iris_model.py', 'tracking.py']) {
    const name = file === 'train.py' ? 'main.py' : file
    await emulator.ctx.blobs.put(container, `testjob/${name}`, readFileSync(`${source}/${file}`))
  }
}

async function ended(jobName: string): Promise<unknown> {
  for (;;) {
    const { body } = await emulator.call<Resource>('GET', `${workspaceId}/jobs/${jobName}`)
    const { status } = body.properties
    if (status === 'Completed' || status === 'Failed' || status === 'Canceled') return status
    await sleep(100)
  }
}

test('the REST walk-through of the docs works as printed', async () => {
  type Datastores = { value: { properties: { accountName: string; containerName: string } }[] }
  const query = '?api-version=2025-09-01&isDefault=true'
  const { body: datastores } = await emulator.call<Datastores>('GET', `${workspaceId}/datastores${query}`)
  const { accountName = '', containerName = '' } = datastores.value[0]?.properties ?? {}
  await uploadCode(containerName)

  const compute = await put('computes/cpu-cluster', {
    location: 'eastus',
    properties: {
      computeType: 'AmlCompute',
      properties: {
        vmSize: 'Standard_D2_V2',
        vmPriority: 'Dedicated',
        scaleSettings: { maxNodeCount: 4, minNodeCount: 0, nodeIdleTimeBeforeScaleDown: 'PT30M' },
      },
    },
  })
  expect(compute.status).toBe(201)

  const data = await put('data/iris-data/versions/4711', {
    properties: {
      description: 'Iris dataset',
      dataType: 'uri_file',
      dataUri: 'https://azuremlexamples.blob.core.windows.net/datasets/iris.csv',
    },
  })
  expect(data.status).toBe(201)

  const code = await put('codes/train-lightgbm/versions/1', {
    properties: {
      description: 'Train code',
      codeUri: `https://${accountName}.blob.core.windows.net/${containerName}/testjob`,
    },
  })
  expect(code.status).toBe(201)

  const versions = `${workspaceId}/environments/AzureML-lightgbm-3.3/versions`
  const { body: environments } = await emulator.call<{ value: Resource[] }>('GET', versions)
  const environment = environments.value
    .toSorted((a, b) => a.systemData.lastModifiedAt.localeCompare(b.systemData.lastModifiedAt))
    .at(-1)

  const submit = (jobName: string, more: object) =>
    put(`jobs/${jobName}`, {
      properties: {
        jobType: 'Command',
        codeId: code.body.id,
        command: 'python main.py --iris-csv $AZURE_ML_INPUT_iris',
        environmentId: environment?.id,
        inputs: {
          iris: {
            jobInputType: 'uri_file',
            uri: 'https://azuremlexamples.blob.core.windows.net/datasets/iris.csv',
          },
        },
        experimentName: 'lightgbm-iris',
        ...more,
      },
    })
  const onServerless = randomUUID()
  const onCluster = randomUUID()
  expect((await submit(onServerless, {})).status).toBe(201)
  expect((await submit(onCluster, { computeId: compute.body.id })).status).toBe(201)
  expect(await ended(onServerless)).toBe('Completed')
  expect(await ended(onCluster)).toBe('Completed')

  const model = await put('models/sklearn/versions/1', {
    properties: { modelType: 'mlflow_model', modelUri: `runs:/${onCluster}/model` },
  })
  expect(model.status).toBe(201)
  expect(model.body.properties).toMatchObject({ modelType: 'mlflow_model', jobName: onCluster })
})
