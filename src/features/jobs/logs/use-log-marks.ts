import { useEffect, useState } from 'react'
import type { LogBook, LogMark, LogQuery } from '../../../lib/log/log-types.ts'
import type { LogRow } from './log-layout.ts'

type Marks = ReadonlyMap<string, readonly LogMark[]>

const none: Marks = new Map()

/** Where a query matches in the lines that are drawn, by their text. A query that cannot be run marks nothing. */
export function useLogMarks(
  book: LogBook,
  query: LogQuery | undefined,
  drawn: readonly Readonly<{ row: LogRow }>[],
): Marks {
  const [marked, setMarked] = useState<{ query: LogQuery | undefined; marks: Marks }>({ query: undefined, marks: none })
  const isCurrent = marked.query === query
  const known = isCurrent ? marked.marks : none

  useEffect(() => {
    if (!query) return undefined
    const texts = [...new Set(drawn.map(({ row }) => row.line.text))]
    if (isCurrent && texts.every((text) => known.has(text))) return undefined
    let isOver = false
    const show = (found: readonly (readonly LogMark[])[]) => {
      if (isOver) return
      // What is no longer drawn is forgotten.
      setMarked({ query, marks: new Map(texts.map((text, i) => [text, found[i] ?? []])) })
    }
    // What is wrong with the query is said where it is typed.
    book.marks(query, texts).then(show, () => show([]))
    return () => {
      isOver = true
    }
  }, [book, query, drawn, isCurrent, known])
  return known
}
