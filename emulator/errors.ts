/**
 * Errors as Azure answers them. Throw one from a handler; the cloud server turns it into the envelope of the service
 * that was asked (ARM's `{error:{code,message,…}}`, MLflow's `{error_code,message}`).
 */
export type ErrorDetail = { code: string; message: string; target?: string; details?: ErrorDetail[] }

export class ServiceError extends Error {
  readonly status: number
  readonly code: string
  readonly target: string | undefined
  readonly details: ErrorDetail[]
  /** Extra headers of the answer, e.g. `www-authenticate`. */
  readonly headers: Record<string, string>
  /** Innermost code of an error of the jobs and assets front end ("MFE"), whose outer code is always `UserError`. */
  readonly innerCode: string | undefined

  constructor(
    status: number,
    code: string,
    message: string,
    more: { target?: string; details?: ErrorDetail[]; headers?: Record<string, string>; innerCode?: string } = {},
  ) {
    super(message)
    this.status = status
    this.code = code
    this.target = more.target
    this.details = more.details ?? []
    this.headers = more.headers ?? {}
    this.innerCode = more.innerCode
  }
}

/** A 400 of the jobs and assets front end: outer code `UserError`, the telling code inside. */
export const userError = (innerCode: string, message: string, target?: string, details: ErrorDetail[] = []) =>
  new ServiceError(400, 'UserError', message, { innerCode, details, ...(target ? { target } : {}) })

/** A job or asset that is not there: 404 with code `UserError` and inner code `NotFound`. */
export const notFound = (message: string) => new ServiceError(404, 'UserError', message, { innerCode: 'NotFound' })
