import { createHash, randomBytes } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { ServicePrincipalFile } from '../auth/secrets.ts'
import { homeTenant, studioClientId } from '../seed/directory.ts'
import { mainWorkspace } from '../seed/world.ts'
import { startEmulator, type EmulatorOptions, type ReadyInfo, type RunningEmulator } from '../server.ts'

/** The workspace of the `ready` line. */
export const workspaceId =
  `/subscriptions/${mainWorkspace.subscriptionId}/resourceGroups/${mainWorkspace.resourceGroup}` +
  `/providers/Microsoft.MachineLearningServices/workspaces/${mainWorkspace.workspace}`

export type Answer<T> = { status: number; headers: Headers; body: T }

export type CallOptions = Readonly<{
  /** The service principal's when not said; null sends none. */
  token?: string | null
  body?: unknown
  headers?: Record<string, string>
}>

export type TestEmulator = RunningEmulator & {
  dataDir: string
  /** Calls the cloud; adds the api-version to paths without a query. `T` is what the test expects to get. */
  call<T = unknown>(method: string, path: string, options?: CallOptions): Promise<Answer<T>>
  /** Ends the emulator and removes its folder. */
  dispose(): Promise<void>
}

/** A whole emulator on free ports, in a folder of its own unless one is given. */
export async function startTestEmulator(options: Partial<EmulatorOptions> = {}): Promise<TestEmulator> {
  const dataDir = options.dataDir ?? (await mkdtemp(path.join(tmpdir(), 'trainyard-')))
  const emulator = await startEmulator({ port: 0, ...options, dataDir })
  let scriptToken: string | undefined

  return {
    ...emulator,
    dataDir,
    async call(method, url, { token, body, headers } = {}) {
      const bearer = token === undefined ? (scriptToken ??= await tokenOfScript(dataDir)) : token
      const query = url.includes('?') ? '' : '?api-version=2025-09-01'
      const response = await fetch(`${emulator.ready.arm}${url}${query}`, {
        method,
        headers: {
          ...(bearer ? { authorization: `Bearer ${bearer}` } : {}),
          ...(body === undefined ? {} : { 'content-type': 'application/json' }),
          ...headers,
        },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      })
      const text = await response.text()
      const isJson = response.headers.get('content-type')?.includes('json')
      // The caller names the shape it is about to check.
      return { status: response.status, headers: response.headers, body: isJson ? JSON.parse(text) : text }
    },
    async dispose() {
      await emulator.close()
      await rm(dataDir, { recursive: true, force: true })
    },
  }
}

/** Signs the service principal in, as a script would by its file. */
export async function tokenOfScript(dataDir: string): Promise<string> {
  const file = readFileSync(path.join(dataDir, 'service-principal.json'), 'utf8')
  const { tokenUrl, clientId, clientSecret, scope } = JSON.parse(file) as ServicePrincipalFile
  const form = { grant_type: 'client_credentials', client_id: clientId, client_secret: clientSecret, scope }
  const response = await fetch(tokenUrl, { method: 'POST', body: new URLSearchParams(form) })
  return ((await response.json()) as { access_token: string }).access_token
}

export type SignedIn = {
  access_token: string
  id_token: string
  refresh_token: string
  client_info: string
  cookie: string
}
type SignInOptions = { tenant?: string; scope?: string }

/** Signs a person in as a browser would: sign-in page, code, token. */
export async function signIn(
  { login, studio }: ReadyInfo,
  userPrincipalName: string,
  { tenant = homeTenant.tenantId, scope = 'https://management.azure.com/user_impersonation' }: SignInOptions = {},
): Promise<SignedIn> {
  const verifier = randomBytes(32).toString('base64url')
  const authorize = authorizeUrl({ login, studio }, { tenant, scope, verifier })
  const page = await fetch(authorize, {
    method: 'POST',
    redirect: 'manual',
    headers: { origin: login, 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams({ account: userPrincipalName }),
  })
  const answer = new URLSearchParams(new URL(page.headers.get('location') ?? '').hash.slice(1))
  const response = await fetch(`${login}/${tenant}/oauth2/v2.0/token`, {
    method: 'POST',
    headers: { origin: studio },
    body: new URLSearchParams({
      grant_type: 'authorization_code',
      client_id: studioClientId,
      code: answer.get('code') ?? '',
      redirect_uri: `${studio}/auth-redirect.html`,
      code_verifier: verifier,
      scope: `${scope} openid profile offline_access`,
    }),
  })
  const cookie = page.headers.get('set-cookie')?.split(';')[0] ?? ''
  return { ...((await response.json()) as SignedIn), cookie }
}

type Authorize = { tenant?: string; scope?: string; verifier?: string; extra?: Record<string, string> }

/** An address of the sign-in page, as MSAL makes it. */
export function authorizeUrl(
  { login, studio }: Pick<ReadyInfo, 'login' | 'studio'>,
  { tenant = homeTenant.tenantId, scope = '', verifier = 'v', extra = {} }: Authorize = {},
): string {
  const query = new URLSearchParams({
    client_id: studioClientId,
    redirect_uri: `${studio}/auth-redirect.html`,
    response_type: 'code',
    response_mode: 'fragment',
    scope: `${scope} openid profile offline_access`,
    state: 'state-1',
    nonce: 'nonce-1',
    code_challenge: createHash('sha256').update(verifier).digest('base64url'),
    code_challenge_method: 'S256',
    ...extra,
  })
  return `${login}/${tenant}/oauth2/v2.0/authorize?${query.toString()}`
}
