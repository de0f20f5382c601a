import { afterAll, beforeAll, expect, test } from 'vitest'
import { accounts, homeTenant } from '../seed/directory.ts'
import { mainWorkspace } from '../seed/world.ts'
import { signIn, startTestEmulator, workspaceId, type TestEmulator } from '../testing/test-emulator.ts'

let emulator: TestEmulator
beforeAll(async () => {
  emulator = await startTestEmulator()
})
afterAll(() => emulator.dispose())

type List<T = { name: string }> = { value: T[]; nextLink?: string }
type ErrorBody = { error: { code: string; message: string } }
const subscription = `/subscriptions/${mainWorkspace.subscriptionId}`

test('the owner sees both tenants, the reader one', async () => {
  type Tenants = List<{ displayName: string; tenantCategory: string }>
  const tenantsOf = async (index: number) => {
    const { access_token } = await signIn(emulator.ready, accounts[index]?.userPrincipalName ?? '')
    const { body } = await emulator.call<Tenants>('GET', '/tenants', { token: access_token })
    return body.value.map(({ displayName, tenantCategory }) => `${displayName}: ${tenantCategory}`)
  }
  expect(await tenantsOf(0)).toEqual(['Contoso Research: Home', 'Fabrikam Partners: ProjectedBy'])
  expect(await tenantsOf(1)).toEqual(['Contoso Research: Home'])
})

test('workspaces are listed by subscription, by resource group and through Resource Graph', async () => {
  const workspaces = 'providers/Microsoft.MachineLearningServices/workspaces'
  const names = async (path: string) => (await emulator.call<List>('GET', path)).body.value.map(({ name }) => name)
  expect(await names(`${subscription}/${workspaces}`)).toEqual(['contoso-research', 'vision-lab'])
  expect(await names(`${subscription}/resourceGroups/RG-Vision-Lab/${workspaces}`)).toEqual(['vision-lab'])

  const query =
    "resources | where type =~ 'microsoft.machinelearningservices/workspaces' | project id | order by name asc"
  const graph = '/providers/Microsoft.ResourceGraph/resources'
  type Graph = { data: { name: string }[]; totalRecords: number; $skipToken: string }
  const first = await emulator.call<Graph>('POST', graph, { body: { query, options: { $top: 3 } } })
  expect(first.body).toMatchObject({ totalRecords: 4, count: 3, resultTruncated: 'true' })
  const $skipToken = first.body.$skipToken
  const rest = await emulator.call<Graph>('POST', graph, { body: { query, options: { $top: 3, $skipToken } } })
  expect([...first.body.data, ...rest.body.data].map(({ name }) => name)).toEqual([
    'churn-production',
    'contoso-research',
    'demand-forecast',
    'vision-lab',
  ])
  expect((await emulator.call('POST', graph, { body: { query: 'resources | count' } })).status).toBe(400)
})

test('a workspace tells where its data plane is, in any spelling of its id', async () => {
  const { body } = await emulator.call('GET', workspaceId.toLowerCase())
  expect(body).toMatchObject({
    id: workspaceId,
    location: 'eastus',
    properties: {
      provisioningState: 'Succeeded',
      discoveryUrl: `${emulator.ready.arm}/discovery`,
      mlFlowTrackingUri: `${emulator.ready.arm}/mlflow/v1.0${workspaceId}`,
      tenantId: homeTenant.tenantId,
    },
  })
})

test('what is missing is named: subscription, resource group or workspace', async () => {
  const code = async (path: string) => (await emulator.call<ErrorBody>('GET', path)).body.error.code
  expect(await code('/subscriptions/00000000-0000-0000-0000-000000000000/resourcegroups')).toBe('SubscriptionNotFound')
  expect(await code(workspaceId.replace('rg-ml-research', 'rg-none'))).toBe('ResourceGroupNotFound')
  expect(await code(workspaceId.replace('contoso-research', 'none'))).toBe('ResourceNotFound')
})

test('ARM asks for an api-version of the date form', async () => {
  const code = async (path: string) => (await emulator.call<ErrorBody>('GET', path)).body.error.code
  expect(await code('/subscriptions?x=1')).toBe('MissingApiVersionParameter')
  expect(await code('/subscriptions?api-version=latest')).toBe('InvalidApiVersionParameter')
  expect((await emulator.call('GET', '/subscriptions?api-version=2022-12-01-preview')).status).toBe(200)
})

test('a route that is missing says so', async () => {
  const { status, body } = await emulator.call<ErrorBody>('GET', `${workspaceId}/schedules`)
  expect([status, body.error.code]).toEqual([501, 'NotImplementedByEmulator'])
  expect(body.error.message).toContain('/schedules')
})

test('permissions are those of the role', async () => {
  const { access_token } = await signIn(emulator.ready, accounts[1]?.userPrincipalName ?? '')
  const path = `${workspaceId}/providers/Microsoft.Authorization/permissions`
  const { body } = await emulator.call('GET', path, { token: access_token })
  expect(body).toEqual({ value: [{ actions: ['*/read'], notActions: [], dataActions: [], notDataActions: [] }] })
})

test('a region tells its VM sizes, quotas and their use', async () => {
  const location = `${subscription}/providers/Microsoft.MachineLearningServices/locations/eastus`
  type Sizes = List<{ name: string; vCPUs: number; gpus: number; supportedComputeTypes: string[] }>
  const sizes = (await emulator.call<Sizes>('GET', `${location}/vmSizes`)).body.value
  expect(sizes.find(({ name }) => name === 'Standard_DS3_v2')).toMatchObject({ vCPUs: 4, gpus: 0 })
  expect(sizes.find(({ name }) => name === 'Standard_NC24ads_A100_v4')).toMatchObject({ vCPUs: 24, gpus: 1 })
  expect(sizes.every(({ supportedComputeTypes }) => supportedComputeTypes.includes('AmlCompute'))).toBe(true)

  type Usages = List<{ name: { value: string }; currentValue: number; limit: number }>
  const usages = (await emulator.call<Usages>('GET', `${location}/usages`)).body.value
  expect(usages.map(({ name }) => name.value)).toContain('Standard DSv2 Family Cluster Dedicated vCPUs')
  expect((await emulator.call('GET', `${location}/quotas`)).status).toBe(200)
  expect((await emulator.call('GET', location.replace('eastus', 'mars') + '/vmSizes')).status).toBe(400)
})
