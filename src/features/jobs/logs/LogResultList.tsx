import { useQuery } from '@tanstack/react-query'
import { useVirtualizer } from '@tanstack/react-virtual'
import { useRef } from 'react'
import type { LogBook, LogFound, LogLine, LogMark, LogPlace, LogQuery } from '../../../lib/log/log-types.ts'
import { formatCount } from '../../../lib/numbers.ts'
import { classes } from '../../../ui/classes.ts'
import { excerpt } from './excerpt.ts'
import styles from './LogResults.module.css'

/** Pixels; the style sheet's height of a result is the same. */
const rowHeight = 44
/** Lines are read in groups of this many. */
const group = 50

/**
 * The lines that a search found, as a list of which only the part in sight is read and drawn.
 * @param chosen index of the one that was gone to
 */
export function LogResultList({
  book,
  query,
  found,
  chosen,
  labelOf,
  onChoose,
}: {
  book: LogBook
  query: LogQuery
  found: LogFound
  chosen: number | undefined
  labelOf: (file: string) => string
  onChoose: (index: number) => void
}) {
  const list = useRef<HTMLDivElement>(null)
  // The compiler leaves this component out, which is right: the list changes while it stays the same object.
  // oxlint-disable-next-line react/incompatible-library
  const rows = useVirtualizer({
    count: found.kept,
    getScrollElement: () => list.current,
    estimateSize: () => rowHeight,
    overscan: 6,
  })
  const items = rows.getVirtualItems()
  const first = Math.floor((items[0]?.index ?? 0) / group)
  const last = Math.floor((items.at(-1)?.index ?? 0) / group)
  const showsFile = found.at(0)?.place.file !== found.at(found.kept - 1)?.place.file
  return (
    <>
      <div ref={list} className={styles.list}>
        <ol style={{ height: rows.getTotalSize() }}>
          {Array.from({ length: last - first + 1 }, (_, i) => first + i).map((number) => (
            <Group
              key={number}
              book={book}
              query={query}
              found={found}
              number={number}
              indexes={items.map(({ index }) => index).filter((index) => Math.floor(index / group) === number)}
              chosen={chosen}
              labelOf={showsFile ? labelOf : undefined}
              onChoose={onChoose}
            />
          ))}
        </ol>
      </div>
      {found.count > found.kept && (
        <p className={styles.more}>The first {formatCount(found.kept)} are listed. Search for more to see fewer.</p>
      )}
    </>
  )
}

type Shown = Readonly<{ line: LogLine; marks: readonly LogMark[] }>

/** Some neighbouring results, whose lines are read together. */
function Group({
  book,
  query,
  found,
  number,
  indexes,
  chosen,
  labelOf,
  onChoose,
}: {
  book: LogBook
  query: LogQuery
  found: LogFound
  number: number
  indexes: readonly number[]
  chosen: number | undefined
  labelOf: ((file: string) => string) | undefined
  onChoose: (index: number) => void
}) {
  const from = number * group
  const to = Math.min(from + group, found.kept)
  const places = [found.at(from)?.place, found.at(to - 1)?.place]
  const read = useQuery({
    queryKey: ['log results', query, places],
    queryFn: async ({ signal }): Promise<Shown[]> => {
      const lines = await found.lines(from, to, signal)
      const marks = await book.marks(
        query,
        lines.map(({ text }) => text),
      )
      return lines.map((line, i) => ({ line, marks: marks[i] ?? [] }))
    },
    staleTime: Infinity,
    gcTime: 0,
    // While the group grows by what is found, its lines stay on screen.
    placeholderData: (before, asked) => (samePlace(asked?.queryKey[2], places) ? before : undefined),
  })
  return indexes.map((index) => (
    <li key={index} style={{ transform: `translateY(${index * rowHeight}px)` }}>
      <Result
        place={found.at(index)?.place}
        number={found.at(index)?.number}
        shown={read.data?.[index - from]}
        problem={read.isError ? 'This line could not be read.' : undefined}
        isChosen={index === chosen}
        labelOf={labelOf}
        onChoose={() => onChoose(index)}
      />
    </li>
  ))
}

/** Whether two groups begin at the same match. */
const samePlace = (before: unknown, now: readonly (LogPlace | undefined)[]) =>
  Array.isArray(before) && JSON.stringify(before[0]) === JSON.stringify(now[0])

function Result({
  place,
  number,
  shown,
  problem,
  isChosen,
  labelOf,
  onChoose,
}: {
  place: LogPlace | undefined
  number: number | undefined
  shown: Shown | undefined
  problem: string | undefined
  isChosen: boolean
  labelOf: ((file: string) => string) | undefined
  onChoose: () => void
}) {
  return (
    <button
      type="button"
      className={classes(styles.result, isChosen && styles.chosen)}
      aria-current={isChosen ? 'true' : undefined}
      onClick={onChoose}
    >
      <span className={styles.where}>
        {labelOf && place && <span>{labelOf(place.file)}</span>}
        {number !== undefined && <span>Line {formatCount(number)}</span>}
      </span>
      <span className={styles.line}>{problem ?? (shown ? <Marked {...shown} /> : ' ')}</span>
    </button>
  )
}

/** The text around its first match, with all matches in it marked. */
function Marked({ line, marks }: Shown) {
  return excerpt(line.text, marks).map(({ text, isMatch }, i) =>
    // A piece is nothing but its place in the line.
    // oxlint-disable-next-line react/no-array-index-key
    isMatch ? <mark key={i}>{text}</mark> : <span key={i}>{text}</span>,
  )
}
