import type { LineSource, PlacedLine } from './file-lines.ts'
import { createLevelFilter } from './level-filter.ts'
import { mostCopiedBytes, type CopiedText, type LogView, type LogViewState, type LogWindow } from './log-types.ts'
import type { LogLevel, TextRequest, WindowRequest } from './log-types.ts'
import { cursorAt, mergeAfter, mergeBefore, type Cursor, type MergedFile } from './merge-lines.ts'
import type { ScanHost } from './scan-host.ts'
import { createStampedLines, holdsStamps } from './stamped-lines.ts'

const copiedAtOnce = 2_000

/**
 * The lines of some files in one order.
 *
 * @param subscribe tells of changes of the files
 */
export function createLogView(
  sources: readonly LineSource[],
  levels: readonly LogLevel[] | undefined,
  host: ScanHost,
  year: number,
  subscribe: (listener: () => void) => () => void,
): LogView {
  const filters = levels && sources.map((source) => createLevelFilter(source, host, { levels, year }, publish))
  const stamped = sources.map((source, i) => filters?.[i]?.stamps ?? createStampedLines(source))
  const listeners = new Set<() => void>()
  /** Of each file, by how often it was written anew, whether it holds time stamps. */
  const timed = sources.map(() => new Map<number, boolean>())
  let order: LogViewState['order'] = 'file'
  let state = currentState(0)

  function currentState(version: number): LogViewState {
    const sum = (of: (i: number) => number) => sources.reduce((all, _, i) => all + of(i), 0)
    const [scanned, total] = [sum((i) => filters?.[i]?.scanned() ?? 0), sum((i) => sources[i]?.file.state().size ?? 0)]
    return {
      version,
      order,
      untimed: sources.filter((_, i) => isTimed(i) === false).map(({ file }) => file.name),
      filtering: filters && scanned < total ? { scanned, total } : undefined,
      matched: filters && sum((i) => filters[i]?.count() ?? 0),
      arrived: sum((i) => filters?.[i]?.count() ?? sources[i]?.file.state().arrivedLines ?? 0),
      rewrites: sum((i) => sources[i]?.file.state().rewrites ?? 0),
    }
  }

  function publish() {
    state = currentState(state.version + 1)
    for (const listener of listeners) listener()
  }

  function isTimed(i: number): boolean | undefined {
    return timed[i]?.get(sources[i]?.file.state().rewrites ?? 0)
  }

  /** An empty file says nothing about its stamps yet. */
  async function lookForStamps(signal: AbortSignal | undefined) {
    if (sources.length < 2) return
    const unknown = sources.flatMap((source, i) => (source.file.state().size > 0 && !isTimed(i) ? [{ source, i }] : []))
    const before = state.untimed.length
    await Promise.all(
      unknown.map(async ({ source, i }) => {
        const { rewrites } = source.file.state()
        timed[i]?.set(rewrites, await holdsStamps(source, signal))
      }),
    )
    order = sources.some((_, i) => isTimed(i)) ? 'time' : 'file'
    if (order !== state.order || currentState(0).untimed.length !== before) publish()
  }

  const mergedFiles = (): MergedFile[] =>
    sources.map((source, i) => {
      const stamps = stamped[i] ?? createStampedLines(source)
      return { source: filters?.[i]?.source ?? source, stamps, isTimed: isTimed(i) === true }
    })

  const total = () =>
    Math.max(
      1,
      sources.reduce((sum, { file }) => sum + file.state().size, 0),
    )
  const positionOf = (cursor: Cursor) => cursor.reduce((sum, offset) => sum + offset, 0) / total()

  function lineEstimate(): number {
    if (filters) return state.matched ?? 0
    return sources.reduce((sum, { file }) => sum + file.lineEstimate(), 0)
  }

  async function lines({ at, before, after, signal }: WindowRequest): Promise<LogWindow> {
    await lookForStamps(signal)
    const files = mergedFiles()
    const cursor = await cursorAt(files, at, signal)
    const [above, below] = await Promise.all([
      mergeBefore(files, cursor, before, signal),
      mergeAfter(files, cursor, after, signal),
    ])
    return {
      lines: [...above.lines, ...below.lines],
      anchor: above.lines.length,
      atStart: above.isEnd,
      atEnd: below.isEnd,
      from: positionOf(above.cursor),
      to: positionOf(below.cursor),
      lineEstimate: lineEstimate(),
    }
  }

  async function textBetween({ from, to, withStamps, signal }: TextRequest): Promise<CopiedText> {
    await lookForStamps(signal)
    const files = mergedFiles()
    const end = to === 'end' ? undefined : await cursorAt(files, to, signal)
    let cursor = await cursorAt(files, from, signal)
    let text = ''
    let count = 0
    for (;;) {
      // oxlint-disable-next-line no-await-in-loop -- what follows begins where this ends
      const step = await mergeAfter(files, cursor, copiedAtOnce, signal)
      for (const line of step.lines) {
        if (text.length > mostCopiedBytes) return { text, lines: count, isCut: true }
        text += (count === 0 || line.isContinued ? '' : '\n') + copiedText(line, withStamps)
        count++
        if (end && isLast(line, to, files, end)) return { text, lines: count, isCut: false }
      }
      if (step.isEnd) return { text, lines: count, isCut: false }
      cursor = step.cursor
    }
  }

  function isLast(line: PlacedLine, to: TextRequest['to'], files: readonly MergedFile[], end: Cursor): boolean {
    if (typeof to === 'string' || 'fraction' in to) return false
    const index = files.findIndex(({ source }) => source.file.name === to.file)
    return line.place.file === to.file && line.place.offset >= (end[index] ?? 0)
  }

  let seen = ''
  /** Other files of the book change as well. */
  function update() {
    const now = sources.map(({ file }) => `${file.state().size} ${file.state().rewrites}`).join()
    if (now === seen) return
    seen = now
    for (const filter of filters ?? []) void filter.update()
    publish()
  }
  const unsubscribe = subscribe(update)
  if (filters) update()

  return {
    snapshot: () => state,
    subscribe(listener) {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    lines,
    textBetween,
    close() {
      unsubscribe()
      for (const filter of filters ?? []) filter.close()
      listeners.clear()
    },
  }
}

const copiedText = ({ text, stampLength }: PlacedLine, withStamps: boolean) =>
  withStamps ? text : text.slice(stampLength)
