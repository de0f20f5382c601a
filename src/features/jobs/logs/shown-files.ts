import { chosenLogFile, type LogFile } from './log-files.ts'
import { searchScopes, type SearchScope, type ShownLogs } from './log-view.ts'

/** More columns than this fit on no screen, and each reads its own file. Merged there may be any number. */
export const mostSideBySide = 8

export type ShownFiles = Readonly<{
  /** The one that is read, or the one a link leads to. */
  current: LogFile
  /** All on screen, in the order in which they are offered. */
  shown: readonly LogFile[]
  /** Files that were asked for and have no room. */
  left: number
}>

/**
 * Which of a job's files a view shows. Where the address names none, several stand for all that the script printed.
 * @param isPreparing the image is being built, which is then what one wants to see
 */
export function shownFiles(
  files: readonly LogFile[],
  { file, arrangement, lanes }: Pick<ShownLogs, 'file' | 'arrangement' | 'lanes'>,
  isPreparing: boolean,
): ShownFiles | undefined {
  const current = chosenLogFile(files, file, isPreparing)
  if (!current) return undefined
  if (arrangement === 'one') return { current, shown: [current], left: 0 }
  const named = files.filter(({ name }) => lanes.includes(name))
  const own = files.filter(({ group }) => group === 'Your script')
  const wanted = named.length > 0 ? named : own.length > 0 ? own : [current]
  const all = wanted.includes(current) || file === undefined ? wanted : [current, ...wanted]
  const shown = arrangement === 'lanes' ? all.slice(0, mostSideBySide) : all
  return { current: shown.includes(current) ? current : (shown[0] ?? current), shown, left: all.length - shown.length }
}

/** The files that a search looks through. */
export function searchedFiles(
  files: readonly LogFile[],
  { current, shown }: Pick<ShownFiles, 'current' | 'shown'>,
  scope: SearchScope,
): readonly LogFile[] {
  if (scope === 'all') return files
  return scope === 'shown' ? shown : files.filter(({ group }) => group === current.group)
}

/** Where a search looks, as the end of a sentence. */
export function scopeWords({ current, shown }: Pick<ShownFiles, 'current' | 'shown'>, scope: SearchScope): string {
  if (scope === 'all') return 'all files'
  if (scope === 'shown') return shown.length === 1 ? 'this file' : 'the files on screen'
  return current.group === 'Your script' ? 'all that your script printed' : `all of “${current.group}”`
}

/** Where one can look that is not the same as the one before. */
export function distinctScopes(files: readonly LogFile[], shown: Pick<ShownFiles, 'current' | 'shown'>) {
  const seen = new Set<string>()
  return searchScopes.flatMap((scope) => {
    const key = searchedFiles(files, shown, scope)
      .map(({ name }) => name)
      .toSorted()
      .join('\n')
    if (seen.has(key)) return []
    seen.add(key)
    return [[scope, scopeWords(shown, scope)] as const]
  })
}
