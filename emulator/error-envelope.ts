import { randomBytes } from 'node:crypto'
import type { ErrorDetail, ServiceError } from './errors.ts'

/** Codes of MLflow for errors that were thrown in ARM's words (tokens, roles, unknown workspaces). */
const mlflowCodes: Record<number, string> = {
  400: 'INVALID_PARAMETER_VALUE',
  401: 'UNAUTHENTICATED',
  403: 'PERMISSION_DENIED',
  404: 'RESOURCE_DOES_NOT_EXIST',
  409: 'RESOURCE_ALREADY_EXISTS',
  429: 'REQUEST_LIMIT_EXCEEDED',
  501: 'NOT_IMPLEMENTED',
}

/** Body of an error answer below `/mlflow`. */
export const mlflowError = ({ status, code, message }: ServiceError) => ({
  error_code: /^[A-Z_]+$/.test(code) ? code : (mlflowCodes[status] ?? 'INTERNAL_ERROR'),
  message,
})

/** Body of an error answer of ARM; jobs and assets add what their front end ("MFE") is known to add. */
export function armError(error: ServiceError, now: number) {
  const { code, message, target, details, innerCode } = error
  const body: ErrorDetail & { additionalInfo?: object[] } = { code, message, ...(target ? { target } : {}), details }
  if (innerCode) body.additionalInfo = frontEndInfo(innerCode, message, now)
  return { error: body }
}

function frontEndInfo(innerCode: string, message: string, now: number): object[] {
  const id = () => randomBytes(16).toString('hex')
  const innerError =
    innerCode === 'NotFound'
      ? { code: innerCode, innerError: null }
      : {
          code: innerCode.endsWith('Immutable') ? 'Immutable' : 'BadArgument',
          innerError: { code: innerCode, innerError: null },
        }
  const values = {
    ComponentName: 'managementfrontend',
    Correlation: { operation: id(), request: id() },
    Environment: 'local',
    Location: 'local',
    Time: new Date(now).toISOString().replace('Z', '0000+00:00'),
    InnerError: innerError,
    MessageFormat: message,
  }
  return Object.entries(values).map(([type, value]) => ({ type, info: { value } }))
}
