import { armIdParts, assetRefFromId, isSameId, workspaceId, workspaceOfId } from '../../refs.ts'
import type { WorkspaceRef } from '../../refs.ts'
import type {
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
import type { Resolution } from './job-resolution.ts'
import { isServiceProperty } from './rest-only.ts'
import { defined, readRest, yamlWord } from '../format/rest-reader.ts'
import type { RestReader } from '../format/rest-reader.ts'
import {
  restAssetKind,
  restDistribution,
  restIdentity,
  restInputMode,
  restOutputMode,
  restPriority,
  restServiceType,
  restTier,
} from './rest-words.ts'

/** The parts of a job from the service, the same for command jobs and sweep jobs. */

/** A job from the service, opened for reading. */
export function readJob(resource: object) {
  const job = readRest(resource)
  return { name: job.text('name'), properties: job.object('properties'), home: workspaceOfId(job.text('id') ?? '') }
}

/** Stands in for a resolution where only the keys of the body matter, and not the ids in it. */
export function placeholders({ inputs = {} }: JobBase): Resolution {
  const anything = ''
  return {
    workspace: { subscriptionId: anything, resourceGroup: anything, workspaceName: anything },
    codeId: anything,
    environmentId: anything,
    inputUris: Object.fromEntries(Object.keys(inputs).map((key) => [key, anything])),
  }
}

/** What every job has. `home` is the job's own workspace: ids in it become short references. */
export function jobBaseFrom(properties: RestReader, home: WorkspaceRef | undefined): JobBase {
  return {
    displayName: properties.text('displayName'),
    experimentName: properties.text('experimentName'),
    description: properties.text('description'),
    tags: filled(properties.texts('tags')),
    properties: filled(ownProperties(properties.texts('properties'))),
    compute: computeFrom(properties.text('computeId'), home),
    inputs: mapped(properties.object('inputs'), (input) => inputFrom(readRest(input), home)),
    outputs: mapped(properties.object('outputs'), (output, name) => outputFrom(readRest(output), name, home)),
    identity: identityFrom(properties.object('identity')),
    services: mapped(properties.object('services'), (service) => serviceFrom(readRest(service))),
    queueSettings: queueSettingsFrom(properties.object('queueSettings')),
  }
}

/** What is run: of the job's properties, or of a sweep's `trial`. */
export function jobRunFrom(run: RestReader, home: WorkspaceRef | undefined): JobRun {
  return {
    command: run.text('command') ?? '',
    code: codeFrom(run.text('codeId')),
    environment: environmentFrom(run.text('environmentId') ?? '', home),
    environmentVariables: environmentVariablesFrom(run),
    resources: resourcesFrom(run.object('resources')),
    distribution: distributionFrom(run.object('distribution')),
  }
}

const ownProperties = <Value>(properties: Readonly<Record<string, Value>> | undefined) =>
  properties && Object.fromEntries(Object.entries(properties).filter(([name]) => !isServiceProperty(name)))

const codeFrom = (codeId: string | undefined) => (codeId === undefined ? undefined : prefixed(codeId))

const prefixed = (id: string) => (id.startsWith('/') ? `azureml:${id}` : id)

function environmentFrom(id: string, home: WorkspaceRef | undefined): string {
  return shortReference(id, home) ?? prefixed(id)
}

function computeFrom(id: string | undefined, home: WorkspaceRef | undefined): string | undefined {
  if (id === undefined || id === '') return undefined
  const isHere = isIn(home, id) && armIdParts(id)?.types[1]?.toLowerCase() === 'computes'
  return isHere ? `azureml:${armIdParts(id)?.names[1] ?? ''}` : prefixed(id)
}

/** `azureml:NAME:VERSION` for an asset of the job's own workspace. */
function shortReference(id: string, home: WorkspaceRef | undefined): string | undefined {
  const asset = assetRefFromId(id)
  return asset && isIn(home, id) ? `azureml:${asset.name}:${asset.version}` : undefined
}

function isIn(home: WorkspaceRef | undefined, id: string): boolean {
  const workspace = workspaceOfId(id)
  return home !== undefined && workspace !== undefined && isSameId(workspaceId(home), workspaceId(workspace))
}

function inputFrom(input: RestReader, home: WorkspaceRef | undefined): JobInput | undefined {
  const literal = input.text('value')
  if (input.text('jobInputType')?.toLowerCase() === 'literal') return literal === undefined ? undefined : { literal }
  const type = yamlWord(restAssetKind, input.text('jobInputType'))
  const uri = input.text('uri')
  if (type === undefined || uri === undefined) return undefined
  return defined({
    type,
    path: shortReference(uri, home) ?? prefixed(uri),
    mode: yamlWord(restInputMode, input.text('mode')),
  })
}

function outputFrom(output: RestReader, name: string, home: WorkspaceRef | undefined): JobOutput | undefined {
  // The job's artifact folder: in every answer, in nobody's YAML.
  if (name === 'default') return undefined
  const type = yamlWord(restAssetKind, output.text('jobOutputType'))
  if (type === undefined) return undefined
  const uri = output.text('uri')
  return defined({
    type,
    path: uri === undefined ? undefined : (shortReference(uri, home) ?? prefixed(uri)),
    mode: yamlWord(restOutputMode, output.text('mode')),
    name: output.text('assetName'),
    version: output.text('assetVersion'),
  })
}

export function resourcesFrom(resources: RestReader): JobResources | undefined {
  const properties = Object.fromEntries(resources.object('properties').entries())
  const locations = resources.list('locations')?.filter((location) => typeof location === 'string')
  return filled(
    defined({
      instanceCount: resources.number('instanceCount'),
      instanceType: resources.text('instanceType'),
      maxInstanceCount: resources.number('maxInstanceCount'),
      shmSize: resources.text('shmSize'),
      dockerArgs: resources.text('dockerArgs'),
      locations,
      properties: filled(properties),
    }),
  )
}

function distributionFrom(distribution: RestReader): Distribution | undefined {
  const type = yamlWord(restDistribution, distribution.text('distributionType'))
  if (type === undefined) return undefined
  if (type === 'tensorflow') {
    return defined({
      type,
      workerCount: distribution.number('workerCount'),
      parameterServerCount: distribution.number('parameterServerCount'),
    })
  }
  if (type === 'ray') {
    return defined({
      type,
      port: distribution.number('port'),
      address: distribution.text('address'),
      includeDashboard: distribution.boolean('includeDashboard'),
      dashboardPort: distribution.number('dashboardPort'),
      headNodeAdditionalArgs: distribution.text('headNodeAdditionalArgs'),
      workerNodeAdditionalArgs: distribution.text('workerNodeAdditionalArgs'),
    })
  }
  return defined({ type, processCountPerInstance: distribution.number('processCountPerInstance') })
}

function identityFrom(identity: RestReader): JobIdentity | undefined {
  const type = yamlWord(restIdentity, identity.text('identityType'))
  if (type !== 'managed') return type && { type }
  return defined({
    type,
    clientId: identity.text('clientId'),
    objectId: identity.text('objectId'),
    msiResourceId: identity.text('resourceId'),
  })
}

/** Services of other types (`Tracking`, `Studio`) are the service's own. */
function serviceFrom(service: RestReader): JobService | undefined {
  const type = yamlWord(restServiceType, service.text('jobServiceType'))
  if (type === undefined) return undefined
  const { sshPublicKeys, logDir, ...properties } = Object.fromEntries(service.object('properties').entries())
  return defined({
    type,
    port: service.number('port'),
    nodes: service.object('nodes').text('nodesValueType')?.toLowerCase() === 'all' ? ('all' as const) : undefined,
    properties: filled(properties),
    ...(type === 'ssh' && typeof sshPublicKeys === 'string' && { sshPublicKeys }),
    ...(type === 'tensor_board' && typeof logDir === 'string' && { logDir }),
  })
}

function queueSettingsFrom(settings: RestReader): QueueSettings | undefined {
  // `Null` is the service's word for "no tier"; it is none of ours and so drops out.
  return filled(
    defined({
      jobTier: yamlWord(restTier, settings.text('jobTier')),
      priority: yamlWord(restPriority, settings.number('priority')),
    }),
  )
}

function environmentVariablesFrom(properties: RestReader): Record<string, string> | undefined {
  const variables = Object.entries(properties.texts('environmentVariables') ?? {})
  // YAML has no word for a variable without a value.
  return filled(Object.fromEntries(variables.map(([name, value]) => [name, value ?? ''])))
}

/** Entries that can be read, or undefined when there is none. */
export function mapped<T>(reader: RestReader, read: (entry: unknown, name: string) => T | undefined) {
  const entries = reader.entries().flatMap(([name, entry]) => {
    const value = read(entry, name)
    return value === undefined ? [] : [[name, value] as const]
  })
  return filled(Object.fromEntries(entries))
}

/** The service answers empty maps where nothing was sent. */
const filled = <T extends object>(value: T | undefined): T | undefined =>
  value && Object.keys(value).length > 0 ? value : undefined
