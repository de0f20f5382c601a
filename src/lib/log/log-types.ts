import type { AnsiSpan } from '../ansi.ts'
import type { ReadRange } from './read-range.ts'

/** A log file, and how to read it. Who gives `read` renews addresses that expire. */
export type LogSource = Readonly<{ name: string; read: ReadRange }>

/**
 * A line of a log: the byte at which what is seen of it begins. Links, matches and jumps name lines by it, since it
 * holds however the lines are drawn. An offset within a line means that line.
 */
export type LogPlace = Readonly<{ file: string; offset: number }>

export type LogLevel = 'error' | 'warning' | 'info' | 'debug'

/** What to look for in the text that is seen. A regular expression is one of JavaScript's, and looks at one line. */
export type LogQuery = Readonly<{ text: string; kind: 'text' | 'regex'; matchCase: boolean }>

/**
 * A line as it is drawn: colours as spans, nothing invisible, the last writing of a progress bar. A line that is longer
 * than `longestLineBytes` comes as several of these.
 */
export type LogLine = Readonly<{
  place: LogPlace
  text: string
  spans?: readonly AnsiSpan[]
  /** Of the line in its file, from 1; unknown until all before it was read once. */
  number: number | undefined
  /** It goes on with a line that was cut for its length. */
  isContinued: boolean
  /** Characters of the time stamp at its beginning, with the blank after it; 0 where there is none. */
  stampLength: number
  /** What the stamp says, or that of the line it belongs to, in ms since 1970. */
  time: number | undefined
  /** Its own or, within a stack trace, that of the error. */
  level: LogLevel | undefined
}>

export type LogFileState = Readonly<{
  name: string
  /** It was read at least once. */
  isLoaded: boolean
  /** Bytes of it when it was last read. */
  size: number
  /** Lines of it, once all of it was read. */
  lineCount: number | undefined
  /** When something was last written to it, as far as is known: ms since 1970. */
  lastDataAt: number | undefined
  /** Lines that came since it was first read. */
  arrivedLines: number
  /** How often it was found shorter or written anew; places of before mean nothing then. */
  rewrites: number
  /** Why it could not be read the last time. */
  error: unknown
}>

/** A new object for every change. */
export type LogBookState = Readonly<{ files: readonly LogFileState[] }>

/** Where a window of lines is asked for. `fraction` is a place on the scroll bar, from 0 to 1. */
export type LogAnchor = LogPlace | 'start' | 'end' | Readonly<{ fraction: number }>

export type WindowRequest = Readonly<{
  at: LogAnchor
  /** Lines wanted before the one at the anchor, and from it on. */
  before: number
  after: number
  signal?: AbortSignal | undefined
}>

/**
 * Neighbouring lines of a view. There may be fewer than were asked for although there are more, where much had to be
 * read for little to see, as in the writings of a progress bar: whoever needs more asks again from the edge.
 */
export type LogWindow = Readonly<{
  lines: readonly LogLine[]
  /** Index of the line at the anchor; as many as there are lines for the end. */
  anchor: number
  atStart: boolean
  atEnd: boolean
  /** Where the first line begins and the last one ends on the scroll bar, from 0 to 1. */
  from: number
  to: number
  /** About how many lines the view has. */
  lineEstimate: number
}>

export type LogViewOptions = Readonly<{
  /** One file, or several merged into one text. */
  files: readonly string[]
  /** Only lines of these levels. All of every file is read for it once. */
  levels?: ReadonlySet<LogLevel> | undefined
}>

export type LogViewState = Readonly<{
  /** Counts the changes of what the view holds. */
  version: number
  /** How the lines of several files are ordered: by their time stamps; files that hold none come first, one by one. */
  order: 'file' | 'time'
  /** Files that hold no time stamps, as far as is known. */
  untimed: readonly string[]
  /** Bytes read of all, while a filter by level is prepared; undefined when it holds all lines. */
  filtering: Readonly<{ scanned: number; total: number }> | undefined
  /** Lines of a filtered view so far. */
  matched: number | undefined
  /** Counts the lines that come at its end; of use when compared with an earlier count. */
  arrived: number
  /** Counts how often the text before was replaced by another. */
  rewrites: number
}>

/** The lines of one or several files in one order: what a lane, or the merged log, shows. */
export type LogView = Readonly<{
  snapshot: () => LogViewState
  subscribe: (listener: () => void) => () => void
  /** @throws what `read` throws; AbortError */
  lines: (request: WindowRequest) => Promise<LogWindow>
  /**
   * The text from one place to another, as it is drawn, both lines included.
   * @returns `isCut` when it had to end at `mostCopiedBytes` before it reached `to`
   */
  textBetween: (request: TextRequest) => Promise<CopiedText>
  close: () => void
}>

export type TextRequest = Readonly<{
  from: LogAnchor
  to: LogAnchor
  /** Whether time stamps are part of it. */
  withStamps: boolean
  signal?: AbortSignal | undefined
}>

export type CopiedText = Readonly<{ text: string; lines: number; isCut: boolean }>

export type LogMatch = Readonly<{ place: LogPlace; number: number }>

/** What a search found so far; a new object for every step. In order of the files and, within one, of the lines. */
export type LogFound = Readonly<{
  /** Lines that match. */
  count: number
  /** Those that `at` and `lines` know: the first `mostMatches`. */
  kept: number
  /** Bytes looked through, and all there are. */
  scanned: number
  total: number
  isDone: boolean
  /** Files that could not be read to their end. */
  failures: readonly Readonly<{ file: string; error: unknown }>[]
  at: (index: number) => LogMatch | undefined
  /** Reads the lines of some of the matches, to be shown. @throws what `read` throws */
  lines: (from: number, to: number, signal?: AbortSignal) => Promise<LogLine[]>
}>

export type FindOptions = Readonly<{
  /** All of the book's when left out. */
  files?: readonly string[] | undefined
  levels?: ReadonlySet<LogLevel> | undefined
  signal?: AbortSignal | undefined
  onProgress?: ((found: LogFound) => void) | undefined
}>

/** Where a match begins and ends in a line's `text`; the end is not part of it. */
export type LogMark = Readonly<{ start: number; end: number }>

/** A query that cannot be run: `syntax` says the browser's words, `slow` that one step of it took too long. */
export class LogQueryError extends Error {
  readonly reason: 'syntax' | 'slow'

  constructor(reason: 'syntax' | 'slow', message: string) {
    super(message)
    this.name = 'LogQueryError'
    this.reason = reason
  }
}

/**
 * The log files of a job, of any length: a bounded part of their bytes is kept, all else is read when it is asked for.
 * Whole-file work (search, levels) is done in a worker, so that it holds nothing up and can be stopped.
 */
export type LogBook = Readonly<{
  snapshot: () => LogBookState
  subscribe: (listener: () => void) => () => void
  /** Takes in the files whose names are new. */
  addSources: (sources: readonly LogSource[]) => void
  /** Reads what is new; of a file that was never read, its tail. Errors go into the file's state: never throws. */
  poll: (options?: Readonly<{ files?: readonly string[]; signal?: AbortSignal }>) => Promise<void>
  view: (options: LogViewOptions) => LogView
  /**
   * Looks through all of the files. An empty text finds every line of the levels that are asked for, without levels none.
   * @throws LogQueryError; AbortError. A file that cannot be read is among the `failures` of what is returned
   */
  find: (query: LogQuery, options?: FindOptions) => Promise<LogFound>
  /**
   * The first line of level error: the earliest one where the files say times, else that of the first file.
   * @throws what `read` throws, when there is no error in any file that could be read
   */
  firstError: (options?: Readonly<{ files?: readonly string[]; signal?: AbortSignal }>) => Promise<LogPlace | undefined>
  /** The line of a place with up to `count` lines on either side. @throws what `read` throws */
  linesAround: (place: LogPlace, count: number, signal?: AbortSignal) => Promise<readonly LogLine[]>
  /** Where the query matches in each of the texts. @throws LogQueryError */
  marks: (query: LogQuery, texts: readonly string[]) => Promise<readonly (readonly LogMark[])[]>
  /** Ends the worker and forgets all bytes. */
  close: () => void
}>

/** A line longer than this is cut, so that no row of the screen has to hold a megabyte. */
export const longestLineBytes = 16 * 1024

/** More matches than this are counted, not kept. */
export const mostMatches = 2_000_000

/** The longest text that is copied; more would be slow to paste anywhere. */
export const mostCopiedBytes = 20_000_000
