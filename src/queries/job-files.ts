import { queryOptions, type QueryClient } from '@tanstack/react-query'
import { ArmError } from '../api/arm-error.ts'
import { codes } from '../api/codes.ts'
import { containerUri, signDatastore } from '../api/datastore-sas.ts'
import { datastores, type DatastoreResource } from '../api/datastores.ts'
import type { NamedOutput } from '../domain/job-outputs.ts'
import { datastorePathOf, datastoreUri } from '../domain/output-uri.ts'
import type { WorkspaceRef } from '../domain/refs.ts'
import { datastoreKeys, datastoreQueries } from './datastores.ts'
import { containerStore, type FileStore } from './file-store.ts'
import { workspaceKey } from './workspace-key.ts'

/** Files of a datastore below a path, which the page lists with the datastore's own key or signature. */
function datastoreStore(
  client: QueryClient,
  workspace: WorkspaceRef,
  datastore: DatastoreResource,
  prefix: string,
): FileStore {
  const signature = datastoreQueries.signature(workspace, datastore)
  return containerStore(client, {
    key: [...datastoreKeys.all(workspace), 'files', datastore.name, prefix],
    prefix,
    async sign(refused) {
      const url = await client.query(signature)
      return url === refused ? client.query({ ...signature, staleTime: 0 }) : url
    },
    uriOf: (path) => datastoreUri({ datastore: datastore.name, path: prefix + path }),
  })
}

/** The files of a named output: at the first of its places that holds any. @param found datastores of the workspace */
export function outputStore(
  client: QueryClient,
  workspace: WorkspaceRef,
  { places }: NamedOutput,
  found: readonly DatastoreResource[],
): FileStore | undefined {
  const stores = places.flatMap(({ datastore, path }) => {
    const resource = found.find(({ name }) => name === datastore)
    return resource ? [datastoreStore(client, workspace, resource, path)] : []
  })
  const [first, ...others] = stores
  return first && (others.length === 0 ? first : firstUsed(first, others))
}

/** The service has changed where it puts outputs, so an empty place may be the wrong one. */
function firstUsed(first: FileStore, others: readonly FileStore[]): FileStore {
  let used = first
  const page: FileStore['page'] = async (folder, options) => {
    const answer = await used.page(folder, options)
    if (folder !== '' || answer.entries.length > 0) return answer
    for (const other of others) {
      // oxlint-disable-next-line no-await-in-loop -- the next one is asked only if this one is empty
      const there = await other.page('', options)
      if (there.entries.length > 0) {
        used = other
        return there
      }
    }
    return answer
  }
  return {
    key: first.key,
    page,
    async *walk(folder, signal) {
      await page('', { signal })
      yield* used.walk(folder, signal)
    },
    urlOf: (path, refused) => used.urlOf(path, refused),
    uriOf: (path) => used.uriOf(path),
  }
}

type CodePlace = Readonly<{ containerSasUri: string; prefix: string; uri: string }>

const codeKey = (workspace: WorkspaceRef, name: string, version: string) =>
  ['codes', workspaceKey(workspace), name, version] as const

const codeQueries = {
  /** Where the files of a code version lie, with an address that lists and reads them for a while. */
  place: (workspace: WorkspaceRef, name: string, version: string) =>
    queryOptions({
      queryKey: [...codeKey(workspace, name, version), 'place'],
      queryFn: () => findCode(workspace, name, version),
      staleTime: 30 * 60_000,
    }),
}

/** The files of a code version, as they were when it was uploaded. */
export function codeStore(client: QueryClient, workspace: WorkspaceRef, name: string, version: string): FileStore {
  const query = codeQueries.place(workspace, name, version)
  let uri = `azureml:${name}:${version}`
  const placeOf = async (staleTime?: number) => {
    const place = await client.query(staleTime === undefined ? query : { ...query, staleTime })
    uri = place.uri
    return place
  }
  /** Made when it is first asked for something: where code lies is known only then. */
  const store = async () =>
    containerStore(client, {
      key: codeKey(workspace, name, version),
      prefix: (await placeOf()).prefix,
      async sign(refused) {
        const { containerSasUri } = await placeOf()
        return containerSasUri === refused ? (await placeOf(0)).containerSasUri : containerSasUri
      },
      uriOf: (path) => `${uri}/${path}`,
    })
  return {
    key: codeKey(workspace, name, version),
    page: async (folder, options) => (await store()).page(folder, options),
    async *walk(folder, signal) {
      yield* (await store()).walk(folder, signal)
    },
    urlOf: async (path, refused) => (await store()).urlOf(path, refused),
    uriOf: (path) => `${uri}/${path}`,
  }
}

/**
 * The service gives the container of a code version to whoever may upload to it; the SDK downloads code in the same
 * way. Where it is another container, a datastore of the workspace may be the one.
 *
 * @throws ArmError 403 for accounts without `codes/write`; Error when no signature opens the place
 */
async function findCode(workspace: WorkspaceRef, name: string, version: string): Promise<CodePlace> {
  const { properties } = await codes.getVersion(workspace, name, version)
  const uri = (properties.codeUri ?? '').replace(/\/$/, '')
  const inDatastore = datastorePathOf(uri)
  if (inDatastore) {
    const datastore = await datastores.get(workspace, inDatastore.datastore)
    const containerSasUri = await signDatastore(datastores, workspace, datastore)
    return { containerSasUri, prefix: `${inDatastore.path}/`, uri }
  }
  return (
    (await pendingUploadPlace(workspace, name, version, uri)) ??
    (await datastorePlace(workspace, uri)) ??
    Promise.reject(new Error(`The workspace gives no right to read the code at ${uri}.`))
  )
}

async function pendingUploadPlace(workspace: WorkspaceRef, name: string, version: string, uri: string) {
  const { blobReferenceForConsumption } = await codes.startPendingUpload(workspace, name, version)
  const { blobUri, credential } = blobReferenceForConsumption ?? {}
  if (!blobUri || credential?.credentialType !== 'SAS' || !credential.sasUri) return undefined
  return placeIn(blobUri, credential.sasUri, uri)
}

async function datastorePlace(workspace: WorkspaceRef, uri: string): Promise<CodePlace | undefined> {
  const home = (await datastores.list(workspace)).find(
    ({ properties }) => properties.datastoreType === 'AzureBlob' && isWithin(containerUri(properties), uri),
  )
  if (home?.properties.datastoreType !== 'AzureBlob') return undefined
  try {
    return placeIn(containerUri(home.properties), await signDatastore(datastores, workspace, home), uri)
  } catch (error) {
    // No key is no answer to the question; a failure is.
    if (error instanceof ArmError) throw error
    return undefined
  }
}

const isWithin = (container: string, uri: string) => uri.startsWith(`${container.replace(/\/$/, '')}/`)

const placeIn = (container: string, containerSasUri: string, uri: string): CodePlace | undefined =>
  isWithin(container, uri)
    ? {
        containerSasUri,
        prefix: `${decodeURIComponent(uri.slice(container.replace(/\/$/, '').length + 1))}/`,
        uri,
      }
    : undefined
