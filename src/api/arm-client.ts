import { ArmError, NetworkError, requestIdOf, toArmError } from './arm-error.ts'

/** What a token is wanted for. */
export type TokenRequest = Readonly<{
  url: URL
  /** Where the URL does not tell the tenant (a list of subscriptions). */
  tenantId?: string | undefined
  /** What the service demands in a claims challenge, as JSON text. */
  claims?: string | undefined
  /** The last token was refused: a cached one will not do. */
  renew?: boolean
}>

export type ArmOptions = Readonly<{
  /** Scheme and host, and a path if a proxy stands in front. */
  baseUrl: string
  getToken: (request: TokenRequest) => Promise<string>
  fetch?: typeof globalThis.fetch
  /** Sent as `api-version`; the data plane has none. */
  apiVersion?: string
  /** For a service whose JSON is not quite JSON. */
  parse?: (text: string) => unknown
}>

export type SendOptions = Readonly<{
  body?: unknown
  /** Members that are undefined are left out. `api-version` here wins over the client's. */
  query?: Readonly<Record<string, string | number | undefined>>
  signal?: AbortSignal | undefined
  tenantId?: string
}>

/** One page of a list. An empty page may still have a next one. */
export type Page<T> = { value: T[]; nextLink?: string | null }

export type ArmClient = ReturnType<typeof createArmClient>

/**
 * The only place that calls ARM or the data plane.
 *
 * Every method throws `ArmError` for an answer that is not 2xx or not JSON and `NetworkError` for no answer. A refused
 * token (401) is renewed and the call made once more: a refused call was not carried out, so that holds for writes too.
 * A read that the service has throttled is not sent again before its Retry-After is over, whoever asks for it: pages
 * that poll would only make the wait longer.
 */
export function createArmClient({
  baseUrl,
  getToken,
  fetch = globalThis.fetch.bind(globalThis),
  apiVersion,
  parse = JSON.parse,
}: ArmOptions) {
  function urlOf(path: string, query: SendOptions['query'] = {}): URL {
    // A name such as `..` would turn the path of one resource into that of another, also when its dots are escaped.
    if (/(?:^|[/\\])(?:\.|%2e){1,2}(?:[/\\]|$)/i.test(path.replace(/[?#].*$/s, '')))
      throw new Error(`Refusing the path ${path}`)
    const isAbsolute = /^[a-z][a-z0-9+.-]*:/i.test(path)
    const url = new URL(isAbsolute ? path : baseUrl.replace(/\/$/, '') + path)
    // A nextLink comes out of a response body. Any other host would receive the user's token.
    if (url.origin !== new URL(baseUrl).origin) throw new Error(`Refusing to send a token to ${url.origin}`)
    for (const [name, value] of Object.entries(query))
      if (value !== undefined) url.searchParams.set(name, String(value))
    if (apiVersion && !url.searchParams.has('api-version')) url.searchParams.set('api-version', apiVersion)
    return url
  }

  const throttled = new Map<string, { until: number; error: ArmError }>()

  /** @throws ArmError the last answer again, while the service wants a path left alone */
  function respectThrottle(path: string): void {
    const { until, error } = throttled.get(path) ?? {}
    if (!until || !error) return
    const left = until - Date.now()
    if (left > 0) {
      const { message, status, code, requestId } = error
      throw new ArmError(message, { status, code, requestId, retryAfterMs: left })
    }
    throttled.delete(path)
  }

  function noteThrottle(path: string, error: ArmError): void {
    if (error.status === 429 && error.retryAfterMs)
      throttled.set(path, { until: Date.now() + error.retryAfterMs, error })
  }

  async function send<T>(
    method: string,
    path: string,
    { body, query, signal, tenantId }: SendOptions = {},
    asBytes = false,
  ) {
    const url = urlOf(path, query)
    const isRead = method === 'GET'
    if (isRead) respectThrottle(url.pathname)
    const requestId = crypto.randomUUID()

    async function attempt(token: Pick<TokenRequest, 'claims' | 'renew'>): Promise<Response> {
      const headers = new Headers({
        authorization: `Bearer ${await getToken({ url, tenantId, ...token })}`,
        accept: 'application/json',
        'x-ms-client-request-id': requestId,
      })
      if (body !== undefined) headers.set('content-type', 'application/json')
      return fetch(url, {
        method,
        headers,
        body: body === undefined ? null : JSON.stringify(body),
        signal: signal ?? null,
      }).catch(withoutAnswer)
    }

    function withoutAnswer(cause: unknown): never {
      throw signal?.aborted ? cause : new NetworkError(url.host, { cause })
    }

    let response = await attempt({})
    if (response.status === 401) {
      const claims = claimsChallenge(response.headers.get('www-authenticate'))
      response = await attempt({ claims, renew: true })
    }
    if (!response.ok) {
      const error = await toArmError(response, requestId)
      if (isRead) noteThrottle(url.pathname, error)
      throw error
    }
    if (asBytes) return response.arrayBuffer().catch(withoutAnswer) as Promise<T> // getBytes, below, says what T is
    const text = await response.text().catch(withoutAnswer)
    // 202 and 204 have no body, and callers of writes expect none; what is read has one.
    if (text === '' && !isRead) return undefined as T
    try {
      return parse(text) as T // the shape is the service's contract, held by the emulator's conformance test
    } catch (cause) {
      throw new ArmError(`${url.host} answered with something that is not JSON`, {
        status: response.status,
        code: 'InvalidResponse',
        requestId: requestIdOf(response) ?? requestId,
        details: [{ code: 'Cause', message: String(cause) }],
      })
    }
  }

  return {
    get: <T>(path: string, options?: SendOptions) => send<T>('GET', path, options),
    /** The answer as it came, for what is long enough to be read elsewhere, in a worker: nothing says that it is JSON. */
    getBytes: (path: string, options?: SendOptions) => send<ArrayBuffer>('GET', path, options, true),
    put: <T>(path: string, body: unknown, options?: SendOptions) => send<T>('PUT', path, { ...options, body }),
    patch: <T>(path: string, body: unknown, options?: SendOptions) => send<T>('PATCH', path, { ...options, body }),
    post: <T>(path: string, body?: unknown, options?: SendOptions) => send<T>('POST', path, { ...options, body }),
    delete: (path: string, options?: SendOptions) => send<undefined>('DELETE', path, options),
    /** All items of a list, page after page. @throws Error when the list does not end */
    async all<T>(path: string, options?: SendOptions): Promise<T[]> {
      const items: T[] = []
      let next: string | null | undefined = path
      for (let pages = 0; next; pages += 1) {
        if (pages === mostPages) throw new Error(`The list ${path} did not end after ${mostPages} pages`)
        const page: Page<T> = await send<Page<T>>('GET', next, next === path ? options : followUp(options))
        items.push(...page.value)
        next = page.nextLink
      }
      return items
    },
  }
}

/** A server that repeats a nextLink for ever must not keep a page busy for ever. */
const mostPages = 500

/** A nextLink holds the whole query already; only what is not in a URL goes along. */
export const followUp = (options: SendOptions = {}): SendOptions => ({ ...options, query: {} })

/** The `claims` of a challenge (continuous access evaluation, step-up sign-in), decoded from base64. */
function claimsChallenge(header: string | null): string | undefined {
  const encoded = /\bclaims="([^"]+)"/.exec(header ?? '')?.[1]
  if (!encoded) return undefined
  try {
    return atob(encoded.replaceAll('-', '+').replaceAll('_', '/'))
  } catch {
    return undefined
  }
}
