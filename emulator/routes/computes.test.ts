import { writeFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { signIn, startTestEmulator, type TestEmulator, workspaceId } from '../testing/test-emulator.ts'

let emulator: TestEmulator
beforeAll(async () => {
  emulator = await startTestEmulator()
})
afterAll(() => emulator.dispose())

type Compute = {
  id: string
  location: string
  properties: {
    provisioningState: string
    properties: Record<string, unknown> & {
      allocationState: string
      currentNodeCount: number
      targetNodeCount: number
      nodeStateCounts: Record<string, number>
    }
  }
}
type Failure = { error: { code: string; message: string; target?: string } }

const pathOf = (name: string) => `${workspaceId}/computes/${name}`

/** Body of the walk-through in the Azure docs, with one part changed. */
const clusterBody = (inner: Record<string, unknown> = {}, outer: Record<string, unknown> = {}) => ({
  location: 'eastus',
  properties: {
    computeType: 'AmlCompute',
    ...outer,
    properties: {
      vmSize: 'Standard_D2_V2',
      vmPriority: 'Dedicated',
      scaleSettings: { maxNodeCount: 4, minNodeCount: 0, nodeIdleTimeBeforeScaleDown: 'PT30M' },
      ...inner,
    },
  },
})

const put = <T = Compute>(name: string, body: unknown = clusterBody()) =>
  emulator.call<T>('PUT', pathOf(name), { body })
const get = (name: string) => emulator.call<Compute>('GET', pathOf(name))

describe('creating a cluster', () => {
  test('goes from Creating to Succeeded, and can be followed by the operation or by the compute', async () => {
    const created = await put('cpu-cluster')
    expect(created.status).toBe(201)
    expect(created.body.properties.provisioningState).toBe('Creating')
    expect(created.headers.get('retry-after')).toBe('10')
    const operation = new URL(created.headers.get('azure-asyncoperation') ?? '')
    expect((await emulator.call('GET', operation.pathname)).body).toMatchObject({ status: 'InProgress' })

    emulator.ctx.clock.advance(3000)
    expect((await get('cpu-cluster')).body.properties.provisioningState).toBe('Succeeded')
    expect((await emulator.call('GET', operation.pathname)).body).toMatchObject({ status: 'Succeeded' })
  })

  test('brings up the minimum of nodes', async () => {
    await put('warm', clusterBody({ scaleSettings: { maxNodeCount: 2, minNodeCount: 1 } }))
    emulator.ctx.clock.advance(3000)
    expect((await get('warm')).body.properties.properties).toMatchObject({
      allocationState: 'Resizing',
      currentNodeCount: 0,
      targetNodeCount: 1,
    })
    emulator.ctx.clock.advance(2000)
    const { body } = await get('warm')
    expect(body.properties.properties).toMatchObject({ allocationState: 'Steady', currentNodeCount: 1 })
    expect(body.properties.properties.nodeStateCounts).toMatchObject({ idleNodeCount: 1, runningNodeCount: 0 })
  })

  test('that its quota forbids says why it has no nodes', async () => {
    const settings = (body: object) => emulator.call('POST', '/_trainyard/settings', { body })
    await settings({ familyCores: 3 })
    await put('starved', clusterBody({ vmSize: 'Standard_F4s_v2', scaleSettings: { maxNodeCount: 0 } }))
    const scaleSettings = { minNodeCount: 1, maxNodeCount: 1 }
    await settings({ familyCores: 100 })
    await emulator.call('PATCH', pathOf('starved'), { body: { properties: { properties: { scaleSettings } } } })
    await settings({ familyCores: 3 })
    emulator.ctx.clock.advance(3000)
    const message = expect.stringContaining('Standard FSv2 Family Cluster Dedicated vCPUs. Maximum allowed: 3')
    expect((await get('starved')).body.properties.properties).toMatchObject({
      allocationState: 'Steady',
      currentNodeCount: 0,
      targetNodeCount: 0,
      errors: [{ error: { code: 'ClusterCoreQuotaReached', message } }],
    })
    await settings({ familyCores: 100 })
    expect((await get('starved')).body.properties.properties).toMatchObject({ targetNodeCount: 1, errors: null })
  })

  test('again changes it', async () => {
    await put('again')
    const second = await put('again', clusterBody({ scaleSettings: { maxNodeCount: 2 } }))
    expect(second.status).toBe(200)
    expect(second.body.properties.properties['scaleSettings']).toMatchObject({ maxNodeCount: 2, minNodeCount: 0 })
  })

  test('does not give the password of the administrator back', async () => {
    const secret = { adminUserName: 'azureuser', adminUserPassword: 'not-to-be-seen' }
    const { body } = await put('secretive', clusterBody({ userAccountCredentials: secret }))
    expect(JSON.stringify(body)).not.toContain('not-to-be-seen')
  })

  test.each([
    ['a name that is too short', 'ab', clusterBody(), 'computeName'],
    ['a name that ends in dash and digits', 'gpu-12', clusterBody(), 'computeName'],
    ['an unknown VM size', 'ok-name', clusterBody({ vmSize: 'Standard_X9' }), 'properties.properties.vmSize'],
    ['a missing VM size', 'ok-name', clusterBody({ vmSize: undefined }), 'properties.properties.vmSize'],
    [
      'a minimum above the maximum',
      'ok-name',
      clusterBody({ scaleSettings: { maxNodeCount: 1, minNodeCount: 2 } }),
      'properties.properties.scaleSettings.minNodeCount',
    ],
    [
      'an idle time that is no duration',
      'ok-name',
      clusterBody({ scaleSettings: { maxNodeCount: 1, nodeIdleTimeBeforeScaleDown: '120' } }),
      'properties.properties.scaleSettings.nodeIdleTimeBeforeScaleDown',
    ],
    [
      'another kind of compute',
      'ok-name',
      clusterBody({}, { computeType: 'ComputeInstance' }),
      'properties.computeType',
    ],
    ['another region', 'ok-name', { ...clusterBody(), location: 'westeurope' }, 'location'],
  ])('is refused for %s', async (_, name, body, target) => {
    const { status, body: answer } = await put<Failure>(name, body)
    expect(status).toBe(400)
    expect(answer.error).toMatchObject({ code: 'BadArgument', target })
  })

  test('is refused above the quota of the VM family', async () => {
    const { status, body } = await put<Failure>('too-big', clusterBody({ scaleSettings: { maxNodeCount: 1000 } }))
    expect(status).toBe(400)
    expect(body.error).toMatchObject({
      code: 'ClusterCoreQuotaReached',
      target: 'properties.properties.scaleSettings.maxNodeCount',
    })
  })

  test('is refused to a reader', async () => {
    const { access_token } = await signIn(emulator.ready, 'rhea@contoso-research.onmicrosoft.com')
    const options = { token: access_token, body: clusterBody() }
    const { status, body } = await emulator.call<Failure>('PUT', pathOf('not-mine'), options)
    expect(status).toBe(403)
    expect(body.error.message).toContain('Microsoft.MachineLearningServices/workspaces/computes/write')
  })
})

describe('an existing cluster', () => {
  test('is resized by PATCH, which changes nothing else', async () => {
    await put('resized')
    const body = { properties: { properties: { scaleSettings: { maxNodeCount: 8 }, vmSize: 'Standard_NC6' } } }
    const patched = await emulator.call<Compute>('PATCH', pathOf('resized'), { body })
    expect(patched.status).toBe(200)
    expect(patched.body.properties.properties).toMatchObject({
      vmSize: 'Standard_D2_V2',
      scaleSettings: { maxNodeCount: 8, minNodeCount: 0 },
    })
  })

  test('gets a node for a job, keeps it idle for a while and gives it back', async () => {
    await put('busy', clusterBody({ vmSize: 'Standard_DS3_v2' }))
    const usage = async () => {
      const subscription = workspaceId.split('/').slice(0, 3).join('/')
      const path = `${subscription}/providers/Microsoft.MachineLearningServices/locations/eastus/usages`
      type Usages = { value: { name: { value: string }; currentValue: number }[] }
      const { body } = await emulator.call<Usages>('GET', path)
      return body.value.find(({ name }) => name.value.includes('DSv2'))?.currentValue
    }
    const stop = `${emulator.dataDir}/stop-busy`
    const command = `while [ ! -e ${stop} ]; do sleep 0.05; done`
    const properties = {
      jobType: 'Command',
      command,
      environmentId: 'azureml:python3-local:1',
      computeId: pathOf('busy'),
    }
    emulator.ctx.clock.advance(3000)
    await emulator.call('PUT', `${workspaceId}/jobs/on-busy`, { body: { properties } })
    expect((await get('busy')).body.properties.properties).toMatchObject({
      allocationState: 'Resizing',
      targetNodeCount: 1,
    })

    const counts = async () => (await get('busy')).body.properties.properties.nodeStateCounts
    await vi.waitUntil(async () => (await counts())['runningNodeCount'] === 1, { timeout: 30_000 })
    const nodes = await emulator.call('POST', `${pathOf('busy')}/listNodes`)
    expect(nodes.body).toMatchObject({ nodes: [{ nodeState: 'running', runId: 'on-busy' }] })
    expect(await usage()).toBe(4)

    writeFileSync(stop, '')
    await vi.waitUntil(async () => (await counts())['idleNodeCount'] === 1, { timeout: 30_000 })
    emulator.ctx.clock.advance(30 * 60_000)
    expect((await counts())['leavingNodeCount']).toBe(1)
    emulator.ctx.clock.advance(1000)
    expect((await get('busy')).body.properties.properties).toMatchObject({
      allocationState: 'Steady',
      currentNodeCount: 0,
    })
    expect(await usage()).toBe(0)
  })

  test('is found whatever the case of its name', async () => {
    await put('CaseLess')
    expect((await get('caseless')).body.id).toBe(pathOf('CaseLess'))
  })

  test('is listed', async () => {
    await put('listed')
    const { body } = await emulator.call<{ value: { name: string }[] }>('GET', `${workspaceId}/computes`)
    expect(body.value.map(({ name }) => name)).toContain('listed')
  })

  test('is Deleting for a while, then gone; its jobs are cancelled', async () => {
    await put('doomed')
    const environmentId = 'azureml:python3-local@latest'
    const job = { jobType: 'Command', command: 'sleep 300', environmentId, computeId: pathOf('doomed') }
    await emulator.call('PUT', `${workspaceId}/jobs/on-doomed`, { body: { properties: job } })

    expect((await emulator.call('DELETE', pathOf('doomed'))).status).toBe(400)
    const query = '?api-version=2025-09-01&underlyingResourceAction=Delete'
    const deleted = await emulator.call('DELETE', pathOf('doomed') + query)
    expect(deleted.status).toBe(202)
    expect((await get('doomed')).body.properties.provisioningState).toBe('Deleting')
    const status = emulator.ctx.resources.get(`${workspaceId}/jobs/on-doomed`)?.properties['status']
    expect(status).toBe('Canceled')

    emulator.ctx.clock.advance(2000)
    expect((await get('doomed')).status).toBe(404)
    expect((await emulator.call('DELETE', pathOf('doomed') + query)).status).toBe(204)
  })
})
