import { queryOptions, type QueryClient } from '@tanstack/react-query'
import { ArmError } from '../api/arm-error.ts'
import { readBlob } from '../api/blob.ts'
import type { JobRef } from '../domain/refs.ts'
import type { ReadRange } from '../lib/log/read-range.ts'
import { mapConcurrent } from '../lib/concurrency.ts'
import { retrying, type RetryRule } from '../lib/retry.ts'
import { retryDelay, retryRead } from './query-client.ts'
import { runKeys, runQueries } from './run.ts'

/**
 * Addresses of blobs carry a signature that expires. This reads by the address at hand, and once more by a new one.
 *
 * @param getUrl called with the address that was refused when another one is needed; of several reads that were refused
 *   the same address one may fetch the new one for all
 */
export async function withSignedUrl<T>(
  getUrl: (refused?: string) => Promise<string>,
  read: (url: string) => Promise<T>,
): Promise<T> {
  const url = await getUrl()
  try {
    return await read(url)
  } catch (error) {
    if (!(error instanceof ArmError && error.status === 403)) throw error
    return read(await getUrl(url))
  }
}

/**
 * Reads one log file of a job by ranges.
 *
 * @param fileName as run history names it, e.g. `user_logs/std_log.txt`
 * @returns a reader that throws as `readBlob` does, and an Error once the run has no such file any more
 */
export function logReader(queryClient: QueryClient, ref: JobRef, fileName: string): ReadRange {
  const details = runQueries.details(ref)
  async function urlOf(staleTime: number) {
    const { logFiles } = await queryClient.query({ ...details, staleTime })
    const url = logFiles?.[fileName]
    if (url === undefined) throw new Error(`The run has no log file ${fileName}`)
    return url
  }
  async function getUrl(refused?: string) {
    const url = await urlOf(Infinity)
    // Another read may have renewed the addresses of all files in the meantime.
    return url === refused ? urlOf(0) : url
  }
  return (options) =>
    retrying(() => withSignedUrl(getUrl, (url) => readBlob(url, options)), readRetries, { signal: options.signal })
}

/** As for any read: a search through a large log must not fail for one hiccup of the network. */
const readRetries: RetryRule = {
  attempts: 4,
  pauseAfter: (error, attempt) => (retryRead(attempt - 1, error) ? retryDelay(attempt - 1, error) : undefined),
}

/** `bytes` is missing where the file could not be read; `grows` if it was shorter when it was asked for before. */
export type LogSize = Readonly<{ bytes: number | undefined; grows: boolean }>

export const logQueries = {
  /** How long log files of a job are, by their names. A file that cannot be read holds up no other. */
  sizes: (queryClient: QueryClient, ref: JobRef, names: readonly string[]) => {
    const queryKey = [...runKeys.all(ref), 'log-sizes', names]
    return queryOptions({
      queryKey,
      queryFn: async ({ signal }): Promise<Record<string, LogSize>> => {
        const before = queryClient.getQueryData<Record<string, LogSize>>(queryKey)
        const sizes = await mapConcurrent(names, 6, async (name): Promise<LogSize> => {
          // A range past the end would hide how long the file is, one byte does not.
          const range = { from: 0, to: 0 }
          const answer = await logReader(queryClient, ref, name)({ range, signal }).catch(() => undefined)
          const bytes = answer && (answer.kind === 'bytes' ? answer.size : 0)
          return { bytes, grows: (bytes ?? 0) > (before?.[name]?.bytes ?? Infinity) }
        })
        return Object.fromEntries(names.map((name, i) => [name, sizes[i] ?? { bytes: undefined, grows: false }]))
      },
    })
  },
}
