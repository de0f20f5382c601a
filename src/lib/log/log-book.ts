import { createBlockCache } from './block-cache.ts'
import { createFileLines, type LineSource } from './file-lines.ts'
import { findInFiles, firstErrorOf } from './find.ts'
import { createLogFile } from './log-file.ts'
import type { LogBook, LogBookState, LogLine, LogPlace, LogSource, LogView } from './log-types.ts'
import { createLogView } from './log-view.ts'
import { marksIn, patternOf } from './query-match.ts'
import { createScanHost } from './scan-host.ts'

/** Opens log files for reading; nothing is read before the first `poll`. */
export function openLogBook(sources: readonly LogSource[] = []): LogBook {
  const year = new Date().getUTCFullYear()
  const cache = createBlockCache()
  /** A query of the reader may run away and take its worker along; what the studio itself looks for goes on beside it. */
  const queries = createScanHost()
  const levels = createScanHost()
  const files = new Map<string, LineSource>()
  const views = new Set<LogView>()
  const listeners = new Set<() => void>()
  let state: LogBookState = { files: [] }

  function publish() {
    state = { files: [...files.values()].map(({ file }) => file.state()) }
    for (const listener of listeners) listener()
  }

  function subscribe(listener: () => void) {
    listeners.add(listener)
    return () => void listeners.delete(listener)
  }

  function addSources(more: readonly LogSource[]) {
    const fresh = more.filter(({ name }) => !files.has(name))
    for (const source of fresh) files.set(source.name, createFileLines(createLogFile(source, cache, publish), year))
    if (fresh.length > 0) publish()
  }

  /** Those that are named and known, in the order of the names. */
  const named = (names: readonly string[] | undefined): LineSource[] =>
    (names ?? [...files.keys()]).map((name) => files.get(name)).filter((file) => file !== undefined)

  async function lineAt({ file, offset }: LogPlace, signal?: AbortSignal): Promise<LogLine | undefined> {
    const found = await files.get(file)?.after(offset, 1, signal)
    return found?.lines[0]
  }

  addSources(sources)
  return {
    snapshot: () => state,
    subscribe,
    addSources,
    async poll({ files: names, signal } = {}) {
      await Promise.all(named(names).map(({ file }) => file.poll(signal)))
    },
    view({ files: names, levels: shown }) {
      const view = createLogView(named(names), shown && [...shown], levels, year, subscribe)
      views.add(view)
      return { ...view, close: () => (views.delete(view), view.close()) }
    },
    find: (query, options = {}) =>
      findInFiles(
        named(options.files).map(({ file }) => file),
        queries,
        query,
        options,
        year,
        (file, offset, signal) => lineAt({ file: file.name, offset }, signal),
      ),
    async firstError({ files: names, signal } = {}) {
      let earliest: Readonly<{ place: LogPlace; time: number }> | undefined
      let failure: unknown
      for (const { file } of named(names)) {
        try {
          // oxlint-disable-next-line no-await-in-loop -- one file after the other, as they are read from one place
          const found = await firstErrorOf(file, levels, year, signal)
          if (found && (!earliest || found.time < earliest.time)) {
            earliest = { place: { file: file.name, offset: found.offset }, time: found.time }
          }
        } catch (error) {
          signal?.throwIfAborted()
          failure ??= error
        }
      }
      // One file that cannot be read does not hide the errors of the others.
      if (!earliest && failure !== undefined) throw failure
      return earliest?.place
    },
    async linesAround({ file: name, offset }, count, signal) {
      const source = files.get(name)
      if (!source) return []
      const [before, after] = await Promise.all([
        source.before(offset, count, signal),
        source.after(offset, count + 1, signal),
      ])
      return [...before.lines, ...after.lines]
    },
    async marks(query, texts) {
      if (query.text === '') return texts.map(() => [])
      // A text cannot run away, so nobody has to wait for a worker.
      const pattern = query.kind === 'text' ? patternOf(query) : undefined
      return pattern ? texts.map((text) => marksIn(pattern, text)) : queries.marks(query, texts)
    },
    close() {
      for (const view of views) view.close()
      queries.close()
      levels.close()
      files.clear()
      listeners.clear()
      cache.drop('')
    },
  }
}
