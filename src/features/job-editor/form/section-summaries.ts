import { humanDuration } from '../../../lib/dates.ts'
import { computeReference } from '../../../domain/job-spec/references.ts'
import { plural } from '../../../lib/numbers.ts'
import type { YamlForm } from '../../../parts/yaml-form.ts'

/** What is in a folded section, in a few words. */

export function environmentInWords(run: YamlForm): string {
  const path = ['environment']
  if (!run.isMap(path)) return run.text(path).replace(/^azureml:(?!\/)/, '')
  if (run.has([...path, 'build'])) return 'Docker build'
  return `${run.text([...path, 'image'])}${run.has([...path, 'conda_file']) ? ' and conda' : ''}`
}

export function computeInWords(form: YamlForm, run: YamlForm): string {
  const reference = computeReference(form.has(['compute']) ? form.text(['compute']) : undefined)
  const place = reference.kind === 'named' ? reference.name : form.text(['compute'])
  const size = run.text(['resources', 'instance_type'])
  return join([reference.kind === 'serverless' ? join(['Serverless', size]) : place, nodesInWords(run)])
}

const nodesInWords = (run: YamlForm) => {
  const nodes = run.text(['resources', 'instance_count'])
  return nodes === '' ? '' : plural(Number(nodes) || 0, 'node')
}

export function resourcesInWords(run: YamlForm): string {
  const sharedMemory = run.text(['resources', 'shm_size'])
  const maxNodes = run.text(['resources', 'max_instance_count'])
  const regions = run.size(['resources', 'locations'])
  return join([
    sharedMemory && `${sharedMemory} shared`,
    maxNodes && `up to ${maxNodes} nodes`,
    run.text(['resources', 'docker_args']),
    regions > 0 ? plural(regions, 'region') : '',
    run.text(['resources', 'instance_type']),
  ])
}

const frameworks: Readonly<Record<string, string>> = {
  pytorch: 'PyTorch',
  'torch.distributed': 'PyTorch',
  mpi: 'MPI',
  tensorflow: 'TensorFlow',
  ray: 'Ray',
}

export function distributionInWords(run: YamlForm): string {
  const text = (key: string) => run.text(['distribution', key])
  const type = text('type')
  const processes = Number(text('process_count_per_instance'))
  const workers = Number(text('worker_count'))
  const servers = Number(text('parameter_server_count'))
  return join([
    frameworks[type.toLowerCase()] ?? type,
    processes > 0 ? plural(processes, 'process', 'processes') : '',
    workers > 0 ? plural(workers, 'worker') : '',
    servers > 0 ? plural(servers, 'parameter server') : '',
  ])
}

export function timeoutInWords(form: YamlForm, path: readonly string[]): string {
  const seconds = Number(form.text(path))
  return seconds > 0 ? humanDuration(seconds) : form.text(path)
}

export function identityInWords(form: YamlForm): string {
  const type = form.text(['identity', 'type']).toLowerCase()
  if (type.startsWith('managed')) return 'Managed identity'
  return type.startsWith('user') ? 'You' : 'Token of the workspace'
}

export const queueInWords = (form: YamlForm): string => {
  const priority = form.text(['queue_settings', 'priority'])
  return join([form.text(['queue_settings', 'job_tier']), priority && `${priority} priority`])
}

export function objectiveInWords(form: YamlForm): string {
  const goal = form.text(['objective', 'goal'])
  return `${goal.charAt(0).toUpperCase()}${goal.slice(1)} ${form.text(['objective', 'primary_metric'])}`.trim()
}

export function samplingInWords(form: YamlForm): string {
  const path = ['sampling_algorithm']
  const type = form.text(form.isMap(path) ? [...path, 'type'] : path)
  const seed = form.text([...path, 'seed'])
  return join([type, form.text([...path, 'rule']), seed && `seed ${seed}`])
}

export function trialsInWords(form: YamlForm): string {
  const total = form.text(['limits', 'max_total_trials'])
  const concurrent = form.text(['limits', 'max_concurrent_trials'])
  return join([total && plural(Number(total) || 0, 'trial'), concurrent && `${concurrent} at a time`])
}

export const policyInWords = (form: YamlForm): string =>
  form.text(['early_termination', 'type']).toLowerCase().replace('_', ' ')

const join = (parts: readonly string[]) => parts.filter((part) => part !== '').join(', ')
