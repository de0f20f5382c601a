import { expect, test } from 'vitest'
import type { JobResource } from '../api/jobs.ts'
import { workspaceId } from '../domain/refs.ts'
import { bodyForAnother, whyNotAgain } from './submit-again.ts'

const workspace = { subscriptionId: 's', resourceGroup: 'g', workspaceName: 'w' }
const home = workspaceId(workspace)

const aJob = (properties: object): JobResource => ({
  id: `${home}/jobs/first`,
  name: 'first',
  type: 'jobs',
  properties: { jobType: 'Command', command: 'ls', environmentId: `${home}/environments/e/versions/1`, ...properties },
})

test('another job has all that the first was made of, and says whose copy it is', () => {
  const body = bodyForAnother(
    aJob({
      status: 'Failed',
      codeId: `${home}/codes/c/versions/1`,
      computeId: `${home}/computes/cpu`,
      inputs: { rate: { jobInputType: 'literal', value: '0.1' } },
      outputs: { default: { jobOutputType: 'uri_folder', uri: 'azureml://of/the/first' } },
      properties: { StartTimeUtc: '2026-01-31 10:00:00', ticket: 'ML-7' },
    }),
    workspace,
  )
  expect(body).toEqual({
    properties: {
      jobType: 'Command',
      command: 'ls',
      environmentId: `${home}/environments/e/versions/1`,
      codeId: `${home}/codes/c/versions/1`,
      computeId: `${home}/computes/cpu`,
      inputs: { rate: { jobInputType: 'literal', value: '0.1' } },
      properties: { ticket: 'ML-7', 'trainyard.copyOf': 'first' },
    },
  })
})

test('a pipeline cannot be sent from here', () => {
  const pipeline = aJob({ jobType: 'Pipeline' })
  expect(whyNotAgain(pipeline)).toContain('Pipeline')
  expect(() => bodyForAnother(pipeline, workspace)).toThrow('Pipeline')
})
