import { useState } from 'react'
import type { LogFileState, LogViewState } from '../../../lib/log/log-types.ts'
import { formatTimeOfDay } from '../../../lib/dates.ts'
import { formatBytes, plural } from '../../../lib/numbers.ts'
import { Elapsed } from '../../../parts/Elapsed.tsx'

/** How much there is of some files, when the last of it came, and whether more may come. */
export function LogStatus({ states, live }: { states: readonly LogFileState[]; live: boolean }) {
  const loaded = states.filter(({ isLoaded }) => isLoaded)
  const writtenAnew = useWrittenAnew(states)
  if (loaded.length === 0) return null
  const size = loaded.reduce((sum, file) => sum + file.size, 0)
  const last = Math.max(...loaded.map(({ lastDataAt }) => lastDataAt ?? -Infinity))
  const lines = loaded.every(({ lineCount }) => lineCount !== undefined)
    ? loaded.reduce((sum, file) => sum + (file.lineCount ?? 0), 0)
    : undefined
  return (
    <>
      <span>
        {lines !== undefined && `${plural(lines, 'line')}, `}
        {formatBytes(size)}
      </span>
      {writtenAnew && (
        <span>The file was written anew{writtenAnew.at && ` at ${formatTimeOfDay(writtenAnew.at)}`}</span>
      )}
      {live ? (
        <Waiting last={size === 0 ? -Infinity : last} />
      ) : (
        <span>{size === 0 ? 'Nothing was printed here' : 'Ended'}</span>
      )}
    </>
  )
}

/** @param last when something was written, in ms since 1970; minus infinity if that is not known */
function Waiting({ last }: { last: number }) {
  if (!Number.isFinite(last)) return <span>Waiting for the first lines</span>
  return (
    <span>
      Last data <Elapsed start={last} end={undefined} /> ago, waiting for more
    </span>
  )
}

/** When one of the files was last found to be another than before; undefined while none was. */
function useWrittenAnew(states: readonly LogFileState[]) {
  const rewrites = states.reduce((sum, file) => sum + file.rewrites, 0)
  const key = states.map(({ name }) => name).join('\n')
  const [seen, setSeen] = useState<{ key: string; rewrites: number; at: number | undefined }>({
    key,
    rewrites,
    at: undefined,
  })
  if (seen.key !== key) setSeen({ key, rewrites, at: undefined })
  else if (seen.rewrites !== rewrites)
    setSeen({ key, rewrites, at: Math.max(...states.map(({ lastDataAt }) => lastDataAt ?? 0)) })
  return rewrites > 0 ? { at: seen.at } : undefined
}

/** How many lines a filter leaves, and how much of the files it has seen. */
export function countWords(counted: LogViewState): string {
  const { matched = 0, filtering } = counted
  if (!filtering) return plural(matched, 'line')
  return `${plural(matched, 'line')}, looked through ${formatBytes(filtering.scanned)} of ${formatBytes(filtering.total)}`
}
