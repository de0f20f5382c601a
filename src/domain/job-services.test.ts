import { describe, expect, test } from 'vitest'
import type { JobService } from '../api/generated/arm.ts'
import { interactiveServices } from './job-services.ts'

const only = (service: JobService) => interactiveServices({ it: service })[0]

describe('the interactive services of a job', () => {
  test('are those that lead into it, by name', () => {
    const services = interactiveServices({
      Tracking: { jobServiceType: 'Tracking', endpoint: 'azureml://eastus.api.azureml.ms/mlflow' },
      Studio: { jobServiceType: 'Studio', endpoint: 'https://ml.azure.com/runs/x' },
      my_lab: { jobServiceType: 'JupyterLab', endpoint: 'https://lab.example.org/t', status: 'Running', port: 8888 },
      board: { jobServiceType: 'tensor_board', endpoint: null },
      gone: null,
    })
    expect(services).toEqual(
      [
        { name: 'board', kind: 'TensorBoard', way: 'text', text: undefined, status: undefined, error: undefined },
        {
          name: 'my_lab',
          kind: 'JupyterLab',
          way: 'link',
          url: 'https://lab.example.org/t',
          status: 'Running',
          port: 8888,
          error: undefined,
        },
      ].map((service) => ({ port: undefined, ...service })),
    )
  })

  test.each([
    'javascript:alert(1)',
    ' javascript:alert(1)',
    'data:text/html,<script>',
    'https://user:secret@example.org',
    'ssh://node-0',
    '//example.org',
    'not an address',
  ])('are no link for %s', (endpoint) => {
    expect(only({ jobServiceType: 'Custom', endpoint })).toMatchObject({ way: 'text', text: endpoint })
  })

  test('of a kind that we have never heard of go by their own name', () => {
    expect(only({ jobServiceType: 'Quantum', endpoint: 'http://localhost:1' })).toMatchObject({
      kind: 'Quantum',
      way: 'link',
    })
    expect(only({ jobServiceType: 'SSH', endpoint: 'https://x' })).toMatchObject({ way: 'ssh' })
  })
})
