import type { QueryClient } from '@tanstack/react-query'
import { artifacts } from '../api/artifacts.ts'
import { openBlob, readBlob, type BlobAnswer, type OpenBlob } from '../api/blob.ts'
import { listBlobPage } from '../api/blob-list.ts'
import { datastoreUri } from '../domain/output-uri.ts'
import type { JobRef } from '../domain/refs.ts'
import { withSignedUrl } from './run-files.ts'
import { runKeys } from './run.ts'

/** A file or, with a slash at the end of its path, a folder. Paths are from the root of the store. */
export type FileEntry = Readonly<{
  path: string
  /** Bytes, where a list tells. */
  size?: number | undefined
  /** Of the content, in base64, where a list tells. */
  md5?: string | undefined
}>

export type FilePage = Readonly<{
  entries: readonly FileEntry[]
  /** Gets the page after this one; undefined at the end. */
  next: string | undefined
  /** It lists files however deep they lie below the folder, and no folders. */
  isDeep: boolean
}>

/** A file with an address that can be read at once, where the list gave one. */
export type FileToRead = FileEntry & Readonly<{ url?: string }>

export type PageOptions = Readonly<{
  token?: string | undefined
  /** Asks again even if the answer is at hand. */
  isFresh?: boolean
  signal?: AbortSignal | undefined
}>

/** Files in folders, wherever they lie: what can be listed and read without knowing more. */
export type FileStore = Readonly<{
  /** Under which answers about it are kept. */
  key: readonly unknown[]
  /**
   * One page of what lies in a folder.
   * @param folder with a slash at its end; empty for the root
   * @throws ArmError, NetworkError; Error when a page can hold no right to list it
   */
  page: (folder: string, options?: PageOptions) => Promise<FilePage>
  /** All files below a folder, in pages, for whoever reads them all. @throws as `page` */
  walk: (folder: string, signal: AbortSignal) => AsyncGenerator<FileToRead>
  /**
   * An address that one file can be read by. It holds a signature, so never store or show it.
   * @param refused the address that was refused, when another one is needed
   */
  urlOf: (path: string, refused?: string) => Promise<string>
  /** Where a file or folder lies, as an address that jobs, data assets and people understand. */
  uriOf: (path: string) => string
}>

/** Reads a file or a part of it, whose ends are included. @throws as `readBlob` */
export const readFile = (
  store: FileStore,
  path: string,
  options: { range?: { from: number; to?: number }; signal?: AbortSignal | undefined } = {},
): Promise<BlobAnswer> =>
  withSignedUrl(
    (refused) => store.urlOf(path, refused),
    (url) => readBlob(url, options),
  )

/** Begins to read a file as it arrives. @param options.url tried first @throws as `openBlob` */
export const openFile = (
  store: FileStore,
  path: string,
  { url: known, ...options }: { url?: string | undefined; from?: number; signal?: AbortSignal | undefined } = {},
): Promise<OpenBlob> =>
  withSignedUrl(
    (refused) => (refused === undefined && known !== undefined ? Promise.resolve(known) : store.urlOf(path, refused)),
    (url) => openBlob(url, options),
  )

/** An address is good for hours; this is long enough to look around. */
const keptUrlMs = 30 * 60_000

/** The files that a job left: its `./outputs`, what it logged, and its logs. The service lists them without sizes. */
export function artifactStore(client: QueryClient, job: JobRef): FileStore {
  const key = [...runKeys.all(job), 'files']
  const urlOf = (path: string, staleTime: number) =>
    client.query({
      queryKey: [...key, 'url', path],
      queryFn: async () => (await artifacts.contentInfo(job, path)).contentUri,
      staleTime,
    })
  return {
    key,
    page: async (folder, { token, isFresh = false } = {}) => {
      const { value, continuationToken } = await client.query({
        queryKey: [...key, 'page', folder, token],
        queryFn: ({ signal }) => artifacts.page(job, { path: withoutSlash(folder), continuationToken: token, signal }),
        staleTime: isFresh ? 0 : Infinity,
      })
      return { entries: below(folder, value), next: continuationToken || undefined, isDeep: true }
    },
    async *walk(folder, signal) {
      let token: string | undefined
      do {
        // oxlint-disable-next-line no-await-in-loop -- each page names the next one
        const page = await artifacts.signedPage(job, { path: withoutSlash(folder), continuationToken: token, signal })
        for (const { path, contentUri } of below(folder, page.value)) yield { path, url: contentUri }
        token = page.continuationToken || undefined
      } while (token !== undefined)
    },
    async urlOf(path, refused) {
      const url = await urlOf(path, keptUrlMs)
      return url === refused ? urlOf(path, 0) : url
    },
    uriOf: (path) =>
      datastoreUri({ datastore: 'workspaceartifactstore', path: `ExperimentRun/dcid.${job.jobName}/${path}` }),
  }
}

/** What was taken for a folder may be one file, which is asked for by the same beginning. */
const withoutSlash = (folder: string) => folder.replace(/\/$/, '')

/** The service compares beginnings of paths: `model` is one of `model2/x` too. */
const below = <T extends { path: string }>(folder: string, found: readonly T[]) =>
  found.filter(({ path }) => path.startsWith(folder) || `${path}/` === folder)

/**
 * Files in a blob container, below a path.
 *
 * @param options.sign address of the container with a signature for listing and reading; called with the one that was
 *   refused when another one is needed
 * @param options.prefix what the store shows begins behind it; with a slash at its end, unless it is one file
 */
export function containerStore(
  client: QueryClient,
  options: Readonly<{
    key: readonly unknown[]
    prefix: string
    sign: (refused?: string) => Promise<string>
    uriOf: (path: string) => string
  }>,
): FileStore {
  const { key, prefix, sign, uriOf } = options
  /** Pages of the container as pages of the store. A blob with a folder's own name marks an empty folder. */
  const list = async (folder: string, isDeep: boolean, token: string | undefined, signal: AbortSignal | undefined) => {
    const { folders, files, next } = await withSignedUrl(sign, (url) =>
      listBlobPage(url, prefix + folder, { isDeep, token, signal }),
    )
    const entries: FileEntry[] = [
      ...folders.map((path) => ({ path: path.slice(prefix.length) })),
      ...files
        .filter(({ path }) => !path.endsWith('/'))
        .map((file) => ({ ...file, path: file.path.slice(prefix.length) })),
    ]
    return { entries, next, isDeep }
  }
  return {
    key,
    page: (folder, { token, isFresh = false } = {}) =>
      client.query({
        queryKey: [...key, 'page', folder, token],
        queryFn: ({ signal }) => list(folder, false, token, signal),
        staleTime: isFresh ? 0 : Infinity,
      }),
    async *walk(folder, signal) {
      let token: string | undefined
      do {
        // oxlint-disable-next-line no-await-in-loop -- each page names the next one
        const page = await list(folder, true, token, signal)
        yield* page.entries
        token = page.next
      } while (token !== undefined)
    },
    urlOf: async (path, refused) => {
      const container = await sign()
      const url = blobUrl(container, prefix + path)
      return url === refused ? blobUrl(await sign(container), prefix + path) : url
    },
    uriOf,
  }
}

/** Address of a blob in a container whose address carries a signature. */
function blobUrl(containerSasUri: string, name: string): string {
  const url = new URL(containerSasUri)
  url.pathname = `${url.pathname.replace(/\/$/, '')}/${name.split('/').map(encodeURIComponent).join('/')}`
  return url.href
}
