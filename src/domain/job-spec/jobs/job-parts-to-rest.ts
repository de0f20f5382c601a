import { mapValues } from '../../../lib/map-values.ts'
import { assetVersionId, computeId, workspaceId } from '../../refs.ts'
import type { WorkspaceRef } from '../../refs.ts'
import { withDoubleBraces } from './command-expressions.ts'
import { isLiteral } from './command-job-spec.ts'
import type {
  AssetKind,
  DataInput,
  Distribution,
  JobBase,
  JobIdentity,
  JobInput,
  JobOutput,
  JobResources,
  JobRun,
  JobService,
  QueueSettings,
} from './command-job-spec.ts'
import type { InlineEnvironment } from '../assets/asset-specs.ts'
import type { Resolution } from './job-resolution.ts'
import { codeReference, computeReference, dataPathReference, environmentReference } from '../references.ts'
import { defined } from '../format/rest-reader.ts'
import {
  restDistribution,
  restIdentity,
  restInputMode,
  restOutputMode,
  restPriority,
  restServiceType,
  restTier,
} from './rest-words.ts'

/** The parts of a job in ARM's spelling (2025-09-01), the same for command jobs and sweep jobs. */

type JobInputBody = { jobInputType: 'literal'; value: string } | { jobInputType: AssetKind; uri: string; mode?: string }
type JobOutputBody = {
  jobOutputType: AssetKind
  uri?: string
  mode?: string
  assetName?: string
  assetVersion?: string
}

/** Properties that every job has; keys that are undefined are not sent. */
export type JobBaseBody = {
  displayName?: string | undefined
  experimentName?: string | undefined
  description?: string | undefined
  tags?: Record<string, string | null> | undefined
  properties?: Record<string, string | null> | undefined
  computeId?: string | undefined
  inputs?: Record<string, JobInputBody> | undefined
  outputs?: Record<string, JobOutputBody> | undefined
  identity?: Record<string, unknown> | undefined
  queueSettings?: { jobTier?: string; priority?: number } | undefined
}

/** Services are not among them: the CLI takes those of a sweep and does not send them. */
export const jobBaseToRest = (spec: JobBase, resolution: Resolution): JobBaseBody => ({
  displayName: spec.displayName,
  experimentName: spec.experimentName,
  description: spec.description,
  tags: spec.tags,
  properties: spec.properties,
  computeId: computeIdOf(spec.compute, resolution.workspace),
  inputs: spec.inputs && mapValues(spec.inputs, (input, key) => inputToRest(input, key, resolution)),
  outputs: spec.outputs && mapValues(spec.outputs, outputToRest),
  identity: spec.identity && identityToRest(spec.identity),
  queueSettings: spec.queueSettings && queueSettingsToRest(spec.queueSettings),
})

/** Properties of what is run: those of a command job, or `trial` of a sweep. */
export type JobRunBody = {
  command: string
  codeId?: string | undefined
  environmentId: string
  environmentVariables?: Record<string, string> | undefined
  resources?: Record<string, unknown> | undefined
  distribution?: Record<string, unknown> | undefined
}

export const jobRunToRest = (run: JobRun, resolution: Resolution): JobRunBody => ({
  command: withDoubleBraces(run.command),
  codeId: run.code === undefined ? undefined : codeIdOf(run.code, resolution),
  environmentId: environmentIdOf(run.environment, resolution),
  environmentVariables: run.environmentVariables,
  resources: run.resources && resourcesToRest(run.resources),
  distribution: run.distribution && distributionToRest(run.distribution),
})

function codeIdOf(code: string, { workspace, codeId }: Resolution): string {
  const reference = codeReference(code)
  if (reference.kind === 'armId') return reference.id
  if (reference.kind === 'version') return assetVersionId(workspace, 'codes', reference.name, reference.version)
  return needed(codeId, 'codeId')
}

function environmentIdOf(environment: string | InlineEnvironment, { workspace, environmentId }: Resolution): string {
  if (typeof environment !== 'string') return needed(environmentId, 'environmentId')
  const reference = environmentReference(environment)
  if ('id' in reference) return reference.id
  if (reference.kind === 'version') {
    return assetVersionId(workspace, 'environments', reference.name, reference.version)
  }
  return needed(environmentId, 'environmentId')
}

function computeIdOf(compute: string | undefined, workspace: WorkspaceRef): string | undefined {
  const reference = computeReference(compute)
  if (reference.kind === 'armId') return reference.id
  if (reference.kind === 'named') return computeId({ workspace, computeName: reference.name })
  if (reference.kind !== 'virtualCluster') return undefined
  // Virtual clusters lie beside workspaces, not in them.
  return `${workspaceId(workspace).replace(/\/workspaces\/[^/]+$/, '')}/virtualclusters/${reference.name}`
}

export const assetTypeOf = (type: AssetKind) => (type.endsWith('_model') ? 'models' : 'data')

function inputToRest(input: JobInput, key: string, resolution: Resolution): JobInputBody {
  if (isLiteral(input)) return { jobInputType: 'literal', value: input.literal }
  return {
    jobInputType: input.type,
    uri: inputUri(input, key, resolution),
    ...(input.mode && { mode: restInputMode[input.mode] }),
  }
}

function inputUri({ path, type }: DataInput, key: string, { workspace, inputUris = {} }: Resolution): string {
  const reference = dataPathReference(path)
  if (reference.kind === 'uri') return reference.uri
  if (reference.kind === 'armId') return reference.id
  if (reference.kind === 'version') {
    return assetVersionId(workspace, assetTypeOf(type), reference.name, reference.version)
  }
  return needed(inputUris[key], `inputUris.${key}`)
}

const outputToRest = ({ type, path, mode, name, version }: JobOutput): JobOutputBody => ({
  jobOutputType: type,
  ...(path !== undefined && { uri: path }),
  ...(mode && { mode: restOutputMode[mode] }),
  ...(name !== undefined && { assetName: name }),
  ...(version !== undefined && { assetVersion: version }),
})

export function resourcesToRest({ properties, ...resources }: JobResources) {
  const renamed = Object.entries(properties ?? {}).map(([key, value]) => {
    // The back end's public name and its own differ; the CLI translates, so do we.
    return [key.toLowerCase() === 'singularity' ? 'AISuperComputer' : key, value] as const
  })
  return defined({ ...resources, ...(properties && { properties: Object.fromEntries(renamed) }) })
}

function distributionToRest(distribution: Distribution) {
  const { type, ...rest } = distribution
  const defaults = type === 'tensorflow' ? { parameterServerCount: 0 } : {}
  return { distributionType: restDistribution[type], ...defaults, ...defined(rest) }
}

function identityToRest(identity: JobIdentity) {
  const identityType = restIdentity[identity.type]
  if (identity.type !== 'managed') return { identityType }
  const { clientId, objectId, msiResourceId } = identity
  return defined({ identityType, clientId, objectId, resourceId: msiResourceId })
}

export function serviceToRest(service: JobService) {
  const own = defined({
    sshPublicKeys: service.type === 'ssh' ? service.sshPublicKeys : undefined,
    logDir: service.type === 'tensor_board' ? service.logDir : undefined,
  })
  const properties = { ...service.properties, ...own }
  return defined({
    jobServiceType: restServiceType[service.type],
    port: service.port,
    nodes: service.nodes && { nodesValueType: 'All' },
    properties: Object.keys(properties).length > 0 ? properties : undefined,
  })
}

const queueSettingsToRest = ({ jobTier, priority }: QueueSettings) => ({
  ...(jobTier && { jobTier: restTier[jobTier] }),
  ...(priority && { priority: restPriority[priority] }),
})

function needed(value: string | undefined, name: string): string {
  if (value === undefined) throw new Error(`The job needs “${name}” in its resolution`)
  return value
}
