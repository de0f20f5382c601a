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
import type { JobSpec } from '../sweep-job-spec.ts'
import { pythonFloat } from '../yaml-scalars.ts'
import { atom, call, dict, keywords, literal, literals, plainCall } from './python-source.ts'
import type { Arguments, Import, Python, Statement } from './python-source.ts'

export const ml = (name: string): Import => ({ module: 'azure.ai.ml', name })
export const entity = (name: string): Import => ({ module: 'azure.ai.ml.entities', name })

/** The keywords that every kind of job has. */
export const jobLabels = (job: JobSpec): Arguments =>
  keywords({
    name: job.name,
    displayName: job.displayName,
    experimentName: job.experimentName,
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
  if (!given.startsWith('file:')) return literal(shortReference(given))
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
    build: build && call(entity('BuildContext'), keywords(build)),
    ...literals({
      os_type: given.osType,
      inference_config: given.inferenceConfig,
      tags: given.tags,
      properties: given.properties,
      datastore: given.datastore,
    }),
  })
}

/**
 * A reference as the SDK wants it: only YAML has the prefix `azureml:`. With it, the SDK finds neither `@latest` nor
 * what an ARM id names.
 */
export const shortReference = (text: string) => text.replace(/^azureml:(?!\/\/)/, '')

/** Left out, the job runs serverless. */
export function compute(text: string | undefined): Python | undefined {
  if (text === undefined || computeReference(text).kind === 'serverless') return undefined
  return literal(shortReference(text))
}

export const inputs = (given: Record<string, JobInput> | undefined) => mapOf(given, input)

function input(given: JobInput): Python {
  if (isLiteral(given)) return scalar(given.literal)
  return call(ml('Input'), keywords({ ...given, path: shortReference(given.path).replace(/^file:/, '') }))
}

/** A literal as a person would write it: a number where the SDK makes the same text of it. */
function scalar(text: string): Python {
  const isInteger = /^(?:0|-?[1-9]\d{0,14})$/.test(text)
  const isFloat = /^-?\d[\d.]*(?:e[-+]\d+)?$/.test(text) && pythonFloat(Number(text)) === text
  return isInteger || isFloat || text === 'True' || text === 'False' ? atom(text) : literal(text)
}

export const outputs = (given: Record<string, JobOutput> | undefined) =>
  mapOf(given, (output) => call(ml('Output'), keywords(output)))

const distributionClass: Record<Distribution['type'], string> = {
  pytorch: 'PyTorchDistribution',
  mpi: 'MpiDistribution',
  tensorflow: 'TensorFlowDistribution',
  ray: 'RayDistribution',
}

export const distribution = ({ type, ...rest }: Distribution): Python =>
  call(ml(distributionClass[type]), keywords(rest))

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
  mapOf(given, ({ type, ...rest }) => call(entity(serviceClass[type]), keywords(rest)))

export const resources = (given: JobResources): Python => call(entity('JobResourceConfiguration'), keywords(given))

/** Resources as keywords of `command`, which has them for the usual ones only. */
export const commonResources = (given: JobResources | undefined): Arguments =>
  given && !hasUncommonResources(given) ? keywords(given) : {}

export const hasUncommonResources = ({ maxInstanceCount, properties }: JobResources) =>
  maxInstanceCount !== undefined || properties !== undefined

export const queueSettings = (given: QueueSettings): Python => call(entity('QueueSettings'), keywords(given))

const mapOf = <T>(given: Record<string, T> | undefined, change: (value: T) => Python) =>
  given && dict(Object.fromEntries(Object.entries(given).map(([key, value]) => [key, change(value)])))
