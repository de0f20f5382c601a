import { expect, onTestFinished, test } from 'vitest'
import { until } from '../testing/until.ts'
import { createHarness, workspaceId } from './job-harness.ts'
import { gpuMetrics, watchResources } from './system-metrics.ts'
import { createJobTable } from './job-table.ts'

const busy = `python3 -c '
block = bytearray(60_000_000)
while True: pass'`

test('what a job really uses is among the metrics of its run', async () => {
  const harness = await createHarness()
  // Ends the job, too.
  onTestFinished(() => harness.dispose())
  const { db, runs } = harness.ctx
  harness.submit('busy', busy)
  await harness.until('busy', 'Running')
  const pid = createJobTable(db).get(workspaceId, 'busy')?.pid ?? 0
  const stop = watchResources(harness.ctx, { workspaceId, jobName: 'busy' }, pid, 50)
  onTestFinished(stop)
  const run = runs.get(workspaceId, 'busy')!
  const latest = (key: string) => runs.metrics.latest(run.seq).find((metric) => metric.key === `system/${key}`)

  const memory = await until(() => {
    const found = latest('system_memory_usage_megabytes')
    return found && found.value > 60 ? found : undefined
  })
  expect(memory.value).toBeLessThan(500)
  const processor = await until(() => {
    const found = latest('cpu_utilization_percentage')
    return found && found.value > 1 ? found : undefined
  })
  expect(processor.value).toBeLessThanOrEqual(100)
  expect(latest('system_memory_usage_percentage')?.value).toBeLessThan(100)
  const { metrics } = runs.metrics.history(run.seq, 'system/cpu_utilization_percentage', 100)
  expect(metrics.map(({ step }) => step)).toEqual(metrics.map((_, index) => index))
})

test('GPUs are told one by one, in the units of MLflow', () => {
  expect(gpuMetrics('0, 87, 10240, 40960\n1, 0, 0, 40960\n')).toEqual({
    'system/gpu_0_utilization_percentage': 87,
    'system/gpu_0_memory_usage_megabytes': 10_737.41824,
    'system/gpu_0_memory_usage_percentage': 25,
    'system/gpu_1_utilization_percentage': 0,
    'system/gpu_1_memory_usage_megabytes': 0,
    'system/gpu_1_memory_usage_percentage': 0,
  })
  expect(gpuMetrics('')).toEqual({})
})
