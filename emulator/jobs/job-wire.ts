import type { EmulatorContext } from '../context.ts'
import { withAddresses } from '../data-addresses.ts'
import { sweepPropertyNames } from '../sweeps/sweep-properties.ts'
import { trackingUri } from '../runs/mlflow-wire.ts'
import type { ArmResource } from '../store.ts'

/** Members of a job's `properties` that are the service's to write. */
export const servicePropertyNames: ReadonlySet<string> = new Set(['StartTimeUtc', 'EndTimeUtc', ...sweepPropertyNames])

/**
 * A job as ARM answers it. Addresses follow the ports of this start, and times are the runner's, so neither is stored.
 * @param job as stored
 */
export function jobToWire(
  { settings, resources, jobs, blobs }: Pick<EmulatorContext, 'settings' | 'resources' | 'jobs' | 'blobs'>,
  job: ArmResource,
): ArmResource {
  const workspaceId = job.id.slice(0, job.id.lastIndexOf('/jobs/'))
  const { startedAt, endedAt } = jobs.times(workspaceId, job.name) ?? {}
  const studio = studioUrl(settings.origins.studio, resources.get(workspaceId), job.name)
  return {
    ...job,
    properties: {
      ...withAddresses(job.properties, blobs.currentUrl),
      properties: { ...(job.properties['properties'] as object), ...wireTimes(startedAt, endedAt) },
      services: {
        ...(job.properties['services'] as object | undefined),
        // The question mark is the service's.
        Tracking: service('Tracking', `${trackingUri(settings, workspaceId)}?`),
        Studio: service('Studio', studio),
      },
    },
  }
}

const service = (jobServiceType: string, endpoint: string) => ({ jobServiceType, endpoint, port: null, status: null })

/** Short workspace id and a lower-case `resourcegroups`, as `az ml job create --web` opens it. */
function studioUrl(origin: string, workspace: ArmResource | undefined, jobName: string) {
  const [, , subscriptionId, , resourceGroup, , , , name] = workspace?.id.split('/') ?? []
  const wsid = `/subscriptions/${subscriptionId}/resourcegroups/${resourceGroup}/workspaces/${name}`
  return `${origin}/runs/${jobName}?wsid=${wsid}&tid=${String(workspace?.properties['tenantId'])}`
}

/** When a job began and ended, in milliseconds, as its `properties` tell. */
export const wireTimes = (startedAt?: number | null, endedAt?: number | null) => ({
  ...(startedAt != null && { StartTimeUtc: spaceDate(startedAt) }),
  ...(endedAt != null && { EndTimeUtc: spaceDate(endedAt) }),
})

/** `2025-11-01 12:00:00` */
const spaceDate = (ms: number) => new Date(ms).toISOString().slice(0, 19).replace('T', ' ')
