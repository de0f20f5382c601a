import type { ErrorDetail } from './generated/arm.ts'

/** An answer that says no, from ARM or from the workspace's data plane. */
export class ArmError extends Error {
  override readonly name = 'ArmError'
  readonly status: number
  /** The service's own word for what went wrong, e.g. `AuthorizationFailed`; the HTTP status as text where it has none. */
  readonly code: string
  /** The innermost code where the outer one is the same for everything: `JobPropertyImmutable` inside `UserError`. */
  readonly innerCode: string | undefined
  /** The field or resource the error is about. */
  readonly target: string | undefined
  readonly details: readonly ErrorDetail[]
  /** What support asks for: the service's request id where a page may read it, the one we sent otherwise. */
  readonly requestId: string
  /** How long the service asks us to wait; undefined where it does not say or a page may not read it. */
  readonly retryAfterMs: number | undefined

  constructor(
    message: string,
    answer: {
      status: number
      code: string
      requestId: string
      innerCode?: string | undefined
      target?: string | undefined
      details?: readonly ErrorDetail[]
      retryAfterMs?: number | undefined
    },
  ) {
    super(message)
    this.status = answer.status
    this.code = answer.code
    this.innerCode = answer.innerCode
    this.target = answer.target
    this.details = answer.details ?? []
    this.requestId = answer.requestId
    this.retryAfterMs = answer.retryAfterMs
  }
}

/** No answer: no network, a connection cut, a name not found, or a refusal by CORS. A page cannot tell these apart. */
export class NetworkError extends Error {
  override readonly name = 'NetworkError'
  readonly host: string

  constructor(host: string, options?: ErrorOptions) {
    super(`No answer from ${host}`, options)
    this.host = host
  }
}

/**
 * Reads an answer that is not 2xx. Understands ARM's envelope `{error:{code,message,…}}`, MLflow's
 * `{error_code,message}` and storage's XML; anything else (a gateway's page) falls back on the status.
 *
 * @param sentRequestId the `x-ms-client-request-id` of the call, for answers whose own id a page may not read
 */
export async function toArmError(response: Response, sentRequestId: string): Promise<ArmError> {
  const text = await response.text().catch(() => '')
  const error = errorIn(text)
  const code = error?.code ?? response.headers.get('x-ms-error-code') ?? `HTTP ${response.status}`
  const message = error?.message ?? `The service answered ${response.status} ${response.statusText}`.trimEnd()
  return new ArmError(message, {
    status: response.status,
    code,
    innerCode: innermostCode(error),
    target: error?.target,
    details: error?.details ?? [],
    requestId: requestIdOf(response) ?? sentRequestId,
    retryAfterMs: retryAfterMs(response.headers.get('retry-after')),
  })
}

/** The id by which the service knows a call, if a page may read it. */
export const requestIdOf = (response: Response): string | undefined =>
  response.headers.get('x-ms-request-id') ?? response.headers.get('x-ms-correlation-request-id') ?? undefined

function errorIn(text: string): ErrorDetail | undefined {
  let body: unknown
  try {
    body = JSON.parse(text)
  } catch {
    const code = /<Code>([^<]+)<\/Code>/.exec(text)?.[1]
    return code ? { code, message: /<Message>([^<]+)<\/Message>/.exec(text)?.[1]?.split('\n')[0] ?? code } : undefined
  }
  if (!isRecord(body)) return undefined
  // The envelope is ARM's contract; fields it lacks are optional in the type as well.
  if (isRecord(body.error)) return body.error
  if (typeof body.error_code === 'string') {
    return { code: body.error_code, message: typeof body.message === 'string' ? body.message : body.error_code }
  }
  return undefined
}

/** Jobs and assets answer `UserError` for nearly everything; what is meant stands at the end of the inner errors. */
function innermostCode(error: ErrorDetail | undefined): string | undefined {
  const info = error?.additionalInfo?.find((entry) => entry.type === 'InnerError')?.info
  let inner: unknown = info?.value
  let code: string | undefined
  while (isRecord(inner)) {
    if (typeof inner.code === 'string') code = inner.code
    inner = inner.innerError
  }
  return code
}

/** `Retry-After` is a number of seconds or a date. */
export function retryAfterMs(header: string | null): number | undefined {
  if (!header) return undefined
  const seconds = Number(header)
  const ms = Number.isNaN(seconds) ? Date.parse(header) - Date.now() : seconds * 1000
  return Number.isNaN(ms) ? undefined : Math.max(0, ms)
}

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null
