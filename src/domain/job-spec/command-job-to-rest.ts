import { secondsToIso } from '../duration.ts'
import { assetVersionId, computeId, workspaceId } from '../refs.ts'
import type { WorkspaceRef } from '../refs.ts'
import { withDoubleBraces } from './command-expressions.ts'
import { isLiteral } from './command-job-spec.ts'
import type {
  AssetKind,
  CommandJobSpec,
  DataInput,
  Distribution,
  InlineEnvironment,
  JobIdentity,
  JobInput,
  JobOutput,
  JobResources,
  JobService,
  QueueSettings,
} from './command-job-spec.ts'
import { codeReference, computeReference, dataPathReference, environmentReference } from './references.ts'
import { defined } from './rest-reader.ts'
import {
  restDistribution,
  restIdentity,
  restInputMode,
  restOutputMode,
  restPriority,
  restServiceType,
  restTier,
} from './rest-words.ts'

/** What only the service can tell, found out beforehand by the caller: see `unresolvedReferences`. */
export type Resolution = Readonly<{
  workspace: WorkspaceRef
  /** ARM id of the code version made from a local folder or a URL. */
  codeId?: string
  /** ARM id for an environment given in the job, in a file, or by `@latest`. */
  environmentId?: string
  /** URI or ARM id for each input that names a local path or `@latest`. */
  inputUris?: Readonly<Record<string, string>>
}>

/** Something that has to be uploaded, registered or looked up before the job can be sent. */
export type UnresolvedReference =
  | { at: 'code'; kind: 'local' | 'url'; path: string }
  | { at: 'environment'; kind: 'latest'; name: string }
  | { at: 'environment'; kind: 'file'; path: string }
  | { at: 'environment'; kind: 'inline'; environment: InlineEnvironment }
  | { at: 'input'; key: string; kind: 'latest'; assetType: 'data' | 'models'; name: string }
  | { at: 'input'; key: string; kind: 'local'; path: string; type: AssetKind; datastore: string }

/** All that `commandJobToRest` needs in its resolution, in the order of the YAML reference. */
export function unresolvedReferences({ code, environment, inputs = {} }: CommandJobSpec): UnresolvedReference[] {
  const found: UnresolvedReference[] = []
  const codeIs = code === undefined ? undefined : codeReference(code)
  if (codeIs?.kind === 'local') found.push({ at: 'code', kind: 'local', path: codeIs.path })
  if (codeIs?.kind === 'url') found.push({ at: 'code', kind: 'url', path: codeIs.url })

  if (typeof environment === 'string') {
    const reference = environmentReference(environment)
    if (reference.kind === 'latest' || reference.kind === 'file') found.push({ at: 'environment', ...reference })
  } else found.push({ at: 'environment', kind: 'inline', environment })

  for (const [key, input] of Object.entries(inputs)) {
    if (isLiteral(input)) continue
    const { type, datastore = 'workspaceblobstore' } = input
    const reference = dataPathReference(input.path)
    if (reference.kind === 'latest') {
      found.push({ at: 'input', key, assetType: assetTypeOf(type), ...reference })
    } else if (reference.kind === 'local') {
      found.push({ at: 'input', key, type, datastore, ...reference })
    }
  }
  return found
}

export type JobInputBody =
  { jobInputType: 'literal'; value: string } | { jobInputType: AssetKind; uri: string; mode?: string }
export type JobOutputBody = {
  jobOutputType: AssetKind
  uri?: string
  mode?: string
  assetName?: string
  assetVersion?: string
}

/** `properties` of the body of `PUT jobs/{name}`; keys that are undefined are not sent. */
export type CommandJobBody = {
  jobType: 'Command'
  displayName?: string | undefined
  experimentName?: string | undefined
  description?: string | undefined
  tags?: Record<string, string | null> | undefined
  properties?: Record<string, string | null> | undefined
  command: string
  codeId?: string | undefined
  environmentId: string
  environmentVariables?: Record<string, string> | undefined
  computeId?: string | undefined
  inputs?: Record<string, JobInputBody> | undefined
  outputs?: Record<string, JobOutputBody> | undefined
  resources?: Record<string, unknown> | undefined
  distribution?: Record<string, unknown> | undefined
  limits?: { jobLimitsType: 'Command'; timeout?: string } | undefined
  identity?: Record<string, unknown> | undefined
  services?: Record<string, Record<string, unknown>> | undefined
  queueSettings?: { jobTier?: string; priority?: number } | undefined
  [restOnly: string]: unknown
}

/**
 * The ARM body (2025-09-01) of a command job, as the CLI sends it.
 * @throws Error when the resolution lacks something `unresolvedReferences` asked for: a mistake of the caller
 */
export function commandJobToRest(spec: CommandJobSpec, resolution: Resolution): { properties: CommandJobBody } {
  const { workspace } = resolution
  const properties: CommandJobBody = {
    jobType: 'Command',
    displayName: spec.displayName,
    experimentName: spec.experimentName,
    description: spec.description,
    tags: spec.tags,
    properties: spec.properties,
    command: withDoubleBraces(spec.command),
    codeId: spec.code === undefined ? undefined : codeIdOf(spec.code, resolution),
    environmentId: environmentIdOf(spec.environment, resolution),
    environmentVariables: spec.environmentVariables,
    computeId: computeIdOf(spec.compute, workspace),
    inputs: mapValues(spec.inputs, (input, key) => inputToRest(input, key, resolution)),
    outputs: mapValues(spec.outputs, outputToRest),
    resources: spec.resources && resourcesToRest(spec.resources),
    distribution: spec.distribution && distributionToRest(spec.distribution),
    limits: spec.limits && limitsToRest(spec.limits),
    identity: spec.identity && identityToRest(spec.identity),
    services: mapValues(spec.services, serviceToRest),
    queueSettings: spec.queueSettings && queueSettingsToRest(spec.queueSettings),
  }
  return { properties: { ...spec.restOnly, ...defined(properties) } }
}

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

const assetTypeOf = (type: AssetKind) => (type.endsWith('_model') ? 'models' : 'data')

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

function resourcesToRest({ properties, ...resources }: JobResources) {
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

function limitsToRest({ timeoutSeconds }: NonNullable<CommandJobSpec['limits']>) {
  const jobLimitsType = 'Command' as const
  return timeoutSeconds !== undefined && timeoutSeconds > 0
    ? { jobLimitsType, timeout: secondsToIso(timeoutSeconds) }
    : { jobLimitsType }
}

function identityToRest(identity: JobIdentity) {
  const identityType = restIdentity[identity.type]
  if (identity.type !== 'managed') return { identityType }
  const { clientId, objectId, msiResourceId } = identity
  return defined({ identityType, clientId, objectId, resourceId: msiResourceId })
}

function serviceToRest(service: JobService) {
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

function mapValues<T, R>(record: Record<string, T> | undefined, change: (value: T, key: string) => R) {
  if (!record) return undefined
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [key, change(value, key)]))
}
