import type { LineSource } from './file-lines.ts'
import { createFoundLines } from './found-lines.ts'
import { createFoundSource, stampsOfFound } from './found-source.ts'
import { mostMatches, type LogLevel } from './log-types.ts'
import { scanFile } from './scan-file.ts'
import type { ScanHost, Scanner } from './scan-host.ts'

/**
 * The lines of some levels of one file: all of it is read once, and then what is new.
 *
 * @param onProgress called after every stretch
 */
export function createLevelFilter(
  all: LineSource,
  host: ScanHost,
  { levels, year }: Readonly<{ levels: readonly LogLevel[]; year: number }>,
  onProgress: () => void,
) {
  const { file } = all
  const found = createFoundLines()
  const closing = new AbortController()
  let scanner: Promise<Scanner> | undefined
  let scanned = 0
  /** Lines that no further bytes can change. */
  let solid = 0
  let rewrites = 0
  let isRunning = false
  let failure: unknown

  function startOver() {
    void scanner?.then((old) => old.close()).catch(() => undefined)
    scanner = undefined
    scanned = 0
    solid = 0
    found.cut(0)
    rewrites = file.state().rewrites
  }

  async function extend() {
    if (rewrites !== file.state().rewrites) startOver()
    scanner ??= host.open({ levels, year })
    const open = await scanner
    await scanFile(
      file,
      open,
      scanned,
      (step, to) => {
        if (found.count() > solid) found.cut(solid)
        found.push(step, mostMatches - found.kept())
        solid = found.count()
        scanned = to
        onProgress()
        return true
      },
      closing.signal,
    )
    const rest = await open.rest()
    found.cut(solid)
    found.push(rest, mostMatches - found.kept())
    file.publishLineCount()
  }

  return {
    source: createFoundSource(all, found),
    stamps: stampsOfFound(found, () => file.state().size),
    count: () => found.count(),
    scanned: () => scanned,
    /** Why it could not go on; the next call of `update` tries again. */
    failure: () => failure,
    /** Reads what it has not read yet; does nothing while it is at it. */
    async update(): Promise<void> {
      const isNew = file.state().size !== scanned || rewrites !== file.state().rewrites
      if (isRunning || !isNew || closing.signal.aborted) return
      isRunning = true
      try {
        await extend()
        failure = undefined
      } catch (error) {
        // Part of a stretch may have been lost on the way: what was found up to it cannot be gone on from.
        startOver()
        failure = error
      } finally {
        isRunning = false
        onProgress()
      }
    },
    close() {
      closing.abort()
      startOver()
    },
  }
}

export type LevelFilter = ReturnType<typeof createLevelFilter>
