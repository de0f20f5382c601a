import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { createCluster, eventually, jobStatus, submitJob, type ArmClient } from '../../e2e/support/arm-client.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))

/** Puts the iris sample's script where the job finds it, and runs it as the article's REST walk-through does. */
async function runIrisSample(arm: ArmClient, computeId: string) {
  const { blobReferenceForConsumption } = await arm.workspace<{
    blobReferenceForConsumption: { blobUri: string; credential: { sasUri: string } }
  }>('POST', '/codes/iris-sample/versions/1/startPendingUpload', { pendingUploadType: 'TemporaryBlobReference' })
  const { blobUri, credential } = blobReferenceForConsumption
  const sample = `${root}public/samples/iris/`
  const { files } = JSON.parse(await readFile(`${sample}index.json`, 'utf8')) as { files: string[] }
  for (const file of files) {
    const target = new URL(credential.sasUri)
    target.pathname += `/${file}`
    const sent = await fetch(target, {
      method: 'PUT',
      headers: { 'x-ms-blob-type': 'BlockBlob' },
      body: await readFile(sample + file),
    })
    if (!sent.ok) throw new Error(`${file}: ${sent.status}`)
  }
  const code = await arm.workspace<{ id: string }>('PUT', '/codes/iris-sample/versions/1', {
    properties: { codeUri: `${blobUri}/src` },
  })
  const literals = { n_estimators: '60', learning_rate: '0.1', max_depth: '2', seed: '42', pause: '0' }
  await submitJob(
    arm,
    'iris',
    'python train.py --iris-csv ${{inputs.iris_csv}} --n-estimators ${{inputs.n_estimators}} ' +
      '--learning-rate ${{inputs.learning_rate}} --max-depth ${{inputs.max_depth}} --seed ${{inputs.seed}} ' +
      '--pause ${{inputs.pause}}',
    {
      computeId,
      codeId: code.id,
      displayName: 'iris-boosting',
      experimentName: 'iris',
      description: 'Trains gradient boosted trees on the iris measurements and logs a model.',
      tags: { sample: 'iris' },
      inputs: {
        iris_csv: {
          jobInputType: 'uri_file',
          uri: 'https://azuremlexamples.blob.core.windows.net/datasets/iris.csv',
        },
        ...Object.fromEntries(
          Object.entries(literals).map(([name, value]) => [name, { jobInputType: 'literal', value }]),
        ),
      },
    },
  )
  await jobStatus(arm, 'iris', 'Completed')
}

/** A search for a learning rate on a cluster of its own. `seconds` is how long each trial takes. */
function submitSweep(arm: ArmClient, name: string, computeId: string, seconds: number) {
  const script =
    "import mlflow, time; [(mlflow.log_metric('loss', (${{search_space.learning_rate}} - 0.05) ** 2 + 1 / epoch + " +
    '${{search_space.max_depth}} / 100, step=epoch), ' +
    `time.sleep(${seconds / 4})) for epoch in range(1, 5)]`
  return arm.workspace('PUT', `/jobs/${name}`, {
    properties: {
      jobType: 'Sweep',
      displayName: name,
      experimentName: 'iris',
      computeId,
      searchSpace: { learning_rate: ['loguniform', [-4.6, -1.2]], max_depth: ['choice', [[2, 3, 5]]] },
      samplingAlgorithm: { samplingAlgorithmType: 'Random', seed: 11 },
      objective: { goal: 'Minimize', primaryMetric: 'loss' },
      limits: { jobLimitsType: 'Sweep', maxTotalTrials: 6, maxConcurrentTrials: 2 },
      trial: {
        command: `python3 -c "${script}"`,
        environmentId: `${arm.workspaceId}/environments/python3-local/versions/1`,
      },
    },
  })
}

/** Everything that the pictures of a workspace in use show, made through the same calls that the studio makes. */
export async function fill(arm: ArmClient) {
  const computeId = await createCluster(arm, 'cpu-cluster', 2)
  await runIrisSample(arm, computeId)
  await arm.workspace('PUT', '/models/iris-classifier/versions/1', {
    properties: {
      modelType: 'mlflow_model',
      modelUri: 'azureml://jobs/iris/outputs/artifacts/paths/model',
      description: 'Boosted trees on the iris measurements',
      tags: { team: 'vision' },
    },
  })
  await arm.workspace('PUT', '/data/iris-data/versions/1', {
    properties: {
      dataType: 'uri_file',
      dataUri: 'https://azuremlexamples.blob.core.windows.net/datasets/iris.csv',
      description: '150 measured irises of three species',
    },
  })
  await submitSweep(arm, 'sweep-done', computeId, 0)
  await jobStatus(arm, 'sweep-done', 'Completed')
  const sweepComputeId = await createCluster(arm, 'sweep-cluster', 2)
  await submitSweep(arm, 'sweep-running', sweepComputeId, 600)
  await jobStatus(arm, 'sweep-running', 'Running')
  await submitJob(arm, 'failed', 'echo reading the table; echo "no such table: rows" >&2; exit 1', { computeId })
  await jobStatus(arm, 'failed', 'Failed')
  for (const name of ['running', 'also-running', 'queued']) {
    await submitJob(arm, name, 'for i in $(seq 1 900); do echo line $i; sleep 1; done', { computeId })
  }
  await jobStatus(arm, 'also-running', 'Running')
  await eventually('a job waits', async () => {
    const { properties } = await arm.workspace<{ properties: { status: string } }>('GET', '/jobs/queued')
    return properties.status === 'Queued'
  })
}
