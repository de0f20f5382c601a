import type { LogQuery } from '../../lib/log/log-types.ts'
import { LogQueryError } from '../../lib/log/log-types.ts'
import type { ScanHost } from '../../lib/log/scan-host.ts'

/** Which names a search leaves, or why it can be told of none. */
export type FoundNames = Readonly<{ names: ReadonlySet<string> } | { problem: string }>

/** Of `/val.*loss/` what is between the slashes; the last one may be missing yet. Undefined for plain words. */
export const patternIn = (search: string): string | undefined => /^\/(.*?)\/?$/.exec(search.trim())?.[1]

/** Names that have all the words, whatever their case. */
export function namesWithWords(names: readonly string[], search: string): string[] {
  const words = search.toLowerCase().split(/\s+/).filter(Boolean)
  return names.filter((name) => words.every((word) => name.toLowerCase().includes(word)))
}

/**
 * Names in which a regular expression finds something, whatever their case. It is tried beside the page, and given up when it
 * takes too long: a few characters can keep it busy for years on a name of fifty.
 */
export async function namesByPattern(names: readonly string[], pattern: string, host: ScanHost): Promise<FoundNames> {
  const query: LogQuery = { text: pattern, kind: 'regex', matchCase: false }
  try {
    const marks = await host.marks(query, names)
    return { names: new Set(names.filter((_, at) => (marks[at]?.length ?? 0) > 0)) }
  } catch (error) {
    if (!(error instanceof LogQueryError)) throw error
    return { problem: error.reason === 'syntax' ? `No regular expression: ${error.message}` : error.message }
  }
}
