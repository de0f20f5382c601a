import { expect, test } from 'vitest'
import { setUpClients } from './clients.ts'
import { dataPlane } from './data-plane.ts'
import { jobs } from './jobs.ts'
import { rememberTenant } from './subscription-tenants.ts'

const workspace = (workspaceName: string) => ({
  subscriptionId: 'AAAAAAAA-0000-4000-8000-000000000001',
  resourceGroup: 'rg',
  workspaceName,
})

/** Clients whose calls are answered by address; `log` tells what was asked, with which tenant's token. */
function setUp(answers: Record<string, unknown>, dataPlaneBaseUrl?: string) {
  const log: string[] = []
  setUpClients({
    cloud: 'public',
    armBaseUrl: 'https://management.azure.com',
    signInBaseUrl: 'https://login.microsoftonline.com',
    dataPlaneBaseUrl,
    getToken: ({ tenantId }) => Promise.resolve(tenantId ?? 'home'),
    fetch: (input, init) => {
      const url = new URL(input instanceof Request ? input.url : input)
      log.push(`${url.host} ${new Headers(init?.headers).get('authorization') ?? 'no token'}`)
      const answer = Object.entries(answers).find(([part]) => url.href.includes(part))?.[1]
      return answer === undefined
        ? Promise.reject(new TypeError('Failed to fetch'))
        : Promise.resolve(new Response(JSON.stringify(answer)))
    },
  })
  return log
}

test("a call's token is of the tenant that its subscription is known to be in", async () => {
  const log = setUp({ '/jobs/': { name: 'j' } })
  await jobs.get({ workspace: workspace('ws'), jobName: 'j' })
  rememberTenant({ subscriptionId: workspace('ws').subscriptionId.toLowerCase() }, 'guest')
  await jobs.get({ workspace: workspace('ws'), jobName: 'j' })
  expect(log).toEqual(['management.azure.com Bearer home', 'management.azure.com Bearer guest'])
})

test('the data plane is where discovery says, asked without a token and only once', async () => {
  const discoveryUrl = 'https://eastus.api.azureml.ms/discovery'
  const log = setUp({
    '/workspaces/found': { location: 'eastus', properties: { discoveryUrl } },
    '/discovery': { api: 'https://westeurope.api.azureml.ms' },
    '/history': {},
  })
  await (await dataPlane(workspace('found'))).get('/history')
  await (await dataPlane(workspace('FOUND'))).get('/history')
  expect(log).toEqual([
    'management.azure.com Bearer guest',
    'eastus.api.azureml.ms no token',
    'westeurope.api.azureml.ms Bearer home',
    'westeurope.api.azureml.ms Bearer home',
  ])
})

test.each([
  ['refused', undefined],
  ['elsewhere', { api: 'https://evil.example' }],
  ['odd', ['api']],
])('a discovery that answers badly (%s) leaves the host of the region', async (name, answer) => {
  const log = setUp({
    [`/workspaces/${name}`]: { location: 'eastus', properties: { discoveryUrl: 'https://x.azureml.ms/discovery' } },
    ...(answer && { '/discovery': answer }),
    '/history': {},
  })
  await (await dataPlane(workspace(name))).get('/history')
  expect(log.at(-1)).toBe('eastus.api.azureml.ms Bearer home')
})

test('a configured address is used as it is', async () => {
  const log = setUp({ '/history': {} }, 'http://localhost:4281')
  await (await dataPlane(workspace('local'))).get('/history')
  expect(log).toEqual(['localhost:4281 Bearer home'])
})
