import { isDeepStrictEqual } from 'node:util'
import { artifactPrefix } from '../artifact-folder.ts'
import { type ServiceError, userError } from '../errors.ts'
import { type ArmResource, resourceKey, type SystemData } from '../store.ts'
import type { JobBody } from './job-body.ts'
import { servicePropertyNames } from './job-wire.ts'

const jobType = 'Microsoft.MachineLearningServices/workspaces/jobs'

/** A new job as it is stored: what was sent, with its defaults and artifact folder. */
export function newJobResource(
  workspaceId: string,
  jobName: string,
  { body, systemData }: { body: JobBody; systemData: SystemData },
): ArmResource {
  // A client that made this job from another one sends that one's times and best trial, too.
  const properties = Object.entries(body.properties ?? {}).filter(([name]) => !servicePropertyNames.has(name))
  return {
    id: `${workspaceId}/jobs/${jobName}`,
    name: jobName,
    type: jobType,
    systemData,
    properties: {
      ...body,
      displayName: body.displayName ?? jobName,
      experimentName: body.experimentName ?? 'Default',
      isArchived: body.isArchived ?? false,
      tags: body.tags ?? {},
      properties: Object.fromEntries(properties),
      status: 'Queued',
      outputs: {
        ...body.outputs,
        default: {
          jobOutputType: 'uri_folder',
          uri: `azureml://datastores/workspaceartifactstore/${artifactPrefix(jobName).replace(/\/$/, '')}`,
          mode: 'ReadWriteMount',
        },
      },
    },
  }
}

/** What a later PUT may change. */
const mutable = ['description', 'tags', 'displayName', 'properties', 'isArchived', 'notificationSetting']
/** What is the service's own; a client that sends it back says nothing by it. */
const readOnly = ['status', 'services', 'parameters']

/** How the service calls the fields in its message, where that is not the field's own name. */
const serviceName = (field: string) =>
  field === 'inputs' ? 'InputBindings' : field === 'outputs' ? 'OutputBindings' : capital(field)
const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1)

/**
 * A PUT on the name of a job that is there: the same definition again, or a change of what may change.
 * @param next what the body would be as a new job, with references resolved
 * @throws ServiceError 400 `JobPropertyImmutable`, which is also how the service says that a name is taken
 */
export function updatedJobResource(stored: ArmResource, next: ArmResource): ArmResource {
  const fields = new Set([...Object.keys(stored.properties), ...Object.keys(next.properties)])
  const changed = [...fields]
    .filter((field) => !mutable.includes(field) && !readOnly.includes(field))
    .filter((field) => !isSame(field, stored.properties[field], next.properties[field]))
  if (changed.length > 0) throw immutable(changed.map(serviceName))
  const changes = Object.fromEntries(mutable.map((field) => [field, next.properties[field]]))
  // Properties can be added, but neither altered nor removed.
  const properties = { ...(changes['properties'] as object), ...(stored.properties['properties'] as object) }
  return { ...next, properties: { ...stored.properties, ...changes, properties } }
}

const isSame = (field: string, before: unknown, after: unknown) =>
  field.endsWith('Id') && typeof before === 'string' && typeof after === 'string'
    ? resourceKey(before) === resourceKey(after)
    : isDeepStrictEqual(plain(before), plain(after))

function immutable(names: string[]): ServiceError {
  return userError(
    'JobPropertyImmutable',
    'A job with this name already exists. If you are trying to create a new job, use a different name. If you are ' +
      `trying to update an existing job, the existing job's ${names.join(', ')} cannot be changed. Only description, ` +
      'tags, displayName, properties, and isArchived can be updated.',
  )
}

/** Without nulls, which mean the same as missing, and without order. */
function plain(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(plain)
  if (typeof value !== 'object' || value === null) return value ?? undefined
  const entries = Object.entries(value).filter(([, inner]) => inner !== null && inner !== undefined)
  return Object.fromEntries(entries.map(([name, inner]) => [name, plain(inner)]))
}
