import { expect, test } from 'vitest'
import { createYamlForm } from '../../../parts/yaml-form.ts'
import * as summaries from './section-summaries.ts'

function formOf(text: string) {
  const form = createYamlForm(text, [], () => {})
  if (!form) throw new Error('The test’s own YAML is wrong')
  return form
}

test('a folded section tells the most of itself', () => {
  const environment = (text: string) => summaries.environmentInWords(formOf(`environment: ${text}\n`))
  expect(environment('azureml:python3@latest')).toBe('python3@latest')
  expect(environment('{image: ubuntu, conda_file: c.yml}')).toBe('ubuntu and conda')
  expect(environment('{build: {path: .}}')).toBe('Docker build')

  const compute = (text: string) => summaries.computeInWords(formOf(text), formOf(text))
  expect(compute('command: echo\n')).toBe('Serverless')
  expect(compute('compute: azureml:cpu\nresources: {instance_count: 2}\n')).toBe('cpu, 2 nodes')
  expect(compute('resources: {instance_type: Standard_DS3_v2, instance_count: 1}\n')).toBe(
    'Serverless, Standard_DS3_v2, 1 node',
  )

  const distribution = (text: string) => summaries.distributionInWords(formOf(`distribution: ${text}\n`))
  expect(distribution('{type: PyTorch, process_count_per_instance: 1}')).toBe('PyTorch, 1 process')
  expect(distribution('{type: tensorflow, worker_count: 4, parameter_server_count: 1}')).toBe(
    'TensorFlow, 4 workers, 1 parameter server',
  )
  expect(distribution('{type: own}')).toBe('own')

  expect(summaries.resourcesInWords(formOf('resources: {shm_size: 8g, locations: [a, b]}\n'))).toBe(
    '8g shared, 2 regions',
  )
  expect(summaries.timeoutInWords(formOf('limits: {timeout: 5400}\n'), ['limits', 'timeout'])).toBe('1 h 30 min')
  expect(summaries.identityInWords(formOf('identity: {type: UserIdentity}\n'))).toBe('You')
  expect(summaries.queueInWords(formOf('queue_settings: {job_tier: spot, priority: low}\n'))).toBe('spot, low priority')
})

test('so do those of a sweep', () => {
  const form = formOf(
    'objective: {goal: minimize, primary_metric: loss}\nsampling_algorithm: {type: random, rule: sobol, seed: 1}\n' +
      'limits: {max_total_trials: 6, max_concurrent_trials: 3}\nearly_termination: {type: median_stopping}\n',
  )
  expect(summaries.objectiveInWords(form)).toBe('Minimize loss')
  expect(summaries.samplingInWords(form)).toBe('random, sobol, seed 1')
  expect(summaries.trialsInWords(form)).toBe('6 trials, 3 at a time')
  expect(summaries.policyInWords(form)).toBe('median stopping')
  expect(summaries.samplingInWords(formOf('sampling_algorithm: grid\n'))).toBe('grid')
})
