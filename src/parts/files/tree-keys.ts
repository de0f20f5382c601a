import type { FileRow } from './file-rows.ts'

/** Letters typed in a row, to find a name by its beginning; `at` is the time of the last one in milliseconds. */
export type TypedLetters = { text: string; at: number }

/** Letters further apart than this begin another name. */
const typingMs = 700

/**
 * What a key does in a tree, after https://www.w3.org/WAI/ARIA/apg/patterns/treeview/.
 *
 * @param typed is written to
 * @param now milliseconds on the clock of `typed`
 * @returns the row to go to, or what to do with the present one; undefined for keys that are no business of a tree
 */
export function keyTarget(
  rows: readonly FileRow[],
  active: number,
  key: string,
  typed: TypedLetters,
  now: number,
): number | 'toggle' | 'choose' | undefined {
  const row = rows[active]
  if (!row) return undefined
  const isOpenFolder = row.kind === 'folder' && row.isOpen
  switch (key) {
    case 'ArrowDown':
      return Math.min(rows.length - 1, active + 1)
    case 'ArrowUp':
      return Math.max(0, active - 1)
    case 'PageDown':
      return Math.min(rows.length - 1, active + 15)
    case 'PageUp':
      return Math.max(0, active - 15)
    case 'Home':
      return 0
    case 'End':
      return rows.length - 1
    case 'ArrowRight':
      if (row.kind === 'folder' && !row.isOpen) return 'toggle'
      return isOpenFolder ? Math.min(rows.length - 1, active + 1) : active
    case 'ArrowLeft':
      if (isOpenFolder) return 'toggle'
      return Math.max(
        0,
        rows.slice(0, active).findLastIndex(({ level }) => level < row.level),
      )
    case 'Enter':
    case ' ':
      return 'choose'
  }
  return key.length === 1 ? named(rows, active, key.toLowerCase(), typed, now) : undefined
}

function named(rows: readonly FileRow[], active: number, letter: string, typed: TypedLetters, now: number): number {
  const isNew = now - typed.at > typingMs
  typed.text = isNew ? letter : typed.text + letter
  typed.at = now
  // The first letter leaves the present row, further ones may stay on it.
  const from = isNew ? active + 1 : active
  const hit = (row: FileRow) =>
    (row.kind === 'file' || row.kind === 'folder') && row.name.toLowerCase().startsWith(typed.text)
  const after = rows.findIndex((row, index) => index >= from && hit(row))
  const found = after >= 0 ? after : rows.findIndex(hit)
  return found >= 0 ? found : active
}
