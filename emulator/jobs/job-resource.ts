import { isDeepStrictEqual } from 'node:util'
import { artifactPrefix } from '../artifact-folder.ts'
import type { Settings } from '../context.ts'
import { type ServiceError, userError } from '../errors.ts'
import { trackingUri } from '../runs/mlflow-wire.ts'
import { type ArmResource, resourceKey, type SystemData } from '../store.ts'
import type { CommandJobBody } from './job-body.ts'

const jobType = 'Microsoft.MachineLearningServices/workspaces/jobs'

/** A new job as the service answers it: what was sent, with its defaults, services and artifact folder. */
export function newJobResource(
  settings: Settings,
  workspace: ArmResource,
  jobName: string,
  facts: { body: CommandJobBody; systemData: SystemData; tenantId: string | undefined },
): ArmResource {
  const { body, systemData, tenantId } = facts
  return {
    id: `${workspace.id}/jobs/${jobName}`,
    name: jobName,
    type: jobType,
    systemData,
    properties: {
      ...body,
      displayName: body.displayName ?? jobName,
      experimentName: body.experimentName ?? 'Default',
      isArchived: body.isArchived ?? false,
      tags: body.tags ?? {},
      properties: body.properties ?? {},
      status: 'Queued',
      services: {
        ...(body['services'] as Record<string, unknown> | null | undefined),
        // The question mark is the service's.
        Tracking: service('Tracking', `${trackingUri(settings, workspace.id)}?`),
        Studio: service('Studio', studioUrl(settings, workspace.id, jobName, tenantId)),
      },
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

const service = (jobServiceType: string, endpoint: string) => ({ jobServiceType, endpoint, port: null, status: null })

/** Short workspace id and a lower-case `resourcegroups`, as `az ml job create --web` opens it. */
function studioUrl(settings: Settings, workspaceId: string, jobName: string, tenantId: string | undefined) {
  const [, , subscriptionId, , resourceGroup, , , , workspace] = workspaceId.split('/')
  const wsid = `/subscriptions/${subscriptionId}/resourcegroups/${resourceGroup}/workspaces/${workspace}`
  return `${settings.origins.studio}/runs/${jobName}?wsid=${wsid}${tenantId ? `&tid=${tenantId}` : ''}`
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
