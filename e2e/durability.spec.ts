import { armClient, eventually, jobStatus, scriptLog, submitJob, type ArmClient } from './support/arm-client.ts'
import { expect, test } from './support/test.ts'

/** Logs a metric for every step, tries again until the server answers, and prints what was acknowledged. */
const writer = (steps: number) => `python3 - <<'PROGRAM'
import json, os, time, urllib.request

url = os.environ["MLFLOW_TRACKING_URI"] + "/api/2.0/mlflow/runs/log-metric"
headers = {"authorization": "Bearer " + os.environ["MLFLOW_TRACKING_TOKEN"], "content-type": "application/json"}
for step in range(${steps}):
    metric = {"run_id": os.environ["MLFLOW_RUN_ID"], "key": "loss", "value": 1.0 / (step + 1),
              "step": step, "timestamp": int(time.time() * 1000)}
    while True:
        try:
            request = urllib.request.Request(url, json.dumps(metric).encode(), headers)
            urllib.request.urlopen(request, timeout=5).read()
            break
        except OSError:
            time.sleep(0.05)
    print("acknowledged", step, flush=True)
    time.sleep(0.01)
PROGRAM`

const acknowledgedIn = (log: string) => [...log.matchAll(/^acknowledged (\d+)$/gm)].map(([, step]) => Number(step))

async function loggedSteps(arm: ArmClient, jobName: string): Promise<Set<number>> {
  const steps = new Set<number>()
  let pageToken: string | undefined
  do {
    const query = new URLSearchParams({ run_id: jobName, metric_key: 'loss', max_results: '1000' })
    if (pageToken) query.set('page_token', pageToken)
    const response = await arm.call('GET', `/mlflow/v2.0${arm.workspaceId}/api/2.0/mlflow/metrics/get-history?${query}`)
    const page = (await response.json()) as { metrics?: { step: number | string }[]; next_page_token?: string }
    for (const { step } of page.metrics ?? []) steps.add(Number(step))
    pageToken = page.next_page_token
  } while (pageToken)
  return steps
}

test('nothing that was acknowledged is lost when the emulator is killed while a job writes metrics', async ({
  ownEmulator,
}) => {
  let arm = await armClient(ownEmulator.ready)
  const jobName = 'survivor'
  await submitJob(arm, jobName, writer(240))
  await arm.workspace('PUT', '/models/kept/versions/1', {
    properties: { modelType: 'custom_model', modelUri: `azureml://jobs/${jobName}/outputs/artifacts/paths/model` },
  })

  for (const enough of [30, 90, 150]) {
    const before = await eventually(`${enough} metrics are acknowledged`, async () => {
      const log = await scriptLog(arm, jobName)
      return acknowledgedIn(log).length >= enough && log
    })
    await ownEmulator.kill()
    await ownEmulator.restart()
    arm = await armClient(ownEmulator.ready)

    const after = await scriptLog(arm, jobName)
    expect(after.startsWith(before), 'the log begins with all that was read before the kill').toBe(true)
    const kept = await loggedSteps(arm, jobName)
    expect(acknowledgedIn(before).filter((step) => !kept.has(step))).toEqual([])
  }

  const job = await jobStatus(arm, jobName, 'Completed', 'Failed')
  expect(job.properties.status, 'the job was followed across three kills').toBe('Completed')
  expect([...(await loggedSteps(arm, jobName))].length).toBe(240)
  await arm.workspace('GET', '/models/kept/versions/1')
})
