import { decodeJwt } from 'jose'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { accounts, guestTenant, homeTenant, studioClientId } from '../seed/directory.ts'
import { authorizeUrl, signIn, startTestEmulator, type TestEmulator } from '../testing/test-emulator.ts'

const [owner, reader] = accounts.map((account) => account.userPrincipalName) as [string, string]
const arm = 'https://management.azure.com/user_impersonation'

let emulator: TestEmulator
beforeAll(async () => {
  emulator = await startTestEmulator()
})
afterAll(() => emulator.dispose())

const visit = (url: string, cookie = '') => fetch(url, { redirect: 'manual', headers: cookie ? { cookie } : {} })
const answerOf = (response: Response) =>
  Object.fromEntries(new URLSearchParams(new URL(response.headers.get('location') ?? '').hash.slice(1)))

function post(form: Record<string, string>, tenant = homeTenant.tenantId) {
  const body = new URLSearchParams({ client_id: studioClientId, ...form })
  return fetch(`${emulator.ready.login}/${tenant}/oauth2/v2.0/token`, { method: 'POST', body })
}

describe('signing in at the page', () => {
  test('the page lists both people with their roles and needs no script', async () => {
    const response = await visit(authorizeUrl(emulator.ready))
    const page = await response.text()
    expect(response.status).toBe(200)
    expect(page).toContain('Olivia Owner')
    expect(page).toContain('Rhea Reader')
    expect(page).not.toContain('<script')
    expect(response.headers.get('content-security-policy')).toContain("default-src 'none'")
  })

  test('a person gets a token for ARM that says who they are', async () => {
    const { access_token, id_token, client_info } = await signIn(emulator.ready, owner)
    expect(decodeJwt(access_token)).toMatchObject({
      aud: 'https://management.azure.com',
      tid: homeTenant.tenantId,
      upn: owner,
      name: 'Olivia Owner',
      scp: 'user_impersonation',
    })
    expect(decodeJwt(id_token)).toMatchObject({ aud: studioClientId, nonce: 'nonce-1', preferred_username: owner })
    const { uid, utid } = JSON.parse(Buffer.from(client_info, 'base64url').toString()) as Record<string, string>
    expect([uid, utid]).toEqual([accounts[0]?.memberships[0].objectId, homeTenant.tenantId])
    expect((await emulator.call('GET', '/subscriptions', { token: access_token })).status).toBe(200)
  })

  test('a session answers silently, but never for another person', async () => {
    const { cookie } = await signIn(emulator.ready, owner)
    const silent = (hint: string) => authorizeUrl(emulator.ready, { extra: { prompt: 'none', login_hint: hint } })
    expect(answerOf(await visit(silent(owner), cookie))).toMatchObject({ code: expect.any(String), state: 'state-1' })
    expect(answerOf(await visit(silent(reader), cookie))).toMatchObject({ error: 'login_required', state: 'state-1' })
    expect(answerOf(await visit(silent(owner)))).toMatchObject({ error: 'login_required' })
  })

  test('select_account shows the page in spite of a session', async () => {
    const { cookie } = await signIn(emulator.ready, owner)
    const response = await visit(authorizeUrl(emulator.ready, { extra: { prompt: 'select_account' } }), cookie)
    expect(response.status).toBe(200)
  })

  test('signing out ends the session and comes back to the studio', async () => {
    const { cookie } = await signIn(emulator.ready, owner)
    const back = `${emulator.ready.studio}/auth-redirect.html`
    const logout = `${emulator.ready.login}/${homeTenant.tenantId}/oauth2/v2.0/logout`
    const response = await visit(`${logout}?post_logout_redirect_uri=${encodeURIComponent(back)}&state=s`, cookie)
    expect(response.headers.get('location')).toBe(`${back}?state=s`)
    const silent = await visit(authorizeUrl(emulator.ready, { extra: { prompt: 'none' } }), cookie)
    expect(answerOf(silent)).toMatchObject({ error: 'login_required' })
    const elsewhere = await visit(`${logout}?post_logout_redirect_uri=${encodeURIComponent('https://evil.test/')}`)
    expect(elsewhere.status).toBe(200)
  })

  test('cancelling tells the studio', async () => {
    const response = await fetch(authorizeUrl(emulator.ready), {
      method: 'POST',
      redirect: 'manual',
      headers: { origin: emulator.ready.login },
      body: new URLSearchParams({ account: 'cancel' }),
    })
    expect(answerOf(response)).toMatchObject({ error: 'access_denied' })
  })
})

describe('tenants', () => {
  test('the owner is a guest in the second tenant, with another object id but the same account', async () => {
    const home = await signIn(emulator.ready, owner)
    const guest = await signIn(emulator.ready, owner, { tenant: guestTenant.tenantId })
    const claims = decodeJwt(guest.access_token)
    expect(claims).toMatchObject({ tid: guestTenant.tenantId })
    expect(claims['oid']).not.toBe(decodeJwt(home.access_token)['oid'])
    expect(guest.client_info).toBe(home.client_info)
    type List = { value: { displayName: string }[] }
    const { body } = await emulator.call<List>('GET', '/subscriptions', { token: guest.access_token })
    expect(body.value.map(({ displayName }) => displayName)).toEqual(['Fabrikam Joint Research'])
  })

  test('the reader is not offered there, and refused when forced', async () => {
    const url = authorizeUrl(emulator.ready, { tenant: guestTenant.tenantId })
    expect(await (await visit(url)).text()).not.toContain('Rhea Reader')
    const forced = await fetch(url, {
      method: 'POST',
      redirect: 'manual',
      headers: { origin: emulator.ready.login },
      body: new URLSearchParams({ account: reader }),
    })
    expect(answerOf(forced)).toMatchObject({
      error: 'access_denied',
      error_description: expect.stringContaining('50020'),
    })
  })

  test('organizations means the home of whoever signs in', async () => {
    const { access_token } = await signIn(emulator.ready, reader, { tenant: 'organizations' })
    expect(decodeJwt(access_token)['tid']).toBe(homeTenant.tenantId)
  })
})

describe('what the provider refuses', () => {
  test('a redirect address that is not registered is never followed', async () => {
    const response = await visit(authorizeUrl(emulator.ready, { extra: { redirect_uri: 'https://evil.test/' } }))
    expect(response.status).toBe(400)
    expect(response.headers.get('location')).toBeNull()
  })

  test('a request without PKCE', async () => {
    const response = await visit(authorizeUrl(emulator.ready, { extra: { code_challenge_method: 'plain' } }))
    expect(answerOf(response)).toMatchObject({ error: 'invalid_request' })
  })

  test('a code with the wrong verifier, and a code used twice', async () => {
    const { cookie } = await signIn(emulator.ready, owner)
    const redeem = (code: string | undefined, verifier: string) =>
      post({
        grant_type: 'authorization_code',
        code: code ?? '',
        redirect_uri: `${emulator.ready.studio}/auth-redirect.html`,
        code_verifier: verifier,
        scope: arm,
      })
    const newCode = async () =>
      answerOf(await visit(authorizeUrl(emulator.ready, { verifier: 'right' }), cookie))['code']
    expect((await redeem(await newCode(), 'wrong')).status).toBe(400)
    const code = await newCode()
    expect((await redeem(code, 'right')).status).toBe(200)
    expect((await redeem(code, 'right')).status).toBe(400)
  })

  test('two resources in one token, and a resource that is unknown', async () => {
    const { refresh_token } = await signIn(emulator.ready, owner)
    const ask = async (scope: string) => (await post({ grant_type: 'refresh_token', refresh_token, scope })).json()
    expect(await ask(`${arm} https://ml.azure.com/.default`)).toMatchObject({ error: 'invalid_scope' })
    expect(await ask('https://graph.example/.default')).toMatchObject({ error: 'invalid_scope' })
  })

  test('a form posted from another site', async () => {
    const response = await fetch(authorizeUrl(emulator.ready), {
      method: 'POST',
      redirect: 'manual',
      headers: { origin: 'https://evil.test' },
      body: new URLSearchParams({ account: owner }),
    })
    expect(response.status).toBe(403)
  })

  test('a wrong client secret', async () => {
    const response = await post({
      grant_type: 'client_credentials',
      client_secret: 'guess',
      scope: 'https://management.azure.com/.default',
    })
    expect(response.status).toBe(401)
    expect(await response.json()).toMatchObject({ error: 'invalid_client' })
  })
})

describe('renewal', () => {
  test('two tabs may use one refresh token at once; a replay after that ends the family', async () => {
    const { refresh_token } = await signIn(emulator.ready, owner)
    const renew = async (token: string) => {
      const response = await post({ grant_type: 'refresh_token', refresh_token: token, scope: arm })
      return { status: response.status, ...((await response.json()) as { refresh_token: string }) }
    }
    const [first, second] = [await renew(refresh_token), await renew(refresh_token)]
    expect([first.status, second.status]).toEqual([200, 200])
    emulator.ctx.clock.advance(31_000)
    expect((await renew(refresh_token)).status).toBe(400)
    expect((await renew(first.refresh_token)).status).toBe(400)
  })

  test('a restart signs nobody out', async () => {
    const first = await startTestEmulator()
    const before = await signIn(first.ready, owner)
    await first.close()
    const second = await startTestEmulator({ dataDir: first.dataDir })
    try {
      expect((await second.call('GET', '/subscriptions', { token: before.access_token })).status).toBe(200)
      const form = {
        client_id: studioClientId,
        grant_type: 'refresh_token',
        refresh_token: before.refresh_token,
        scope: arm,
      }
      const url = `${second.ready.login}/${homeTenant.tenantId}/oauth2/v2.0/token`
      expect((await fetch(url, { method: 'POST', body: new URLSearchParams(form) })).status).toBe(200)
    } finally {
      await second.dispose()
    }
  })
})
