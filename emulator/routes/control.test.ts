import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { accounts } from '../seed/directory.ts'
import { until } from '../testing/until.ts'
import { signIn, startTestEmulator, workspaceId, type TestEmulator } from '../testing/test-emulator.ts'

let emulator: TestEmulator
beforeAll(async () => {
  emulator = await startTestEmulator()
})
afterAll(() => emulator.dispose())

const control = (method: string, path: string, body?: unknown) =>
  emulator.call<Record<string, unknown>>(method, `/_trainyard/${path}`, { body })
const fault = async (body: object) => expect((await control('POST', 'faults', body)).status).toBe(201)

test('a reader may not use it', async () => {
  const { access_token } = await signIn(emulator.ready, accounts[1]?.userPrincipalName ?? '')
  const body = { seconds: 1 }
  expect((await emulator.call('POST', '/_trainyard/clock/advance', { token: access_token, body })).status).toBe(403)
  expect((await emulator.call('POST', '/_trainyard/clock/advance', { token: null, body })).status).toBe(401)
  for (const path of ['settings', 'faults']) {
    // oxlint-disable-next-line no-await-in-loop -- two calls
    expect((await emulator.call('POST', `/_trainyard/${path}`, { token: access_token, body: {} })).status).toBe(403)
  }
})

test('a job may not use it', async () => {
  const token = await emulator.ctx.tokens.issueJobToken(workspaceId, 'any')
  const body = { familyCores: 1 }
  expect((await emulator.call('POST', '/_trainyard/settings', { token, body })).status).toBe(401)
  expect(emulator.ctx.switches.familyCores).toBe(100)
})

test('the clock moves forward and stays there over a restart', async () => {
  const other = await startTestEmulator()
  await other.call('POST', '/_trainyard/clock/advance', { body: { seconds: 600 } })
  expect(other.ctx.clock.now()).toBeGreaterThan(Date.now() + 599_000)
  await other.close()
  const again = await startTestEmulator({ dataDir: other.dataDir })
  expect(again.ctx.clock.now()).toBeGreaterThan(Date.now() + 599_000)
  await again.dispose()
})

test('addresses of files can be given a short life, and end with it', async () => {
  expect((await control('POST', 'settings', { sasSeconds: 5 })).body).toMatchObject({ sasSeconds: 5 })
  const properties = { jobType: 'Command', command: 'echo hello', environmentId: 'azureml:python3-local@latest' }
  await emulator.call('PUT', `${workspaceId}/jobs/brief`, { body: { properties } })
  const run = `/history/v1.0${workspaceId}/runs/brief/details`
  const log = await until(async () => {
    const { body } = await emulator.call<{ status: string; logFiles: Record<string, string> }>('GET', run)
    return body.status === 'Completed' ? body.logFiles['user_logs/std_log.txt'] : undefined
  })
  expect(await (await fetch(log, { headers: { range: 'bytes=0-4' } })).text()).toBe('hello')
  await control('POST', 'clock/advance', { seconds: 5 })
  const late = await fetch(log, { headers: { range: 'bytes=0-4' } })
  expect([late.status, late.headers.get('x-ms-error-code')]).toEqual([403, 'AuthenticationFailed'])
  expect(await late.text()).toMatch(
    /<AuthenticationErrorDetail>Signature not valid in the specified time frame: Start \[.* GMT\] - Expiry \[/,
  )
  for (const settings of [{ sasSeconds: 0 }, { sasSeconds: 1e300 }, { allocationSeconds: -1 }, { unheardOf: 1 }]) {
    // oxlint-disable-next-line no-await-in-loop -- four calls
    expect((await control('POST', 'settings', settings)).status).toBe(400)
  }
  await control('POST', 'settings', { sasSeconds: 3600 })
})

describe('faults', () => {
  test('throttle as often as asked, with Retry-After', async () => {
    await fault({
      path: '/jobs',
      method: 'get',
      kind: 'status',
      status: 429,
      code: 'TooManyRequests',
      retryAfter: 7,
      count: 2,
    })
    const ask = () => emulator.call('GET', `${workspaceId}/models/none`)
    const jobs = () => emulator.call('GET', `${workspaceId}/jobs/none`)
    expect((await ask()).status).toBe(404)
    const first = await jobs()
    expect([first.status, first.headers.get('retry-after')]).toEqual([429, '7'])
    expect((await jobs()).status).toBe(429)
    expect((await jobs()).status).toBe(404)
  })

  test('lose the answer of a PUT that was carried out', async () => {
    await fault({ path: '/models/lost/', kind: 'lose' })
    const path = `${workspaceId}/models/lost/versions/1`
    const body = { properties: { modelUri: 'https://example.test/m' } }
    await expect(emulator.call('PUT', path, { body })).rejects.toThrow('fetch failed')
    expect((await emulator.call('GET', path)).status).toBe(200)
  })

  test('drop the connection before anything happens', async () => {
    await fault({ path: '/models/dropped/', kind: 'drop' })
    const path = `${workspaceId}/models/dropped/versions/1`
    const body = { properties: { modelUri: 'https://example.test/m' } }
    await expect(emulator.call('PUT', path, { body })).rejects.toThrow('fetch failed')
    expect((await emulator.call('GET', path)).status).toBe(404)
  })

  test('cut an answer in half, or put a page in its place', async () => {
    await fault({ path: `/workspaces/contoso-research\\?`, kind: 'truncate' })
    await expect(emulator.call('GET', workspaceId)).rejects.toThrow('terminated')
    await fault({ path: `/workspaces/contoso-research\\?`, kind: 'html', status: 502 })
    const { status, body } = await emulator.call('GET', workspaceId)
    expect([status, body]).toEqual([502, expect.stringContaining('<html>')])
  })

  test('hit every so many requests', async () => {
    await fault({ path: '/models/third', kind: 'status', every: 3, count: 2 })
    const ask = async () => (await emulator.call('GET', `${workspaceId}/models/third`)).status
    const statuses: number[] = []
    // oxlint-disable-next-line no-await-in-loop -- their order is what counts
    for (let call = 0; call < 9; call += 1) statuses.push(await ask())
    expect(statuses).toEqual([404, 404, 503, 404, 404, 503, 404, 404, 404])
  })

  test('hit blob storage where that is asked for', async () => {
    const { body } = await emulator.call<{ blobReferenceForConsumption: { credential: { sasUri: string } } }>(
      'POST',
      `${workspaceId}/codes/faulty/versions/1/startPendingUpload`,
      { body: {} },
    )
    const [base, sas] = body.blobReferenceForConsumption.credential.sasUri.split('?')
    const put = (name: string) =>
      fetch(`${base}/${name}?${sas}`, { method: 'PUT', headers: { 'x-ms-blob-type': 'BlockBlob' }, body: 'x' })
    const isThere = async (name: string) => (await fetch(`${base}/${name}?${sas}`)).status === 200

    await fault({ server: 'blob', path: '/throttled', kind: 'status', status: 503, code: 'ServerBusy', retryAfter: 3 })
    const throttled = await put('throttled')
    expect([throttled.status, throttled.headers.get('retry-after')]).toEqual([503, '3'])
    expect((await put('throttled')).status).toBe(201)

    await fault({ server: 'blob', path: '/dropped', method: 'put', kind: 'drop' })
    await expect(put('dropped')).rejects.toThrow('fetch failed')
    expect(await isThere('dropped')).toBe(false)

    await fault({ server: 'blob', path: '/lost', method: 'put', kind: 'lose' })
    await expect(put('lost')).rejects.toThrow('fetch failed')
    expect(await isThere('lost')).toBe(true)
  })

  test('end when they are cleared, and bad ones are refused', async () => {
    await fault({ path: '.', kind: 'status', count: 100 })
    expect((await emulator.call('GET', workspaceId)).status).toBe(503)
    expect((await control('DELETE', 'faults')).status).toBe(204)
    expect((await emulator.call('GET', workspaceId)).status).toBe(200)
    expect((await control('POST', 'faults', { path: '(', kind: 'status' })).status).toBe(400)
  })
})

test('the headers that pages may read can be switched off', async () => {
  const exposed = async () => {
    const { headers } = await emulator.call('GET', workspaceId, { headers: { origin: emulator.ready.studio } })
    return headers.get('access-control-expose-headers')
  }
  await control('POST', 'settings', { exposeHeaders: false })
  expect(await exposed()).toBeNull()
  await control('POST', 'settings', { exposeHeaders: true })
  expect(await exposed()).toContain('location')
})
