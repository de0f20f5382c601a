import { expect, test } from 'vitest'
import { ArmError, NetworkError } from '../api/arm-error.ts'
import { explain } from './explain.ts'
import { RouteError } from './route-error.ts'

const answer = (status: number, code: string, message = 'The words of the service.', innerCode?: string) =>
  new ArmError(message, { status, code, innerCode, requestId: 'abc-123' })

test('a missing role names the action and the scope, and the command that gives one', () => {
  const scope = '/subscriptions/s/resourceGroups/rg/providers/Microsoft.MachineLearningServices/workspaces/ws'
  const message = `The client 'rhea' with object id 'oid-1' does not have authorization to perform action 'Microsoft.MachineLearningServices/workspaces/jobs/write' over scope '${scope}/jobs/j' or the scope is invalid.`
  const explanation = explain(answer(403, 'AuthorizationFailed', message))
  expect(explanation.title).toBe('Your role does not allow this')
  expect(explanation.detail).toContain('Microsoft.MachineLearningServices/workspaces/jobs/write')
  expect(explanation.detail).toContain(`${scope}/jobs/j`)
  expect(explanation.command).toBe(
    `az role assignment create --assignee oid-1 --role "AzureML Data Scientist" --scope "${scope}"`,
  )
  expect(explanation.canRetry).toBe(false)
})

test('a compute needs a role of its own', () => {
  const message =
    "does not have authorization to perform action 'Microsoft.MachineLearningServices/workspaces/computes/write' over scope '/s'"
  expect(explain(answer(403, 'AuthorizationFailed', message)).command).toContain('"AzureML Compute Operator"')
})

test('a refusal in other words than usual is shown as it is', () => {
  expect(explain(answer(403, 'AuthorizationFailed', 'No.')).detail).toBe('No.')
})

test('a storage account that stays silent gets the CORS rule that may be missing', () => {
  const { command, canRetry } = explain(new NetworkError('stml.blob.core.windows.net'), 'https://studio.example')
  expect(command).toContain('--origins https://studio.example')
  expect(command).toContain('--account-name stml')
  expect(canRetry).toBe(true)
})

test('a storage account that hides its headers gets the rule that exposes them', () => {
  const hidden = new ArmError('hidden', {
    status: 206,
    code: 'HeaderNotExposed',
    target: 'stml.blob.core.windows.net',
    requestId: '',
  })
  const { title, command } = explain(hidden, 'https://studio.example')
  expect(title).toBe('The storage account hides part of its answer')
  expect(command).toContain("--exposed-headers '*'")
  expect(command).toContain('--account-name stml')
})

test('a silent data plane leads to the proxy setting, other silence to the connection', () => {
  expect(explain(new NetworkError('eastus.api.azureml.ms'), 'https://x').advice).toContain('dataPlane.baseUrl')
  expect(explain(new NetworkError('management.azure.com'), 'https://x').advice).toContain('connection')
})

test.each([
  [answer(400, 'UserError', 'x', 'JobPropertyImmutable'), 'This job name is taken', false],
  [answer(404, 'ResourceNotFound'), 'Not found', false],
  [answer(409, 'Conflict'), 'This does not fit what is there now', false],
  [answer(429, 'TooManyRequests'), 'Too many requests', true],
  [answer(503, 'ServiceUnavailable'), 'The service has a problem', true],
  [answer(200, 'InvalidResponse'), 'The answer could not be read', true],
  [answer(400, 'ValidationError'), 'The service refused the request', false],
  [new RouteError('workspace', 'No wsid'), 'This link leads nowhere', false],
  [new Error('The run has no such file'), 'This did not work', true],
  [new TypeError('x is undefined'), 'Something went wrong in this page', true],
])('%s is explained as "%s"', (error, title, canRetry) => {
  expect(explain(error)).toMatchObject({ title, canRetry })
})

test('code and request id are there to copy, the inner code behind the outer one', () => {
  expect(explain(answer(400, 'UserError', 'x', 'JobPropertyImmutable'))).toMatchObject({
    code: 'UserError / JobPropertyImmutable',
    requestId: 'abc-123',
  })
})

test('anything else is at least named', () => {
  expect(explain(new TypeError('x is undefined')).detail).toBe('x is undefined')
  expect(explain('plain').detail).toBe('plain')
})
