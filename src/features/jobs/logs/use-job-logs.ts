import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useCallback, useLayoutEffect, useMemo, useSyncExternalStore } from 'react'
import type { JobRef } from '../../../domain/refs.ts'
import { openLogBook } from '../../../lib/log/log-book.ts'
import type { LogBook, LogFileState, LogLevel, LogView } from '../../../lib/log/log-types.ts'
import { logReader } from '../../../queries/run-files.ts'
import { runKeys } from '../../../queries/run.ts'
import { useOpened } from './use-opened.ts'

/** New lines are to be seen within three seconds; many files share the few connections a browser has to one host. */
const pollMs = (files: number) => (files <= 8 ? 1_500 : 2_500)

const openBook = () => openLogBook([])

/**
 * Opens all log files of a job and follows those on screen: at once, on and on while the job can still write and the
 * page is in sight, and once more when the job's end marks all of the run as out of date.
 *
 * @param names of all files; new ones are taken in as they appear
 * @param shown names of the files on screen
 * @returns no book for the moment until it is open
 */
export function useJobLogs(job: JobRef, names: readonly string[], shown: readonly string[], live: boolean) {
  const queryClient = useQueryClient()
  const book = useOpened(openBook)

  // Before the panes below open views of these files, which they do in an effect that runs earlier than one of ours.
  useLayoutEffect(() => {
    book?.addSources(names.map((name) => ({ name, read: logReader(queryClient, job, name) })))
  }, [book, queryClient, job, names])

  const poll = useQuery({
    queryKey: [...runKeys.all(job), 'logs', ...shown],
    queryFn: async ({ signal }) => {
      await book?.poll({ files: shown, signal })
      return null
    },
    enabled: book !== undefined,
    // What was read belongs to the book of one page; another page starts from nothing.
    staleTime: 0,
    gcTime: 0,
    refetchInterval: live ? pollMs(shown.length) : false,
  })
  return { book, refresh: () => void poll.refetch() }
}

/** What is known of each file, as it changes. */
export function useFileStates(book: LogBook): ReadonlyMap<string, LogFileState> {
  const { files } = useSyncExternalStore(book.subscribe, book.snapshot)
  return useMemo(() => new Map(files.map((file) => [file.name, file])), [files])
}

/**
 * The lines of some files in one order.
 * @param files the same list as long as they are the same files; `levels` likewise
 */
export function useLogLines(book: LogBook, files: readonly string[], levels: readonly LogLevel[]): LogView | undefined {
  const open = useCallback(
    () => book.view({ files, levels: levels.length > 0 ? new Set(levels) : undefined }),
    [book, files, levels],
  )
  return useOpened(open)
}
