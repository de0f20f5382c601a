import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { buildLog } from './job-logs.ts'
import { createHarness, type Harness } from './job-harness.ts'

let harness: Harness
beforeAll(async () => {
  harness = await createHarness()
})
afterAll(() => harness.dispose())

/** Runs a job that asks for a failure. @returns its error */
async function failureOf(kind: string, more: Record<string, unknown> = {}) {
  harness.submit(kind, 'echo begun; sleep 300; echo not reached', { tags: { 'trainyard.fail': kind }, ...more })
  expect(await harness.ended(kind)).toBe('Failed')
  return harness.errorOf(kind)
}

describe('a job that asks to fail', () => {
  test('out of memory is killed by SIGKILL, and its shell says so in its log', async () => {
    expect(await failureOf('out-of-memory')).toEqual({
      code: 'UserError',
      message:
        'Command exited with code 137, as one does that was killed (SIGKILL); it was not Azure ML that killed it',
    })
    expect(await harness.log('out-of-memory')).toMatch(/^begun\n.*Killed +sleep 300\n/)
  })

  test('out of disk, by a lost node or by the service itself is ended, and what it said is kept', async () => {
    const computeId = harness.cluster('cpu', 1)
    expect(await failureOf('out-of-disk', { computeId })).toMatchObject({
      code: 'UserError',
      message: expect.stringMatching(/DiskFullError: Disk full .* Total space: 14336 MB/),
    })
    expect(await failureOf('node-lost')).toMatchObject({ code: 'ServiceError', innerError: { code: 'NodeLostError' } })
    const service = await failureOf('service')
    expect(service).toMatchObject({ code: 'ServiceError', message: expect.stringContaining('OrchestrateJobError') })
    for (const kind of ['out-of-disk', 'node-lost', 'service']) {
      // oxlint-disable-next-line no-await-in-loop -- three small reads
      expect(await harness.log(kind)).toMatch(/^begun\n(?!.*not reached)/s)
    }
  })

  test('of a pre-empted node says so in the words of the service', async () => {
    expect((await failureOf('preempted'))?.message).toMatch(/^AzureMLCompute job failed\. PreemptionError: Nodes of/)
  })

  test('of its image build never starts, and leaves the log of the build', async () => {
    expect(await failureOf('image-build')).toEqual({
      code: 'UserError',
      message: 'Image build failed. For more details, check log file azureml-logs/20_image_build_log.txt.',
      messageFormat: 'Image build failed. For more details, check log file {ArtifactPath}.',
      messageParameters: { ArtifactPath: 'azureml-logs/20_image_build_log.txt' },
      innerError: { code: 'BadArgument', innerError: { code: 'ImageBuildFailure' } },
    })
    expect(await harness.artifact('image-build', buildLog)).toContain('ResolvePackageNotFound')
    expect(await harness.log('image-build')).toBe('')
  })

  test('of data that it may not read names its input', async () => {
    const uri = await harness.file('secret.csv', 'a,b')
    const inputs = { rate: { jobInputType: 'literal', value: '1' }, data: { jobInputType: 'uri_file', uri } }
    const error = await failureOf('data-access', { inputs })
    expect(error).toMatchObject({
      target: 'input: data',
      message: expect.stringContaining(`Failed to mount URI ${uri}`),
    })
    expect(await harness.log('data-access')).toBe('')
  })

  test('for want of quota never gets a node, and the job behind it does', async () => {
    const computeId = harness.cluster('small', 2)
    const error = await failureOf('quota', { computeId, resources: { instanceCount: 2 } })
    expect(error?.message).toContain('a Standard DSv2 family vCPU quota of 0 and cannot accomodate')
    expect(error?.message).toContain('2 requested managed compute nodes which maps to 4 vCPUs')
    harness.submit('behind', 'echo ok', { computeId })
    expect(await harness.ended('behind')).toBe('Completed')
  })

  test('in a way that there is not runs as any other', async () => {
    harness.submit('strange', 'echo ok', { tags: { 'trainyard.fail': 'gloriously' } })
    expect(await harness.ended('strange')).toBe('Completed')
  })
})

describe('a job that is really killed', () => {
  test.each([
    ['one of its programs', `bash -c 'echo now; kill -9 $$'`],
    ['all of it', 'echo now; kill -9 0'],
  ])('%s, fails with exit code 137 and not by its time limit', async (what, command) => {
    const name = what.replaceAll(' ', '-')
    harness.submit(name, command, { limits: { jobLimitsType: 'Command', timeout: 'PT1H' } })
    expect(await harness.ended(name)).toBe('Failed')
    expect(harness.errorOf(name)?.message).toMatch(/^Command exited with code 137/)
    expect(await harness.log(name)).toMatch(/^now\n/)
  })
})
