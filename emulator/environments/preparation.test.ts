import { existsSync, readdirSync } from 'node:fs'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { createHarness, type Harness, workspaceId } from '../jobs/job-harness.ts'
import { makeWheel } from '../testing/make-wheel.ts'
import { until } from '../testing/until.ts'

const buildLog = 'azureml-logs/20_image_build_log.txt'
const systemLog = 'system_logs/lifecycler/lifecycler.log'
const failed = { code: 'UserError', message: `Image build failed. For more details, check log file ${buildLog}.` }

let harness: Harness
beforeEach(async () => {
  vi.stubEnv('TRAINYARD_PYPI', 'off')
  harness = await createHarness()
})
afterEach(async () => {
  await harness.dispose()
  vi.unstubAllEnvs()
})

/** Registers an environment. @returns its id */
function environment(name: string, properties: Record<string, unknown>): string {
  const id = `${workspaceId}/environments/${name}/versions/1`
  const type = 'Microsoft.MachineLearningServices/workspaces/environments/versions'
  harness.ctx.resources.put({ id, name: '1', type, properties: { image: 'python:3.11', ...properties } })
  return id
}

/** One whose conda file asks for these packages of pip. */
const withPip = (name: string, ...packages: string[]) =>
  environment(name, { condaFile: `dependencies:\n  - pip:\n${packages.map((line) => `      - ${line}\n`).join('')}` })

const wheel = (name: string, files: Record<string, string>) =>
  makeWheel(`${harness.dataDir}/wheels`, { name, version: '1.0', files })

const logOf = async (jobName: string, path: string) => (await harness.artifact(jobName, path)) ?? ''
const folders = () =>
  existsSync(`${harness.dataDir}/environments`) ? readdirSync(`${harness.dataDir}/environments`) : []

describe('a job whose environment has a conda file', () => {
  test('runs with a Python that has its packages', async () => {
    await wheel('tiny-model', { 'tiny_model.py': 'answer = 42' })
    const environmentId = withPip('tiny', 'tiny-model==1.0')
    const command =
      'python -c "import tiny_model; print(tiny_model.answer)"; pip show tiny-model | grep Version; which python3'
    harness.submit('tiny-job', command, { environmentId })
    expect(harness.statusOf('tiny-job')).toBe('Preparing')
    await harness.until('tiny-job', 'Completed')
    const [key = ''] = folders()
    expect(await harness.log('tiny-job')).toBe(`42\nVersion: 1.0\n${harness.dataDir}/environments/${key}/bin/python3\n`)
    const built = await logOf('tiny-job', buildLog)
    expect(built).toContain('Building the environment tiny:1 with Python 3.')
    expect(built).toContain('Successfully installed tiny-model-1.0')
    expect(built).toMatch(/: Image build succeeded in [\d.]+ s\n$/)
    expect(await logOf('tiny-job', systemLog)).toMatch(/\[environment\] Environment tiny:1 is ready \(built at \d{4}-/)
  })

  test('fails in the words of the service when a package cannot be had, and the log says which', async () => {
    harness.submit('lost', 'echo never', { environmentId: withPip('lost', 'trainyard-no-such-package') })
    expect(await harness.ended('lost')).toBe('Failed')
    expect(harness.errorOf('lost')).toEqual(failed)
    expect(await until(() => harness.artifact('lost', buildLog))).toMatch(
      /: Image build failed: no version of the package trainyard-no-such-package was found; .* TRAINYARD_PYPI is off\n$/,
    )
    expect(await harness.artifact('lost', 'user_logs/std_log.txt')).toBeUndefined()
    expect(folders()).toEqual([])
  })
})
