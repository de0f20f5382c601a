import { createCluster, eventually, jobStatus, submitJob, type ArmClient } from '../../e2e/support/arm-client.ts'
import { readIrisCode, registerCode, trainCommand, trainInputs } from './code.ts'
import { fillEndedJobs, fillLiveJobs } from './fill-jobs.ts'

/** Runs the iris sample's script as the article's REST walk-through does. */
async function runIrisSample(arm: ArmClient, code: Readonly<Record<string, string>>, computeId: string) {
  await submitJob(arm, 'iris', trainCommand, {
    computeId,
    codeId: await registerCode(arm, 'iris-sample', code),
    displayName: 'iris-boosting',
    experimentName: 'iris',
    description: 'Trains gradient boosted trees on the iris measurements and logs a model.',
    tags: { sample: 'iris' },
    inputs: trainInputs,
  })
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
  const irisCode = await readIrisCode()
  await runIrisSample(arm, irisCode, computeId)
  await arm.workspace('PUT', '/models/iris-classifier/versions/1', {
    properties: {
      modelType: 'mlflow_model',
      modelUri: 'azureml://jobs/iris/outputs/artifacts/paths/model',
      jobName: 'iris',
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
  await fillEndedJobs(arm, irisCode, computeId)
  await submitSweep(arm, 'sweep-done', computeId, 0)
  await jobStatus(arm, 'sweep-done', 'Completed')
  const sweepComputeId = await createCluster(arm, 'sweep-cluster', 2)
  await submitSweep(arm, 'sweep-running', sweepComputeId, 600)
  await jobStatus(arm, 'sweep-running', 'Running')
  await submitJob(arm, 'failed', 'echo reading the table; echo "no such table: rows" >&2; exit 1', { computeId })
  await jobStatus(arm, 'failed', 'Failed')
  for (const name of ['running', 'also-running', 'queued']) {
    await submitJob(arm, name, 'for i in $(seq 1 3600); do echo line $i; sleep 1; done', { computeId })
  }
  await jobStatus(arm, 'also-running', 'Running')
  await eventually('a job waits', async () => {
    const { properties } = await arm.workspace<{ properties: { status: string } }>('GET', '/jobs/queued')
    return properties.status === 'Queued'
  })
  await fillLiveJobs(arm)
}
