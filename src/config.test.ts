import { expect, test } from 'vitest'
import { ConfigError, loadConfig, parseConfig, signInAddress } from './config.ts'

const azure = {
  cloud: 'public',
  auth: {
    clientId: '22222222-2222-4222-8222-222222222222',
    authority: 'https://login.microsoftonline.com/organizations',
    redirectPath: '/auth-redirect.html',
    postLogoutPath: '/auth-redirect.html',
  },
  arm: { baseUrl: 'https://management.azure.com', scopes: ['https://management.azure.com/user_impersonation'] },
}

const answering = (body: string, init?: ResponseInit) => () => Promise.resolve(new Response(body, init))

test('a configuration for Azure needs nothing but the app registration', () => {
  expect(parseConfig(azure)).toEqual({ ...azure, samples: { enabled: false } })
})

test('a local cloud names its provider, its data plane and its samples', () => {
  const config = parseConfig({
    ...azure,
    cloud: 'local',
    auth: {
      ...azure.auth,
      knownAuthorities: ['login.localhost'],
      authorityMetadata: { issuer: 'http://localhost:1/' },
    },
    arm: { ...azure.arm, baseUrl: 'http://localhost:4281/' },
    dataPlane: { baseUrl: 'http://localhost:4281' },
    samples: { enabled: true },
  })
  expect(config.arm.baseUrl).toBe('http://localhost:4281')
  expect(config.dataPlane?.baseUrl).toBe('http://localhost:4281')
  expect(config.auth.knownAuthorities).toEqual(['login.localhost'])
  expect(config.samples?.enabled).toBe(true)
})

test('tokens come from the authority, or from where the provider says', () => {
  expect(signInAddress(parseConfig(azure))).toBe('https://login.microsoftonline.com')
  const authorityMetadata = { token_endpoint: 'http://localhost:4281/tenant/oauth2/v2.0/token' }
  const local = parseConfig({ ...azure, auth: { ...azure.auth, authorityMetadata } })
  expect(signInAddress(local)).toBe('http://localhost:4281')
})

test.each([
  ['cloud', { ...azure, cloud: 'mars' }],
  ['auth', { ...azure, auth: [] }],
  ['auth.clientId', { ...azure, auth: { ...azure.auth, clientId: '' } }],
  [
    'auth.authority',
    { ...azure, auth: { ...azure.auth, authority: 'http://login.microsoftonline.com/organizations' } },
  ],
  ['auth.authority', { ...azure, auth: { ...azure.auth, authority: 'https://login.microsoftonline.com' } }],
  ['auth.redirectPath', { ...azure, auth: { ...azure.auth, redirectPath: '//evil.example/x' } }],
  ['auth.knownAuthorities', { ...azure, auth: { ...azure.auth, knownAuthorities: 'login.localhost' } }],
  ['arm.baseUrl', { ...azure, arm: { ...azure.arm, baseUrl: 'http://management.azure.com' } }],
  ['arm.scopes', { ...azure, arm: { ...azure.arm, scopes: [] } }],
  ['dataPlane.baseUrl', { ...azure, dataPlane: { baseUrl: 'ftp://localhost' } }],
])('a wrong %s is named', (key, content) => {
  expect(() => parseConfig(content)).toThrow(ConfigError)
  expect(() => parseConfig(content)).toThrow(new RegExp(`^${key.replace('.', '\\.')} must be`))
})

test('a configuration that is not there or not JSON is a ConfigError too', async () => {
  await expect(loadConfig(answering('gone', { status: 404 }))).rejects.toThrow('the server answered 404')
  await expect(loadConfig(answering('<!doctype html>'))).rejects.toThrow('/config.json is not JSON')
  await expect(loadConfig(() => Promise.reject(new TypeError('offline')))).rejects.toThrow(ConfigError)
  expect(await loadConfig(answering(JSON.stringify(azure)))).toMatchObject({ cloud: 'public' })
})
