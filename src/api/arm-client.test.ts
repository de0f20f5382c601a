import { afterEach, expect, test, vi } from 'vitest'
import { createArmClient, type TokenRequest } from './arm-client.ts'
import { ArmError, NetworkError } from './arm-error.ts'

afterEach(() => vi.useRealTimers())

const baseUrl = 'https://management.azure.com'

type Answer = Response | (() => Promise<Response>)

/** A client whose calls are answered in turn, with a record of what was asked for. */
function aClient(answers: Answer[], options: { parse?: (text: string) => unknown; apiVersion?: string } = {}) {
  const calls: { method: string; url: string; headers: Headers; body: unknown }[] = []
  const tokens: TokenRequest[] = []
  const client = createArmClient({
    baseUrl,
    ...options,
    getToken: (request) => {
      tokens.push(request)
      return Promise.resolve(`token-${tokens.length}`)
    },
    fetch: (input, init) => {
      calls.push({
        method: init?.method ?? '',
        url: new URL(input instanceof Request ? input.url : input).href,
        headers: new Headers(init?.headers),
        body: init?.body,
      })
      const answer = answers.shift()
      if (!answer) throw new Error('The test has no further answer')
      return typeof answer === 'function' ? answer() : Promise.resolve(answer)
    },
  })
  return { client, calls, tokens }
}

const json = (body: unknown, init?: ResponseInit) => new Response(JSON.stringify(body), init)

/** What a call is refused with, as an ArmError. */
async function armErrorOf(call: Promise<unknown>): Promise<ArmError> {
  const error: unknown = await call.then(
    () => undefined,
    (cause: unknown) => cause,
  )
  if (error instanceof ArmError) return error
  throw new Error(`Expected an ArmError, got ${String(error)}`)
}

test('a call carries token, api-version and an id of its own', async () => {
  const { client, calls } = aClient([json({ name: 'ws' })], { apiVersion: '2025-09-01' })
  expect(await client.get('/subscriptions/s', { query: { listViewType: 'All', left: undefined } })).toEqual({
    name: 'ws',
  })
  expect(calls[0]?.url).toBe(`${baseUrl}/subscriptions/s?listViewType=All&api-version=2025-09-01`)
  expect(calls[0]?.headers.get('authorization')).toBe('Bearer token-1')
  expect(calls[0]?.headers.get('x-ms-client-request-id')).toMatch(/^[0-9a-f-]{36}$/)
  expect(calls[0]?.headers.has('content-type')).toBe(false)
})

test('an api-version of the call wins over that of the client', async () => {
  const { client, calls } = aClient([json({})], { apiVersion: '2025-09-01' })
  await client.get('/tenants', { query: { 'api-version': '2022-12-01' } })
  expect(new URL(calls[0]?.url ?? '').searchParams.getAll('api-version')).toEqual(['2022-12-01'])
})

test('a list is followed to its end, also over an empty page', async () => {
  const { client, calls } = aClient([
    json({ value: [1], nextLink: `${baseUrl}/list?$skip=a%2Fb&api-version=1` }),
    json({ value: [], nextLink: `${baseUrl}/list?$skip=c&api-version=1` }),
    json({ value: [2], nextLink: null }),
  ])
  expect(await client.all('/list', { query: { hash: 'x' } })).toEqual([1, 2])
  expect(calls[1]?.url).toBe(`${baseUrl}/list?$skip=a%2Fb&api-version=1`)
})

test.each([
  'https://evil.example/list',
  'http://management.azure.com/list',
  'https://management.azure.com.evil.example/',
  'https://management.azure.com@evil.example/',
  'javascript:alert(1)',
])('a nextLink to %s gets no token', async (nextLink) => {
  const { client, calls, tokens } = aClient([json({ value: [1], nextLink })])
  await expect(client.all('/list')).rejects.toThrow(/Refusing/)
  expect(calls).toHaveLength(1)
  expect(tokens).toHaveLength(1)
})

test.each(['/jobs/..', '/jobs/../computes', '/jobs/./x', '/jobs/..?a=b', '/jobs/%2e%2E/x', '/jobs/a\\..\\x'])(
  'the name in %s may not lead out of its place',
  async (path) => {
    const { client, calls } = aClient([])
    await expect(client.get(path)).rejects.toThrow(/Refusing the path/)
    expect(calls).toHaveLength(0)
  },
)

test('an accepted call without a body is no error', async () => {
  const { client } = aClient([new Response(null, { status: 202 }), new Response(null, { status: 204 })])
  expect(await client.post('/jobs/j/cancel')).toBeUndefined()
  expect(await client.delete('/jobs/j')).toBeUndefined()
})

test("a proxy's page in place of JSON is an error with a request id", async () => {
  const { client, calls } = aClient([new Response('<!doctype html>Log in to the proxy')])
  const error = await armErrorOf(client.get('/x'))
  expect(error).toMatchObject({ code: 'InvalidResponse', status: 200 })
  expect(error.requestId).toBe(calls[0]?.headers.get('x-ms-client-request-id'))
})

test('half an answer is an error too', async () => {
  const { client } = aClient([new Response('{"value":[{"name":"a"},{"na')])
  expect((await armErrorOf(client.get('/x'))).code).toBe('InvalidResponse')
})

test("the service's own words reach the error: code, target, inner code, request id", async () => {
  const additionalInfo = [
    { type: 'ComponentName', info: { value: 'managementfrontend' } },
    { type: 'InnerError', info: { value: { code: 'Immutable', innerError: { code: 'JobPropertyImmutable' } } } },
  ]
  const body = { error: { code: 'UserError', message: 'A job with this name exists.', target: 'name', additionalInfo } }
  const { client } = aClient([json(body, { status: 400, headers: { 'x-ms-request-id': 'abc' } })])
  expect(await armErrorOf(client.put('/jobs/j', {}))).toMatchObject({
    status: 400,
    code: 'UserError',
    innerCode: 'JobPropertyImmutable',
    target: 'name',
    message: 'A job with this name exists.',
    requestId: 'abc',
  })
})

test("MLflow's and storage's errors are read as well, and a gateway's page by its status", async () => {
  const xml =
    '<?xml version="1.0"?><Error><Code>BlobNotFound</Code><Message>No such blob.\nRequestId:1</Message></Error>'
  const { client } = aClient([
    json({ error_code: 'RESOURCE_DOES_NOT_EXIST', message: 'No run' }, { status: 404 }),
    new Response(xml, { status: 404 }),
    new Response('<html>Bad gateway</html>', { status: 502, statusText: 'Bad Gateway' }),
  ])
  expect(await armErrorOf(client.get('/a'))).toMatchObject({ code: 'RESOURCE_DOES_NOT_EXIST', message: 'No run' })
  expect(await armErrorOf(client.get('/b'))).toMatchObject({ code: 'BlobNotFound', message: 'No such blob.' })
  expect(await armErrorOf(client.get('/c'))).toMatchObject({ code: 'HTTP 502', status: 502 })
})

test('a throttled call says how long to wait', async () => {
  const { client } = aClient([new Response('', { status: 429, headers: { 'retry-after': '17' } })])
  expect((await armErrorOf(client.get('/x'))).retryAfterMs).toBe(17_000)
})

test('a claims challenge is met once, with the claims it carries', async () => {
  const claims = '{"access_token":{"acrs":{"value":"c1"}}}'
  const challenge = `Bearer error="insufficient_claims", claims="${btoa(claims)}"`
  const { client, calls, tokens } = aClient([
    new Response('', { status: 401, headers: { 'www-authenticate': challenge } }),
    json({ ok: true }),
  ])
  expect(await client.put('/x', { a: 1 })).toEqual({ ok: true })
  expect(tokens[1]).toMatchObject({ claims, renew: true })
  expect(calls.map(({ method, body }) => [method, body])).toEqual([
    ['PUT', '{"a":1}'],
    ['PUT', '{"a":1}'],
  ])
  expect(calls[1]?.headers.get('authorization')).toBe('Bearer token-2')
})

test('a token that is refused again ends the call', async () => {
  const refusal = () => json({ error: { code: 'ExpiredAuthenticationToken', message: 'Expired' } }, { status: 401 })
  const { client, calls } = aClient([refusal(), refusal()])
  expect((await armErrorOf(client.get('/x'))).code).toBe('ExpiredAuthenticationToken')
  expect(calls).toHaveLength(2)
})

test('no answer is a NetworkError, and writes are not repeated', async () => {
  const { client, calls } = aClient([() => Promise.reject(new TypeError('Failed to fetch'))])
  await expect(client.put('/jobs/j', {})).rejects.toThrow(new NetworkError('management.azure.com'))
  expect(calls).toHaveLength(1)
})

test('a connection cut in the middle of an answer is a NetworkError', async () => {
  const cut = new ReadableStream({ start: (controller) => controller.error(new TypeError('terminated')) })
  const { client } = aClient([new Response(cut)])
  await expect(client.get('/x')).rejects.toBeInstanceOf(NetworkError)
})

test('an answer as bytes is left unread, and refused, throttled and cut off like any other', async () => {
  vi.useFakeTimers()
  const cut = new ReadableStream({ start: (controller) => controller.error(new TypeError('terminated')) })
  const { client, calls } = aClient([
    new Response('{"metrics":'),
    new Response(cut),
    json({ error_code: 'RESOURCE_DOES_NOT_EXIST', message: 'No run' }, { status: 404 }),
    new Response('', { status: 429, headers: { 'retry-after': '20' } }),
  ])
  expect(new TextDecoder().decode(await client.getBytes('/history'))).toBe('{"metrics":')
  await expect(client.getBytes('/history')).rejects.toBeInstanceOf(NetworkError)
  expect(await armErrorOf(client.getBytes('/history'))).toMatchObject({ code: 'RESOURCE_DOES_NOT_EXIST' })
  expect((await armErrorOf(client.getBytes('/history'))).status).toBe(429)
  expect((await armErrorOf(client.getBytes('/history'))).retryAfterMs).toBe(20_000)
  expect(calls).toHaveLength(4)
})

test('a call that its page gave up stays an abort', async () => {
  const controller = new AbortController()
  const { client } = aClient([
    () => {
      controller.abort()
      return Promise.reject(controller.signal.reason as Error)
    },
  ])
  await expect(client.get('/x', { signal: controller.signal })).rejects.toThrow(
    expect.objectContaining({ name: 'AbortError' }),
  )
})

test('a read that was throttled is left alone until its time is over; others and writes are not held up', async () => {
  vi.useFakeTimers()
  const busy = json(
    { error: { code: 'TooManyRequests', message: 'Wait.' } },
    { status: 429, headers: { 'retry-after': '20' } },
  )
  const { client, calls } = aClient([busy, json({}), json({}), json({ name: 'now' })])
  expect((await armErrorOf(client.get('/jobs'))).retryAfterMs).toBe(20_000)
  vi.advanceTimersByTime(5_000)
  const again = await armErrorOf(client.get('/jobs', { query: { page: 2 } }))
  expect(again).toMatchObject({ status: 429, code: 'TooManyRequests', retryAfterMs: 15_000 })
  expect(calls).toHaveLength(1)

  await client.get('/computes')
  await client.post('/jobs')
  vi.advanceTimersByTime(15_000)
  expect(await client.get('/jobs')).toEqual({ name: 'now' })
})

test('a link may hold anything behind its question mark', async () => {
  const { client } = aClient([json({ value: [] })])
  expect(await client.get(`${baseUrl}/jobs?token=a/../b`)).toEqual({ value: [] })
})
