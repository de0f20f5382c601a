import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startTestEmulator, type TestEmulator, workspaceId } from '../testing/test-emulator.ts'
import { readArtifact } from '../testing/read-artifact.ts'
import { isFinal } from '../jobs/job-table.ts'

let emulator: TestEmulator
beforeAll(async () => {
  emulator = await startTestEmulator()
})
afterAll(() => emulator.dispose())

type Job = {
  name: string
  properties: Record<string, unknown> & { status: string; properties: Record<string, string> }
}
type Run = {
  runId: string
  parentRunId: string | null
  rootRunId: string
  status: string
  cancelationReason: string | null
  warnings: { message: string }[]
  error: { error: { message: string } } | null
  tags: Record<string, string>
  properties: Record<string, string>
}

const pathOf = (name: string) => `${workspaceId}/jobs/${name}`
const history = `/history/v1.0${workspaceId}`
const jobOf = async (name: string) => (await emulator.call<Job>('GET', pathOf(name))).body
const runOf = async (name: string) => (await emulator.call<Run>('GET', `${history}/runs/${name}`)).body
const childrenOf = async (name: string) =>
  (await emulator.call<{ value: Run[] }>('GET', `${history}/runs/${name}/children`)).body.value
const logOf = async (name: string) =>
  (await readArtifact(emulator.ctx, workspaceId, name, 'azureml-logs/hyperdrive.txt')) ?? ''
const valuesOf = (run: Run) => JSON.parse(run.tags['hyperparameters'] ?? '{}') as Record<string, unknown>

/** A trial that logs values of `loss`, as a shell without Python can: by MLflow's REST API. */
const logging = (values: string) => `for v in ${values}; do curl -s -H "Authorization: Bearer $MLFLOW_TRACKING_TOKEN" \
  -H 'Content-Type: application/json' "$MLFLOW_TRACKING_URI/api/2.0/mlflow/runs/log-metric" \
  -d "{\\"run_id\\": \\"$MLFLOW_RUN_ID\\", \\"key\\": \\"loss\\", \\"value\\": $v, \\"timestamp\\": 1, \\"step\\": $((i = i + 1))}"; done`

const sweep = (command: string, more: Record<string, unknown> = {}) => ({
  properties: {
    jobType: 'Sweep',
    objective: { primaryMetric: 'loss', goal: 'minimize' },
    samplingAlgorithm: { samplingAlgorithmType: 'Grid' },
    searchSpace: { x: ['choice', [[3, 1, 2]]] },
    limits: { jobLimitsType: 'Sweep', maxTotalTrials: 10, maxConcurrentTrials: 2 },
    trial: { command, environmentId: 'azureml:python3-local@latest' },
    ...more,
  },
})

async function submit(name: string, body: object): Promise<Job> {
  const answer = await emulator.call<Job>('PUT', pathOf(name), { body })
  expect(answer).toMatchObject({ status: 201 })
  return answer.body
}
async function until<T>(look: () => Promise<T | undefined>): Promise<T> {
  for (;;) {
    const found = await look()
    if (found !== undefined) return found
    await sleep(20)
  }
}
const ended = (name: string) =>
  until(async () => {
    const job = await jobOf(name)
    return isFinal(job.properties.status) ? job : undefined
  })

describe('a sweep that completes', () => {
  test('runs every cell of a grid, finds the best one and shows what it did', async () => {
    const made = await submit(
      'grid',
      sweep(`echo x=\${{search_space.x}} $AZUREML_SWEEP_x > outputs/x; ${logging('${{search_space.x}}')}`),
    )
    expect(made.properties).toMatchObject({ status: 'Queued', objective: { goal: 'Minimize' } })
    const job = await ended('grid')
    expect(job.properties.status).toBe('Completed')
    expect(job.properties.properties).toMatchObject({
      best_child_run_id: 'grid_1',
      best_data_container_id: 'dcid.grid_1',
      score: '1',
      best_metric_status: 'Succeeded',
      primary_metric_config: '{"name":"loss","goal":"minimize"}',
      space_size: '3',
    })

    const children = await childrenOf('grid')
    expect(children.map(({ runId }) => runId)).toEqual(['grid_0', 'grid_1', 'grid_2'])
    expect(children.map(valuesOf)).toEqual([{ x: 3 }, { x: 1 }, { x: 2 }])
    expect(children[0]).toMatchObject({ parentRunId: 'grid', rootRunId: 'grid', status: 'Completed' })
    expect(children[0]?.properties['score']).toBe('3')
    expect(await readArtifact(emulator.ctx, workspaceId, 'grid_0', 'outputs/x')).toBe('x=3 3\n')
    expect(await runOf('grid')).toMatchObject({ status: 'Completed', properties: { best_child_run_id: 'grid_1' } })
    expect(await logOf('grid')).toContain("Best job so far: 'grid_1', score 1\n")
  })
})
