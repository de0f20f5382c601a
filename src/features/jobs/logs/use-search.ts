import { useEffect, useState } from 'react'
import { LogQueryError, type LogBook, type LogFound, type LogLevel, type LogQuery } from '../../../lib/log/log-types.ts'

export type Search = Readonly<{
  /** `stopped` by the reader: what was found until then is kept. */
  state: 'none' | 'running' | 'done' | 'stopped' | 'failed'
  found: LogFound | undefined
  /** What is wrong with the query, to be shown beside it. */
  problem: string | undefined
  error: unknown
  stop: () => void
  again: () => void
}>

type Run = Readonly<{ key: string } & Pick<Search, 'state' | 'found' | 'error'>>

/**
 * Looks through all of the files whenever the query changes, and tells what was found as it is found.
 * @param files names of those to look through
 */
export function useSearch(
  book: LogBook,
  query: LogQuery,
  files: readonly string[],
  levels: readonly LogLevel[],
): Search {
  const [attempt, setAttempt] = useState(0)
  const [run, setRun] = useState<Run>()
  const [stop, setStop] = useState<AbortController>()
  const key = JSON.stringify([query, files, levels, attempt])
  const isWanted = query.text !== ''

  useEffect(() => {
    if (!isWanted) return undefined
    const running = new AbortController()
    const tell = (state: Search['state'], found: LogFound | undefined, error?: unknown) => {
      if (!running.signal.aborted) setRun({ key, state, found, error })
    }
    setStop(running)
    book
      .find(query, {
        files,
        levels: levels.length > 0 ? new Set(levels) : undefined,
        signal: running.signal,
        onProgress: (found) => tell('running', found),
      })
      .then(
        (found) => tell('done', found),
        (error: unknown) => tell('failed', undefined, error),
      )
    return () => running.abort()
    // All that is looked for is in the key.
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, [book, key, isWanted])

  const current = run?.key === key ? run : undefined
  const state = isWanted ? (current?.state ?? 'running') : 'none'
  return {
    state,
    found: isWanted ? current?.found : undefined,
    problem: state === 'failed' && current?.error instanceof LogQueryError ? current.error.message : undefined,
    error: state === 'failed' ? current?.error : undefined,
    stop: () => {
      stop?.abort()
      setRun({ key, state: 'stopped', found: current?.found, error: undefined })
    },
    again: () => setAttempt((now) => now + 1),
  }
}
