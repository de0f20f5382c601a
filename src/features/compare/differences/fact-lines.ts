import type { FactRow, FactSection } from '../../../domain/compare/differences.ts'

/** One line of the table: the heading of a section, or a fact. */
export type FactLine =
  | Readonly<{
      kind: 'section'
      id: string
      title: string
      /** How many facts of it differ. */
      differing: number
      /** How many are folded away unless it is open. */
      folded: number
      isOpen: boolean
    }>
  | Readonly<{ kind: 'fact'; id: string; row: FactRow }>

/**
 * What the table shows of the sections: what differs, and what is equal where a section is open. Who ran a job and when
 * is folded away whole: it differs always, and explains least. A search looks through all, folded or not.
 *
 * @param search looked for in names and values of facts, each word by itself
 */
export function factLines(sections: readonly FactSection[], open: ReadonlySet<string>, search: string): FactLine[] {
  const words = search.toLowerCase().split(/\s+/).filter(Boolean)
  return sections.flatMap(({ id, title, rows }): FactLine[] => {
    const matching = words.length === 0 ? rows : rows.filter((row) => hasAll(row, words))
    if (matching.length === 0) return []
    const isFolded = (row: FactRow) => row.isEqual || id === 'about'
    const isOpen = open.has(id) || words.length > 0
    const shown = isOpen ? matching : matching.filter((row) => !isFolded(row))
    const differing = matching.filter(({ isEqual }) => !isEqual).length
    const folded = words.length > 0 ? 0 : matching.filter(isFolded).length
    return [
      { kind: 'section', id, title, differing, folded, isOpen },
      ...shown.map((row): FactLine => ({ kind: 'fact', id: row.id, row })),
    ]
  })
}

function hasAll({ label, values }: FactRow, words: readonly string[]): boolean {
  const text = [label, ...new Set(values)].join('\n').toLowerCase()
  return words.every((word) => text.includes(word))
}
