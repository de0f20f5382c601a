import { useEffect, useMemo, useRef, useState } from 'react'
import { createScanHost, type ScanHost } from '../../lib/log/scan-host.ts'
import { namesByPattern, namesWithWords, patternIn, type FoundNames } from './board-search.ts'

/**
 * The names that a search leaves, in their own order.
 *
 * @param names the same array as long as they are the same
 * @returns `problem` when the search is a regular expression that is broken or takes too long: all names are found then
 */
export function useFoundNames(
  names: readonly string[],
  search: string,
): { found: readonly string[]; problem: string | undefined } {
  const pattern = patternIn(search)
  const answer = usePattern(names, pattern)
  return useMemo(() => {
    if (pattern === undefined) return { found: namesWithWords(names, search), problem: undefined }
    if (!answer) return { found: names, problem: undefined }
    if ('problem' in answer) return { found: names, problem: answer.problem }
    return { found: names.filter((name) => answer.names.has(name)), problem: undefined }
  }, [names, search, pattern, answer])
}

/** The answer to the last pattern that there is one to: what is shown stays until it comes. */
function usePattern(names: readonly string[], pattern: string | undefined): FoundNames | undefined {
  const host = useRef<ScanHost>(undefined)
  const [answer, setAnswer] = useState<FoundNames>()
  useEffect(() => {
    if (pattern === undefined || pattern === '') return undefined
    let isWanted = true
    namesByPattern(names, pattern, (host.current ??= createScanHost())).then(
      (found) => isWanted && setAnswer(found),
      (error: unknown) => isWanted && setAnswer({ problem: error instanceof Error ? error.message : String(error) }),
    )
    return () => {
      isWanted = false
    }
  }, [names, pattern])
  useEffect(() => () => host.current?.close(), [])
  return pattern === '' ? undefined : answer
}
