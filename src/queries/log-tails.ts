import { queryOptions, type QueryClient } from '@tanstack/react-query'
import type { LogLine, LogRole, LogTail } from '../domain/failure/log-lines.ts'
import { tailLines } from '../domain/failure/tail-lines.ts'
import type { JobRef } from '../domain/refs.ts'
import { mapConcurrent } from '../lib/concurrency.ts'
import type { ReadRange } from '../lib/log/read-range.ts'
import { logReader } from './run-files.ts'
import { runKeys } from './run.ts'

const tailBytes = 64 * 1024
const atOnce = 4

export type WantedLog = Readonly<{ file: string; role: LogRole }>

export const logTailQueries = {
  /**
   * The last 64 kB of each log of a job that has ended: it is read once. A file that cannot be read is left out.
   * @throws when none of them can be read, with what the first one met
   */
  ofEnded: (queryClient: QueryClient, ref: JobRef, wanted: readonly WantedLog[]) =>
    queryOptions({
      queryKey: [...runKeys.all(ref), 'tails', wanted.map(({ file }) => file)],
      queryFn: async ({ signal }): Promise<LogTail[]> => {
        const errors: unknown[] = []
        const tails = await mapConcurrent(wanted, atOnce, async ({ file, role }): Promise<LogTail[]> => {
          try {
            return [{ file, role, lines: await readTail(logReader(queryClient, ref, file), signal) }]
          } catch (error) {
            errors.push(error)
            return []
          }
        })
        if (wanted.length > 0 && errors.length === wanted.length) throw errors[0]
        return tails.flat()
      },
      staleTime: Infinity,
    }),
}

/**
 * The last 64 kB of a file as lines. Storage takes no range that counts from the end, so the first read tells how long
 * the file is.
 */
export async function readTail(read: ReadRange, signal: AbortSignal): Promise<LogLine[]> {
  const first = await read({ range: { from: 0, to: tailBytes - 1 }, signal })
  if (first.kind !== 'bytes') return []
  if (first.start + first.bytes.length >= first.size) return tailLines(first.bytes, first.start)
  const last = await read({ range: { from: Math.max(0, first.size - tailBytes) }, signal })
  return last.kind === 'bytes' ? tailLines(last.bytes, last.start) : []
}
