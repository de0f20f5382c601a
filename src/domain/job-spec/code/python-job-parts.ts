import { isLiteral } from '../command-job-spec.ts'
import type {
  Distribution,
  InlineEnvironment,
  JobIdentity,
  JobInput,
  JobOutput,
  JobResources,
  JobService,
  QueueSettings,
} from '../command-job-spec.ts'
import { computeReference } from '../references.ts'
import { pythonFloat } from '../yaml-scalars.ts'
import { atom, call, dict, literal, literals, plainCall } from './python-source.ts'
import type { Arguments, Import, Python, Statement } from './python-source.ts'

export const ml = (name: string): Import => ({ module: 'azure.ai.ml', name })
export const entity = (name: string): Import => ({ module: 'azure.ai.ml.entities', name })

/** The keywords that every kind of job has. */
export const jobLabels = (job: {
  name?: string
  displayName?: string
  experimentName?: string
  description?: string
  tags?: Record<string, string | null>
  properties?: Record<string, string | null>
}): Arguments =>
  literals({
    name: job.name,
    display_name: job.displayName,
    experiment_name: job.experimentName,
    description: job.description,
    tags: job.tags,
    properties: job.properties,
  })

/** Sends the job and tells where to look at it. */
export const submit: Statement[] = [
  { target: 'job', value: plainCall('ml_client.jobs.create_or_update', {}, [atom('job')]), apart: true },
  { value: plainCall('print', {}, [atom('job.studio_url')]) },
]

export function environment(given: string | InlineEnvironment): Python {
  if (typeof given !== 'string') return environmentObject(given)
  if (!given.startsWith('file:')) return literal(given)
  return call(ml('load_environment'), literals({ source: given.slice('file:'.length) }))
}

/** `name` and `version` are for environments that are registered. */
export function environmentObject(given: InlineEnvironment, name?: string, version?: string): Python {
  const { build } = given
  return call(entity('Environment'), {
    ...literals({
      name,
      version,
      description: given.description,
      image: given.image,
      conda_file: given.condaFile,
    }),
    build: build && call(entity('BuildContext'), literals({ path: build.path, dockerfile_path: build.dockerfilePath })),
    ...literals({
      os_type: given.osType,
      inference_config: given.inferenceConfig,
      tags: given.tags,
      properties: given.properties,
      datastore: given.datastore,
    }),
  })
}

/** The SDK knows computes by their plain names; left out, the job runs serverless. */
export function compute(text: string | undefined): Python | undefined {
  if (text === undefined || computeReference(text).kind === 'serverless') return undefined
  return literal(text.replace(/^azureml:/, ''))
}

export const inputs = (given: Record<string, JobInput> | undefined) => mapOf(given, input)

function input(given: JobInput): Python {
  if (isLiteral(given)) return scalar(given.literal)
  const { type, path, mode, datastore } = given
  return call(ml('Input'), literals({ type, path, mode, datastore }))
}

/** A literal as a person would write it: a number where the SDK makes the same text of it. */
function scalar(text: string): Python {
  const isInteger = /^(?:0|-?[1-9]\d{0,14})$/.test(text)
  const isFloat = /^-?\d[\d.]*(?:e[-+]\d+)?$/.test(text) && pythonFloat(Number(text)) === text
  return isInteger || isFloat || text === 'True' || text === 'False' ? atom(text) : literal(text)
}

export const outputs = (given: Record<string, JobOutput> | undefined) =>
  mapOf(given, ({ type, path, mode, name, version }) =>
    call(ml('Output'), literals({ type, path, mode, name, version })),
  )

export function distribution(given: Distribution): Python {
  switch (given.type) {
    case 'pytorch':
      return call(ml('PyTorchDistribution'), literals({ process_count_per_instance: given.processCountPerInstance }))
    case 'mpi':
      return call(ml('MpiDistribution'), literals({ process_count_per_instance: given.processCountPerInstance }))
    case 'tensorflow':
      return call(
        ml('TensorFlowDistribution'),
        literals({ worker_count: given.workerCount, parameter_server_count: given.parameterServerCount }),
      )
    case 'ray':
      return call(
        ml('RayDistribution'),
        literals({
          port: given.port,
          address: given.address,
          include_dashboard: given.includeDashboard,
          dashboard_port: given.dashboardPort,
          head_node_additional_args: given.headNodeAdditionalArgs,
          worker_node_additional_args: given.workerNodeAdditionalArgs,
        }),
      )
  }
}

export function identity(given: JobIdentity): Python {
  if (given.type === 'aml_token') return call(entity('AmlTokenConfiguration'), {})
  if (given.type === 'user_identity') return call(entity('UserIdentityConfiguration'), {})
  return call(
    entity('ManagedIdentityConfiguration'),
    literals({ client_id: given.clientId, object_id: given.objectId, resource_id: given.msiResourceId }),
  )
}

const serviceClass: Record<JobService['type'], string> = {
  jupyter_lab: 'JupyterLabJobService',
  ssh: 'SshJobService',
  tensor_board: 'TensorBoardJobService',
  vs_code: 'VsCodeJobService',
}

export const services = (given: Record<string, JobService> | undefined) =>
  mapOf(given, (service) =>
    call(
      entity(serviceClass[service.type]),
      literals({
        port: service.port,
        nodes: service.nodes,
        ssh_public_keys: service.type === 'ssh' ? service.sshPublicKeys : undefined,
        log_dir: service.type === 'tensor_board' ? service.logDir : undefined,
        properties: service.properties,
      }),
    ),
  )

export const resourceKeywords = (given: JobResources): Arguments =>
  literals({
    instance_count: given.instanceCount,
    instance_type: given.instanceType,
    max_instance_count: given.maxInstanceCount,
    shm_size: given.shmSize,
    docker_args: given.dockerArgs,
    locations: given.locations,
    properties: given.properties,
  })

export const resources = (given: JobResources): Python =>
  call(entity('JobResourceConfiguration'), resourceKeywords(given))

export const queueSettings = ({ jobTier, priority }: QueueSettings): Python =>
  call(entity('QueueSettings'), literals({ job_tier: jobTier, priority }))

const mapOf = <T>(given: Record<string, T> | undefined, change: (value: T) => Python) =>
  given && dict(Object.fromEntries(Object.entries(given).map(([key, value]) => [key, change(value)])))
