import type { EmulatorContext } from '../context.ts'
import { userError } from '../errors.ts'
import type { ArmResource } from '../store.ts'
import type { JobBody } from './job-body.ts'

type Resources = EmulatorContext['resources']

const armEnvironment = /^\/subscriptions\/.+\/environments\/[^/]+\/versions\/[^/]+$/i
const registryEnvironment =
  /^azureml:\/\/registries\/[^/]+\/environments\/([^/]+)\/(?:versions\/([^/]+)|labels\/latest)$/i
/** The client passes names of curated environments on as they are; expanding them is the service's work. */
const curatedEnvironment = /^azureml:([^/:@]+)(?:@latest|:(.+))$/i
const codeVersion = /\/codes\/[^/]+\/versions\/[^/]+$/i

/** What a job runs: its own fields, or those of a sweep's trial. */
type Runs = { environmentId: string; codeId?: string | undefined }

/** A job's ids in their full form, as far as they can be told. */
export function withFullIds<T extends JobBody>(resources: Resources, workspaceId: string, job: T): T {
  const { computeId } = job
  const ids = (runs: Runs) => fullIds(resources, workspaceId, runs)
  return {
    ...job,
    ...(job.jobType === 'Sweep' ? { trial: { ...job.trial, ...ids(job.trial) } } : ids(job)),
    ...(computeId === undefined ? {} : { computeId: withoutPrefix(computeId) }),
  }
}

function fullIds(resources: Resources, workspaceId: string, { environmentId, codeId }: Runs): Runs {
  const isRegistryId = registryEnvironment.test(environmentId)
  return {
    environmentId: isRegistryId
      ? environmentId
      : (findEnvironment(resources, workspaceId, environmentId)?.id ?? withoutPrefix(environmentId)),
    ...(codeId === undefined ? {} : { codeId: withoutPrefix(codeId) }),
  }
}

/**
 * Checks that everything a new job refers to is there.
 * @param job with full ids
 * @param isUsable false for a compute that is being deleted
 * @throws ServiceError 400 with the property as target
 */
export function checkReferences(
  resources: Resources,
  workspaceId: string,
  job: JobBody,
  isUsable: (compute: ArmResource) => boolean,
) {
  const { computeId } = job
  const [at, { environmentId, codeId }]: [string, Runs] =
    job.jobType === 'Sweep' ? ['properties.trial', job.trial] : ['properties', job]
  if (!findEnvironment(resources, workspaceId, environmentId)) {
    throw userError(
      'EnvironmentNotFound',
      `The environment '${environmentId}' was not found in this workspace.`,
      `${at}.environmentId`,
    )
  }
  if (codeId !== undefined && !(codeVersion.test(codeId) && resources.get(codeId))) {
    throw userError('CodeNotFound', `The code asset '${codeId}' was not found.`, `${at}.codeId`)
  }
  if (computeId === undefined) return
  // A compute of another workspace is as unknown as one that is not there.
  const inWorkspace = computeId.toLowerCase().startsWith(`${workspaceId}/computes/`.toLowerCase())
  const compute = inWorkspace ? resources.get(computeId) : undefined
  if (compute && isUsable(compute)) return
  throw userError(
    'ComputeNotFound',
    `Unknown compute target '${computeId}'. It is not, or no longer, in this workspace.`,
    'properties.computeId',
  )
}

const withoutPrefix = (id: string) => id.replace(/^azureml:(?=\/)/, '')

/** The version that an environment id means, by any of the ways to name one. */
export function findEnvironment(resources: Resources, workspaceId: string, id: string): ArmResource | undefined {
  const armId = withoutPrefix(id)
  if (armEnvironment.test(armId)) return resources.get(armId)
  const inRegistry = registryEnvironment.exec(id)
  const [, name, version] = inRegistry ?? curatedEnvironment.exec(id) ?? []
  if (!name) return undefined
  // In a workspace the environments of the registry have a prefix.
  const names = inRegistry ? [name, `AzureML-${name}`] : [name]
  return names
    .map((known) => `${workspaceId}/environments/${known}/versions`)
    .map((versions) => (version === undefined ? newest(resources, versions) : resources.get(`${versions}/${version}`)))
    .find((found) => found !== undefined)
}

/** The version that was changed last, which is what `@latest` means; version names have no order of their own. */
function newest(resources: Resources, versions: string): ArmResource | undefined {
  const changed = (version: ArmResource) => version.systemData?.lastModifiedAt ?? ''
  return resources
    .list(versions, { limit: 1000 })
    .items.toSorted((a, b) => changed(b).localeCompare(changed(a)))
    .at(0)
}
