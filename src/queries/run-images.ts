import { queryOptions, type QueryClient } from '@tanstack/react-query'
import type { JobRef } from '../domain/refs.ts'
import { artifactStore, type FileStore } from './file-store.ts'
import { runKeys } from './run.ts'

/** Pages of a list that are asked for; jobs with more files than they hold are rare. */
const mostPages = 3

export const runImageQueries = {
  /**
   * Paths of the files that a job left, as far as a few requests tell; those that MLflow logged as pictures always.
   * @param isLive asks again even if an answer is at hand
   */
  paths: (client: QueryClient, job: JobRef, isLive: boolean) =>
    queryOptions({
      queryKey: [...runKeys.all(job), 'image-paths'],
      queryFn: async () => {
        const store = artifactStore(client, job)
        const all = await pathsIn(store, '', isLive)
        return all.isCut ? [...all.paths, ...(await pathsIn(store, 'images/', isLive)).paths] : all.paths
      },
      staleTime: isLive ? 10_000 : Infinity,
    }),
}

async function pathsIn(store: FileStore, folder: string, isFresh: boolean) {
  const paths: string[] = []
  let token: string | undefined
  for (let page = 0; page < mostPages; page++) {
    // oxlint-disable-next-line no-await-in-loop -- each page names the next one
    const { entries, next } = await store.page(folder, { token, isFresh })
    paths.push(...entries.map(({ path }) => path))
    token = next
    if (token === undefined) break
  }
  return { paths, isCut: token !== undefined }
}
