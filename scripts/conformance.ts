import { existsSync } from 'node:fs'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Exchange } from '../emulator/recorder.ts'

/**
 * Holds what the studio sent and what the emulator answered against Azure's published specification, with Microsoft's
 * own validator (oav). The specification is not part of this repository; where it is absent the check is skipped.
 */
const specFolder = fileURLToPath(new URL('../../shared/azure-rest/2025-09-01', import.meta.url))

export const haveSpec = () => existsSync(specFolder)

export type Violation = { operation: string; side: 'request' | 'response'; message: string }

export type ConformanceReport = {
  /** Exchanges that the specification covers, and how many were left out because it does not. */
  checked: number
  outside: number
  /** Names of the operations seen, e.g. `Jobs_CreateOrUpdate`. */
  operations: Set<string>
  violations: Violation[]
}

type Validation = { isSuccessful?: boolean; operationInfo?: { operationId: string }; errors: { message: string }[] }

export type Validator = {
  validateLiveRequestResponse(pair: unknown): Promise<{
    requestValidationResult: Validation
    responseValidationResult: Validation
  }>
}

/** Loads the specification; takes about a second. */
export async function createValidator(): Promise<Validator> {
  const { LiveValidator } = await import('oav')
  const validator = new LiveValidator({
    directory: specFolder,
    swaggerPathsPattern: [
      'specification/machinelearningservices/**/stable/2025-09-01/{mfe,machineLearningServices,workspaceRP}.json',
    ],
    git: { shouldClone: false },
    isPathCaseSensitive: false,
  })
  await validator.initialize()
  return validator
}

/** The last provider in a path is the one that answers: roles at a workspace are Microsoft.Authorization's. */
const isCovered = ({ url }: Exchange) =>
  /.*\/providers\/([^/]+)/.exec(new URL(url).pathname)?.[1]?.toLowerCase() === 'microsoft.machinelearningservices'

/** Judges one exchange. */
export async function judge(
  validator: Validator,
  exchange: Exchange,
): Promise<{ operation: string; found: Violation[] }> {
  const { method, url, requestHeaders, requestBody, status, responseHeaders, responseBody } = exchange
  const { searchParams } = new URL(url)
  const { requestValidationResult: request, responseValidationResult: response } =
    await validator.validateLiveRequestResponse({
      liveRequest: { method, url, headers: requestHeaders, query: Object.fromEntries(searchParams), body: requestBody },
      liveResponse: { statusCode: String(status), headers: responseHeaders, body: responseBody },
    })
  const operation = request.operationInfo?.operationId || `${method} ${new URL(url).pathname}`
  const violations = (side: 'request' | 'response', { errors }: Validation) =>
    errors.map(({ message }) => ({ operation, side, message: `${message} (${method} ${url} → ${status})` }))
  // A request that the emulator refused may be as wrong as its sender made it; its answer may not.
  return {
    operation,
    found: [...(status < 400 ? violations('request', request) : []), ...violations('response', response)],
  }
}

/** Judges every exchange in a folder of recordings (`*.jsonl`). */
export async function checkRecordings(folder: string): Promise<ConformanceReport> {
  const validator = await createValidator()
  const report: ConformanceReport = { checked: 0, outside: 0, operations: new Set(), violations: [] }
  for (const file of await readdir(folder)) {
    const lines = (await readFile(join(folder, file), 'utf8')).split('\n').filter(Boolean)
    for (const line of lines) {
      const exchange = JSON.parse(line) as Exchange
      if (!isCovered(exchange)) {
        report.outside += 1
        continue
      }
      const { operation, found } = await judge(validator, exchange)
      report.checked += 1
      report.operations.add(operation)
      report.violations.push(...found)
    }
  }
  return report
}
