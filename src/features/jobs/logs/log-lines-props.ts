import type { LogBook, LogPlace, LogQuery, LogView } from '../../../lib/log/log-types.ts'

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
  /** A short name of each file before its lines, for a merged view. */
  fileLabel?: ((file: string) => string) | undefined
}>
