import { statSync } from 'node:fs'
import http from 'node:http'
import path from 'node:path'
import { decodeJwt } from 'jose'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { accounts } from './seed/directory.ts'
import { signIn, startTestEmulator, tokenOfScript, workspaceId, type TestEmulator } from './testing/test-emulator.ts'

const [owner, reader] = accounts.map((account) => account.userPrincipalName) as [string, string]

let emulator: TestEmulator
beforeAll(async () => {
  emulator = await startTestEmulator()
})
afterAll(() => emulator.dispose())

type ErrorBody = { error: { code: string; message: string } }

/** fetch would not let us lie about the host. */
function getWithHost(origin: string, url: string, host: string, token: string): Promise<number> {
  return new Promise((resolve, reject) => {
    const headers = { host, authorization: `Bearer ${token}` }
    http
      .get(`${origin}${url}`, { headers }, (response) => {
        response.resume()
        resolve(response.statusCode ?? 0)
      })
      .once('error', reject)
  })
}

describe('other web pages', () => {
  test.each(['https://evil.test', 'null'])('a page of origin %s is refused even with a good token', async (origin) => {
    const model = `${workspaceId}/models/stolen/versions/1`
    const body = { properties: { modelUri: 'https://example.test/model' } }
    const put = await emulator.call<ErrorBody>('PUT', model, { body, headers: { origin } })
    expect([put.status, put.body.error.code]).toEqual([403, 'OriginNotAllowed'])
    expect((await emulator.call('GET', model)).status).toBe(404)
  })

  test('the studio may call and read the polling headers', async () => {
    const { studio } = emulator.ready
    const { status, headers } = await emulator.call('GET', '/subscriptions', { headers: { origin: studio } })
    expect(status).toBe(200)
    expect(headers.get('access-control-allow-origin')).toBe(studio)
    expect(headers.get('access-control-expose-headers')).toContain('azure-asyncoperation')
    const preflight = await fetch(`${emulator.ready.arm}/subscriptions`, {
      method: 'OPTIONS',
      headers: {
        origin: studio,
        'access-control-request-method': 'PUT',
        'access-control-request-headers': 'authorization',
      },
    })
    expect(preflight.status).toBe(204)
    expect(preflight.headers.get('access-control-allow-methods')).toContain('PUT')
  })

  test('a name made to point at loopback gets nothing from any of the servers', async () => {
    const { arm, studio, blob } = emulator.ready
    const token = await tokenOfScript(emulator.dataDir)
    for (const origin of [arm, studio, blob]) {
      expect(await getWithHost(origin, '/subscriptions?api-version=2025-09-01', 'evil.test', token)).toBe(421)
    }
    expect(await getWithHost(arm, '/subscriptions?api-version=2025-09-01', new URL(arm).host, token)).toBe(200)
  })
})

describe('tokens', () => {
  const ask = (token: string | null, url = '/subscriptions') => emulator.call<ErrorBody>('GET', url, { token })

  test('none', async () => {
    const { status, body, headers } = await ask(null)
    expect([status, body.error.code]).toEqual([401, 'AuthenticationFailed'])
    expect(headers.get('www-authenticate')).toContain('Bearer')
    // Looks like the path of a sign-in, and is none.
    expect((await ask(null, '/subscriptions/oauth2/locations')).status).toBe(401)
  })

  test('one for another resource, and an ID token', async () => {
    const ml = await signIn(emulator.ready, owner, { scope: 'https://ml.azure.com/user_impersonation' })
    expect((await ask(ml.access_token)).body.error.code).toBe('InvalidAuthenticationTokenAudience')
    expect((await ask(ml.id_token)).body.error.code).toBe('InvalidAuthenticationTokenAudience')
  })

  test('an altered one', async () => {
    const { access_token } = await signIn(emulator.ready, reader)
    const [header, , signature] = access_token.split('.')
    const claims = { ...decodeJwt(access_token), oid: accounts[0]?.memberships[0].objectId }
    const forged = `${header}.${Buffer.from(JSON.stringify(claims)).toString('base64url')}.${signature}`
    expect((await ask(forged)).body.error.code).toBe('InvalidAuthenticationToken')
  })

  test('one of a job opens its run and no more', async () => {
    const token = await emulator.ctx.tokens.issueJobToken(workspaceId, 'train-1')
    const { status, body } = await ask(token, workspaceId)
    expect([status, body.error.code]).toEqual([401, 'InvalidAuthenticationTokenAudience'])
    expect(await emulator.ctx.tokens.verify(`Bearer ${token}`, 'data')).toMatchObject({
      kind: 'job',
      jobName: 'train-1',
    })
  })

  test('an expired one, also after it was good once', async () => {
    const short = await startTestEmulator({ accessTokenSeconds: 60 })
    try {
      const token = await tokenOfScript(short.dataDir)
      expect((await short.call('GET', '/subscriptions', { token })).status).toBe(200)
      short.ctx.clock.advance(61_000)
      const { status, body } = await short.call<ErrorBody>('GET', '/subscriptions', { token })
      expect([status, body.error.code]).toEqual([401, 'ExpiredAuthenticationToken'])
    } finally {
      await short.dispose()
    }
  })
})

test("a reader's write is refused with action and scope", async () => {
  const { access_token } = await signIn(emulator.ready, reader)
  const { status, body } = await emulator.call<ErrorBody>('PUT', `${workspaceId}/models/m/versions/1`, {
    token: access_token,
    body: { properties: { modelUri: 'https://example.test/model' } },
  })
  expect([status, body.error.code]).toEqual([403, 'AuthorizationFailed'])
  expect(body.error.message).toContain('Microsoft.MachineLearningServices/workspaces/models/write')
  expect(body.error.message).toContain(workspaceId)
})

test('an escaped slash does not smuggle a path into a name', async () => {
  const { status } = await emulator.call('GET', `${workspaceId}/environments/python3-local%2Fversions%2F1`)
  expect(status).toBe(400)
})

test('a form sent to ARM is not read', async () => {
  const { status } = await emulator.call('POST', `${workspaceId}/jobs/j/cancel`, {
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: 'a=b',
  })
  expect(status).toBe(415)
})

test('secrets are readable by their owner alone', () => {
  const mode = (name: string) => statSync(path.join(emulator.dataDir, name)).mode & 0o777
  expect(mode('service-principal.json')).toBe(0o600)
  expect(mode('signing-key.json')).toBe(0o600)
  expect(mode('.')).toBe(0o700)
})
