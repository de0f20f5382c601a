import type { DataResource, EnvironmentResource, ModelResource } from '../api/assets.ts'
import type { ComputeResource } from '../api/computes.ts'
import type { DatastoreResource } from '../api/datastores.ts'
import type { VirtualMachineSize } from '../api/generated/arm.ts'
import type { JobResource } from '../api/jobs.ts'
import { clusterOf, computeStateLabel, nodesInWords, provisioningStateOf } from '../domain/compute-state.ts'
import { latestVersion, newestFirst } from '../domain/latest-version.ts'
import { jobArtifactUri } from '../domain/output-uri.ts'
import { clusterSizes, vmSizeFacts } from '../domain/vm-sizes.ts'

/** Something that exists, as a YAML file names it. */
export type LiveName = Readonly<{
  /** What the file holds, e.g. `azureml:cpu-cluster`. */
  text: string
  /** A few words for the list of suggestions. */
  detail: string
  /** What more there is to tell: plain text, a fact a line. */
  about: string
}>

type Version = Readonly<{
  name: string
  properties: { description?: string | null; isArchived?: boolean }
  systemData?: { createdAt?: string; createdBy?: string; lastModifiedAt?: string }
}>

const lines = (...facts: (string | null | undefined | false)[]) => facts.filter(Boolean).join('\n')

export const computeNames = (computes: readonly ComputeResource[]): LiveName[] =>
  computes.map((compute) => {
    const { name, properties } = compute
    const cluster = clusterOf(compute)
    const state = computeStateLabel(provisioningStateOf(compute))
    return {
      text: `azureml:${name}`,
      detail: cluster ? `${cluster.vmSize}, ${nodesInWords(cluster)}` : (properties.computeType ?? ''),
      about: lines(
        cluster ? `Cluster of ${cluster.vmSize}: ${nodesInWords(cluster)}` : properties.computeType,
        `State: ${state}`,
        properties.description,
      ),
    }
  })

/** Each asset by the version that `@latest` stands for and by its highest one; archived assets are left out. */
export const assetNames = (assets: readonly (DataResource | EnvironmentResource | ModelResource)[]): LiveName[] =>
  assets
    .filter(({ properties }) => properties.isArchived !== true)
    .flatMap(({ name, properties: { latestVersion: highest, description } }) => {
      const about = description ?? ''
      const latest = { text: `azureml:${name}@latest`, detail: 'latest', about }
      return highest ? [latest, { text: `azureml:${name}:${highest}`, detail: `version ${highest}`, about }] : [latest]
    })

/** Every version of one asset, newest first, and `@latest`, which the service takes for the one changed last. */
export function versionNames(name: string, versions: readonly Version[]): LiveName[] {
  const newest = latestVersion(versions)
  const named = newestFirst(versions.filter(({ properties }) => properties.isArchived !== true)).map((version) => ({
    text: `azureml:${name}:${version.name}`,
    detail: version === newest ? 'latest' : dayOf(version),
    about: aboutVersion(version),
  }))
  if (!newest) return named
  return [
    { text: `azureml:${name}@latest`, detail: `now version ${newest.name}`, about: aboutVersion(newest) },
    ...named,
  ]
}

const aboutVersion = (version: Version) =>
  lines(
    `Version ${version.name}`,
    dayOf(version) !== '' && `Made on ${dayOf(version)}${by(version.systemData?.createdBy)}`,
    version.properties.description,
  )

const by = (person: string | undefined) => (person ? ` by ${person}` : '')
const dayOf = ({ systemData }: Version) => systemData?.createdAt?.slice(0, 10) ?? ''

export const datastoreNames = (datastores: readonly DatastoreResource[]): LiveName[] =>
  datastores.map((datastore) => ({ ...aboutDatastore(datastore), text: `azureml:${datastore.name}` }))

/** Addresses below which files lie: in datastores, and in what jobs left. */
export const datastoreAddresses = (datastores: readonly DatastoreResource[]): LiveName[] =>
  datastores.map((datastore) => ({
    ...aboutDatastore(datastore),
    text: `azureml://datastores/${datastore.name}/paths/`,
  }))

const aboutDatastore = ({ properties }: DatastoreResource) => ({
  detail: `${properties.datastoreType}${properties.isDefault ? ', default' : ''}`,
  about: lines(
    `Datastore of type ${properties.datastoreType}`,
    properties.isDefault && 'The default of the workspace',
    properties.description,
  ),
})

/** @param jobs newest first; those that have not completed are left out */
export const jobOutputAddresses = (jobs: readonly JobResource[]): LiveName[] =>
  jobs
    .filter(({ properties }) => properties.status === 'Completed')
    .slice(0, 20)
    .flatMap(({ name, properties }) => {
      const label = properties.displayName ?? name
      const about = lines(`Left by the job ${label}`, properties.description)
      const named = Object.keys(properties.outputs ?? {}).filter((key) => key !== 'default')
      return [
        ...named.map((key) => ({
          text: `azureml://jobs/${name}/outputs/${key}/paths/`,
          detail: `${key} of ${label}`,
          about,
        })),
        { text: jobArtifactUri(name, ''), detail: `files of ${label}`, about },
      ]
    })

export const vmSizeNames = (sizes: readonly VirtualMachineSize[]): LiveName[] =>
  clusterSizes(sizes, 'dedicated').map((size) => {
    const { name = '', family } = size
    const detail = vmSizeFacts(size, 'dedicated').join(', ')
    return { text: name, detail, about: lines(detail, family && `Quota family: ${family}`) }
  })
