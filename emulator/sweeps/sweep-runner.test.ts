import { expect, onTestFinished, test, vi } from 'vitest'
import { startTestEmulator, workspaceId } from '../testing/test-emulator.ts'
import { until } from '../testing/until.ts'

test('a sweep that stays in trouble says so once', async () => {
  const emulator = await startTestEmulator()
  const { db, jobs, resources } = emulator.ctx
  const properties = {
    jobType: 'Sweep',
    objective: { primaryMetric: 'loss', goal: 'minimize' },
    samplingAlgorithm: { samplingAlgorithmType: 'Grid' },
    searchSpace: { x: ['choice', [[1, 2]]] },
    trial: { command: 'sleep 300', environmentId: 'azureml:python3-local@latest' },
  }
  await emulator.call('PUT', `${workspaceId}/jobs/lost`, { body: { properties } })
  await until(() => (jobs.trials(workspaceId, 'lost').length === 2 ? true : undefined))

  const said = vi.spyOn(process.stderr, 'write').mockReturnValue(true)
  onTestFinished(async () => {
    vi.useRealTimers()
    said.mockRestore()
    db.exec('PRAGMA query_only = OFF')
    await emulator.dispose()
  })
  resources.delete(`${workspaceId}/jobs/lost`)
  // The looks that come after the next one are the test's to bring about.
  vi.useFakeTimers({ toFake: ['setTimeout'] })
  // A full disk, as far as the database is concerned: not even the end of the sweep can be written down.
  db.exec('PRAGMA query_only = ON')
  const ofSweep = () => said.mock.calls.map(String).filter((text) => text.startsWith('Sweep lost'))
  await until(() => (ofSweep().length > 0 ? true : undefined))
  const read = vi.spyOn(resources, 'get')
  await vi.advanceTimersByTimeAsync(20_000)
  expect(read).toHaveBeenCalledWith(`${workspaceId}/jobs/lost`)
  expect(ofSweep()).toHaveLength(2)
  expect(ofSweep()[1]).toContain('readonly')
})
