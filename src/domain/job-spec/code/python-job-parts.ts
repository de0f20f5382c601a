import { mapValues } from '../../../lib/map-values.ts'
import { isLiteral } from '../jobs/command-job-spec.ts'
import type {
  Distribution,
  JobBase,
  JobIdentity,
  JobInput,
  JobResources,
  JobRun,
  JobService,
  QueueSettings,
} from '../jobs/command-job-spec.ts'
import type { InlineEnvironment } from '../assets/asset-specs.ts'
import { computeReference } from '../references.ts'
import { pythonFloat } from '../yaml/yaml-scalars.ts'
import { atom, call, dict, keywords, literal, literals, plainCall } from './python-source.ts'
import type { Arguments, Import, Python, Statement } from './python-source.ts'

export const ml = (name: string): Import => ({ module: 'azure.ai.ml', name })
export const entity = (name: string): Import => ({ module: 'azure.ai.ml.entities', name })

/** The keywords of `command` that a job and the trial of a sweep share. */
export const jobKeywords = (job: JobBase, run: JobRun): Arguments => ({
  ...keywords({
    name: job.name,
    displayName: job.displayName,
    experimentName: job.experimentName,
    description: job.description,
    tags: job.tags,
    properties: job.properties,
    command: run.command,
    code: run.code && shortReference(run.code),
  }),
  environment: environment(run.environment),
  ...keywords({ environmentVariables: run.environmentVariables }),
  compute: compute(job.compute),
  inputs: dictOf(job.inputs, input),
  outputs: dictOf(job.outputs, (output) => call(ml('Output'), keywords(output))),
  ...(run.resources && !hasUncommonResources(run.resources) && keywords(run.resources)),
  distribution: run.distribution && distribution(run.distribution),
  identity: job.identity && identity(job.identity),
})

/** Sends the job and tells where to look at it. */
export const submit: Statement[] = [
  { target: 'job', value: plainCall('ml_client.jobs.create_or_update', {}, [atom('job')]), apart: true },
  { value: plainCall('print', {}, [atom('job.studio_url')]) },
]

function environment(given: string | InlineEnvironment): Python {
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
const shortReference = (text: string) => text.replace(/^azureml:(?!\/\/)/, '')

/** Left out, the job runs serverless. */
function compute(text: string | undefined): Python | undefined {
  if (text === undefined || computeReference(text).kind === 'serverless') return undefined
  return literal(shortReference(text))
}

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

const distributionClass: Record<Distribution['type'], string> = {
  pytorch: 'PyTorchDistribution',
  mpi: 'MpiDistribution',
  tensorflow: 'TensorFlowDistribution',
  ray: 'RayDistribution',
}

const distribution = ({ type, ...rest }: Distribution): Python => call(ml(distributionClass[type]), keywords(rest))

function identity(given: JobIdentity): Python {
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
  dictOf(given, ({ type, ...rest }) => call(entity(serviceClass[type]), keywords(rest)))

export const resources = (given: JobResources): Python => call(entity('JobResourceConfiguration'), keywords(given))

/** Resources that `command` has no keywords for are set by an assignment. */
export function uncommonResources(given: JobResources | undefined, target: string): Statement[] {
  return given && hasUncommonResources(given) ? [{ target, value: resources(given) }] : []
}

const hasUncommonResources = ({ maxInstanceCount, properties }: JobResources) =>
  maxInstanceCount !== undefined || properties !== undefined

export const queueSettings = (given: QueueSettings): Python => call(entity('QueueSettings'), keywords(given))

const dictOf = <T>(given: Record<string, T> | undefined, change: (value: T) => Python) =>
  given && dict(mapValues(given, change))
