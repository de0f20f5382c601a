import { artifactFolder } from '../artifact-folder.ts'
import type { EmulatorContext } from '../context.ts'
import type { BlobStore } from '../contracts.ts'
import type { ArmResource } from '../store.ts'
import { JobError } from './job-error.ts'

/** Where data lies: in our own storage account, or at an address on the web. A blob's name may stand for a folder. */
export type DataLocation = { kind: 'blob'; container: string; name: string } | { kind: 'web'; url: string }

type Sources = Pick<EmulatorContext, 'resources' | 'blobs' | 'settings'>

const datastoreUri = /^azureml:\/\/(?:(subscriptions\/.+?)\/)?datastores\/([^/]+)\/?(?:paths\/?)?(.*)$/i
const jobOutputUri = /^azureml:\/\/jobs\/([^/]+)\/outputs\/([^/]+)(?:\/(?:paths\/?(.*))?)?$/i
const assetId = /^(?:azureml:)?(\/subscriptions\/.+\/(?:data|models)\/[^/]+\/versions\/[^/]+)$/i
const locationAsset = /^azureml:\/\/locations\/[^/]+\/workspaces\/[^/]+\/(data|models)\/([^/]+)\/versions\/([^/]+)$/i
const shortAsset = /^azureml:([^/:@]+)(?::(.+)|@latest)$/i

/** Everything that the service takes as the URI of data; reference: `shared/reference/data-plane.md` 3.3. */
export const knownDataUri = (uri: string) =>
  [
    datastoreUri,
    jobOutputUri,
    assetId,
    locationAsset,
    shortAsset,
    /^runs:\/[^/]/,
    /^(https?|wasbs?|abfss?):\/\//i,
  ].some((pattern) => pattern.test(uri))

/**
 * Finds the place that a URI names, through datastores, assets and outputs of other jobs.
 * @param collection where a short reference such as `azureml:iris:1` is looked up
 * @throws JobError when the URI or something it names is unknown
 */
export function locateData(
  ctx: Sources,
  workspaceId: string,
  uri: string,
  collection: 'data' | 'models' = 'data',
): DataLocation {
  const own = ctx.blobs.locate(uri)
  if (own) return { kind: 'blob', ...own }

  const datastore = datastoreUri.exec(uri)
  if (datastore) {
    const [, scope, name = '', path = ''] = datastore
    return inDatastore(ctx, scope ? workspaceOf(scope) : workspaceId, name, path, uri)
  }
  const output = jobOutputUri.exec(uri)
  if (output)
    return jobOutput(ctx, workspaceId, { job: output[1] ?? '', output: output[2] ?? '', path: output[3] ?? '' })

  const run = /^runs:\/([^/]+)\/?(.*)$/.exec(uri)
  if (run) return artifact(ctx, workspaceId, run[1] ?? '', run[2] ?? '')

  const asset = assetOf(ctx, workspaceId, uri, collection)
  if (asset) return locateData(ctx, workspaceId, asset)

  const wasb = /^(?:wasbs?|abfss?):\/\/([^@/]+)@([^/]+)\/?(.*)$/i.exec(uri)
  if (wasb) return locateData(ctx, workspaceId, `https://${wasb[2]?.replace('.dfs.', '.blob.')}/${wasb[1]}/${wasb[3]}`)
  if (/^https?:\/\//i.test(uri)) return { kind: 'web', url: uri }
  throw new JobError(`'${uri}' is no address of data that the local Azure ML understands.`)
}

function artifact(ctx: Sources, workspaceId: string, runId: string, path: string): DataLocation {
  const { container, prefix } = artifactFolder(ctx.resources, workspaceId, runId)
  return { kind: 'blob', container, name: prefix + path }
}

/** `subscriptions/…/workspaces/{ws}` in the short or the long spelling → the workspace's ARM id. */
function workspaceOf(scope: string): string {
  const [, subscription, group, workspace] =
    /^subscriptions\/([^/]+)\/resourcegroups\/([^/]+)\/(?:providers\/[^/]+\/)?workspaces\/([^/]+)$/i.exec(scope) ?? []
  return `/subscriptions/${subscription}/resourceGroups/${group}/providers/Microsoft.MachineLearningServices/workspaces/${workspace}`
}

function inDatastore(ctx: Sources, workspaceId: string, name: string, path: string, uri: string): DataLocation {
  const datastore = ctx.resources.get(`${workspaceId}/datastores/${name}`)
  if (!datastore) throw new JobError(`'${uri}' names the datastore '${name}', which is not registered.`)
  const { containerName, accountName } = datastore.properties
  if (typeof containerName !== 'string') {
    throw new JobError(
      `The datastore '${name}' is no blob container; the local Azure ML can read blob datastores only.`,
    )
  }
  if (accountName === ctx.settings.storageAccount) return { kind: 'blob', container: containerName, name: path }
  return { kind: 'web', url: `https://${String(accountName)}.blob.core.windows.net/${containerName}/${path}` }
}

function jobOutput(ctx: Sources, workspaceId: string, at: { job: string; output: string; path: string }): DataLocation {
  if (at.output === 'artifacts' || at.output === 'default') {
    return artifact(ctx, workspaceId, at.job, at.path)
  }
  const job = ctx.resources.get(`${workspaceId}/jobs/${at.job}`)
  if (!job) throw new JobError(`Job '${at.job}', whose output '${at.output}' was asked for, was not found.`)
  if (job.properties['jobType'] === 'Sweep') {
    const best = (job.properties['properties'] as Record<string, string>)['best_child_run_id']
    if (best === undefined)
      throw new JobError(`Sweep '${at.job}' has no best trial whose output '${at.output}' could be.`)
    return jobOutput(ctx, workspaceId, { ...at, job: best })
  }
  const root = outputLocation(ctx, workspaceId, job, at.output)
  return { ...root, name: at.path ? `${root.name.replace(/\/$/, '')}/${at.path}` : root.name }
}

/**
 * Where a job's named output is stored: where the job says, or `azureml/{job}/{output}` of the default datastore.
 * @throws JobError when the job has no such output, or says a place we cannot write to
 */
export function outputLocation(ctx: Sources, workspaceId: string, job: ArmResource, output: string) {
  // The job routes have checked the body before they stored it.
  const outputs = (job.properties['outputs'] ?? {}) as Record<string, { uri?: string | null } | null>
  if (!Object.hasOwn(outputs, output)) throw new JobError(`Job '${job.name}' has no output named '${output}'.`)
  const uri = outputUri(
    outputs[output]?.uri ?? `${defaultOutput}/azureml/\${{name}}/\${{output_name}}`,
    job.name,
    output,
  )
  const place = locateData(ctx, workspaceId, uri)
  if (place.kind === 'web') throw new JobError(`Output '${output}' cannot be written to '${uri}'.`)
  return place
}

const defaultOutput = 'azureml://datastores/${{default_datastore}}/paths'

/** https://learn.microsoft.com/azure/machine-learning/concept-expressions */
const outputUri = (uri: string, jobName: string, output: string) =>
  uri
    .replaceAll('${{default_datastore}}', 'workspaceblobstore')
    .replaceAll('${{name}}', jobName)
    .replaceAll('${{output_name}}', output)

/** The URI that an asset version holds; undefined when `uri` is no reference to an asset. */
function assetOf(ctx: Sources, workspaceId: string, uri: string, collection: 'data' | 'models'): string | undefined {
  const version = assetVersion(ctx, workspaceId, uri, collection)
  if (version === undefined) return undefined
  const data = version?.properties['dataUri'] ?? version?.properties['modelUri']
  if (typeof data !== 'string') throw new JobError(`The asset '${uri}' was not found.`)
  return data
}

/** null: a reference to an asset that is not there. */
function assetVersion(ctx: Sources, workspaceId: string, uri: string, collection: 'data' | 'models') {
  const id = assetId.exec(uri)?.[1]
  if (id) return ctx.resources.get(id) ?? null
  const [, type, name, version] = locationAsset.exec(uri) ?? []
  if (type) return ctx.resources.get(`${workspaceId}/${type.toLowerCase()}/${name}/versions/${version}`) ?? null
  const short = shortAsset.exec(uri)
  if (!short) return undefined
  const versions = `${workspaceId}/${collection}/${short[1]}/versions`
  // Without a version it is @latest, which is the one created last.
  if (short[2] === undefined) return ctx.resources.list(versions, { limit: 1 }).items[0] ?? null
  return ctx.resources.get(`${versions}/${short[2]}`) ?? null
}

/** All blobs whose names begin with `prefix`. */
export function* allBlobs(blobs: BlobStore, container: string, prefix: string) {
  let after: string | undefined
  do {
    const page = blobs.list(container, { prefix, limit: 1000, ...(after === undefined ? {} : { after }) })
    yield* page.blobs
    after = page.next
  } while (after !== undefined)
}
