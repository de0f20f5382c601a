import type { LogBook, LogPlace, LogQuery, LogView } from '../../../lib/log/log-types.ts'

/** A short name and a colour before each line of a file. */
export type LaneMarks = Readonly<{
  labelOf: (file: string) => string
  /** From 1 to 8: one of the colours that charts have, too. */
  colorOf: (file: string) => number
  /** Characters of the longest name that is shown whole. */
  width: number
}>

/** What the rows of a log need. Toolbars around them own the switches; the rows own scrolling and selection. */
export type LogLinesProps = Readonly<{
  book: LogBook
  /** Made by `book.view`; another view starts at its end, or at `place`. */
  view: LogView
  label: string
  /** More may come: there is something to follow. */
  live: boolean
  wraps: boolean
  showsStamps: boolean
  /** Whether it stays at its end. Scrolling changes it: up ends it, reaching the end begins it. */
  follows: boolean
  onFollow: (follows: boolean) => void
  /** The line to show and to mark. Every new object is gone to, also one of the same place. */
  place?: LogPlace | undefined
  /** Marked wherever it matches. */
  query?: LogQuery | undefined
  /** Where the number of a line leads. */
  hrefOf?: ((place: LogPlace) => string) | undefined
  /** What tells the files of a merged view apart. */
  lanes?: LaneMarks | undefined
}>
