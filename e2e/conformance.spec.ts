import type { Exchange } from '../emulator/recorder.ts'
import { createValidator, haveSpec, judge } from '../scripts/conformance.ts'
import { armClient } from './support/arm-client.ts'
import { expect, test } from './support/test.ts'

test('an answer that is broken on purpose is caught by the published specification', async ({ emulator }) => {
  test.skip(!haveSpec(), 'The published specification is not beside this checkout.')
  const arm = await armClient(emulator.ready)
  const url = new URL(`${arm.workspaceId}/datastores?api-version=2025-09-01`, emulator.ready.arm)
  const response = await arm.call('GET', url.href)
  const body = (await response.json()) as { value: { properties: Record<string, unknown> }[] }
  const exchange: Exchange = {
    method: 'GET',
    url: url.href,
    requestHeaders: {},
    status: 200,
    responseHeaders: { 'content-type': 'application/json' },
    responseBody: body,
  }
  const validator = await createValidator()
  expect((await judge(validator, exchange)).found).toEqual([])

  for (const datastore of body.value) delete datastore.properties['datastoreType']
  expect((await judge(validator, exchange)).found).not.toEqual([])
})
