import type { Cloud } from './domain/cloud.ts'

/** Where the studio runs against. The same build serves every cloud: this comes from `/config.json`, read once at start. */
export type Config = Readonly<{
  cloud: Cloud
  auth: Readonly<{
    clientId: string
    /** Ends in a tenant id or in `organizations`. */
    authority: string
    knownAuthorities?: readonly string[]
    /** The OpenID provider's own description, for one that the sign-in library cannot discover. */
    authorityMetadata?: Readonly<Record<string, unknown>>
    redirectPath: string
    postLogoutPath: string
  }>
  arm: Readonly<{ baseUrl: string; scopes: readonly string[] }>
  /** Names a proxy or an emulator; without it the data plane is found by the workspace. */
  dataPlane?: Readonly<{ baseUrl?: string }>
  samples?: Readonly<{ enabled?: boolean }>
}>

/** Where tokens come from. The authority may be a name only; the provider's own description then has the address. */
export function signInAddress({ auth }: Config): string {
  const tokenEndpoint = auth.authorityMetadata?.['token_endpoint']
  return new URL(typeof tokenEndpoint === 'string' ? tokenEndpoint : auth.authority).origin
}

/** A configuration the studio cannot start with. The message names the key that is wrong. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError'
}

const clouds: readonly string[] = ['public', 'usgov', 'china', 'local'] satisfies Cloud[]

/** @throws ConfigError when the file is missing, not JSON, or a key is wrong */
export async function loadConfig(fetch: typeof globalThis.fetch = globalThis.fetch): Promise<Config> {
  const response = await fetch('/config.json', { cache: 'no-store' }).catch((cause: unknown) => {
    throw new ConfigError('/config.json cannot be reached', { cause })
  })
  if (!response.ok) throw new ConfigError(`/config.json is missing: the server answered ${response.status}`)
  const content: unknown = await response.json().catch((cause: unknown) => {
    throw new ConfigError('/config.json is not JSON', { cause })
  })
  return parseConfig(content)
}

/**
 * Checks what was read. By hand, because a schema library would cost more bytes of the first load than the whole check.
 *
 * @throws ConfigError naming the first key that is wrong
 */
export function parseConfig(content: unknown): Config {
  const root = record(content, 'The configuration')
  const auth = record(root.auth, 'auth')
  const arm = record(root.arm, 'arm')
  const dataPlane = optional(root.dataPlane, (value) => record(value, 'dataPlane'))
  const samples = optional(root.samples, (value) => record(value, 'samples'))
  const knownAuthorities = optional(auth.knownAuthorities, (value) => strings(value, 'auth.knownAuthorities'))
  const authorityMetadata = optional(auth.authorityMetadata, (value) => record(value, 'auth.authorityMetadata'))
  const dataPlaneUrl = optional(dataPlane?.baseUrl, (value) => address(value, 'dataPlane.baseUrl'))
  return {
    cloud: cloud(root.cloud),
    auth: {
      clientId: text(auth.clientId, 'auth.clientId'),
      authority: authority(auth.authority),
      ...(knownAuthorities && { knownAuthorities }),
      ...(authorityMetadata && { authorityMetadata }),
      redirectPath: path(auth.redirectPath, 'auth.redirectPath'),
      postLogoutPath: path(auth.postLogoutPath, 'auth.postLogoutPath'),
    },
    arm: { baseUrl: address(arm.baseUrl, 'arm.baseUrl'), scopes: strings(arm.scopes, 'arm.scopes') },
    ...(dataPlaneUrl && { dataPlane: { baseUrl: dataPlaneUrl } }),
    samples: { enabled: samples?.enabled === true },
  }
}

const optional = <T>(value: unknown, read: (value: unknown) => T): T | undefined =>
  value === undefined || value === null ? undefined : read(value)

function record(value: unknown, key: string): Record<string, unknown> {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Record<string, unknown>
  throw new ConfigError(`${key} must be an object`)
}

function text(value: unknown, key: string): string {
  if (typeof value === 'string' && value !== '') return value
  throw new ConfigError(`${key} must be a text`)
}

function strings(value: unknown, key: string): string[] {
  if (Array.isArray(value) && value.length > 0 && value.every((item) => typeof item === 'string')) return value
  throw new ConfigError(`${key} must be a list of texts`)
}

function cloud(value: unknown): Cloud {
  if (typeof value === 'string' && clouds.includes(value)) return value as Cloud // membership was just tested
  throw new ConfigError(`cloud must be one of ${clouds.join(', ')}`)
}

/** Tokens travel there, so plain http is for this machine only. */
function address(value: unknown, key: string): string {
  const url = URL.parse(text(value, key))
  const isLocal = url?.hostname === 'localhost' || url?.hostname === '127.0.0.1'
  if (!url || (url.protocol !== 'https:' && !(url.protocol === 'http:' && isLocal))) {
    throw new ConfigError(`${key} must be an https address`)
  }
  return url.href.replace(/\/$/, '')
}

/** The sign-in library takes no other scheme, even where the metadata's own addresses are local. */
function authority(value: unknown): string {
  const url = URL.parse(text(value, 'auth.authority'))
  if (url?.protocol === 'https:' && /^\/[^/]+\/?$/.test(url.pathname)) return url.href.replace(/\/$/, '')
  throw new ConfigError('auth.authority must be an https address that ends in a tenant id or in organizations')
}

function path(value: unknown, key: string): string {
  const name = text(value, key)
  if (/^\/(?!\/)/.test(name)) return name
  throw new ConfigError(`${key} must be a path of this site, such as /auth-redirect.html`)
}
