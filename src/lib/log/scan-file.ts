import type { LogFile } from './log-file.ts'
import type { ScanStep } from './scan.ts'
import type { Scanner } from './scan-host.ts'

/** Read at one request: large enough that requests do not count, small enough to hold two of them. */
const stretchBytes = 2 * 1024 * 1024
/** Reads under way at a time: a distant storage answers after a while, and then fast. */
const readsAhead = 2

/**
 * Sends a file from an offset to its present end through a scanner, reading ahead meanwhile.
 *
 * @param onStep gets what was found, and up to where; false ends the scan
 * @throws what `read` throws, LogRewrittenError, LogQueryError, AbortError
 */
export async function scanFile(
  file: LogFile,
  scanner: Scanner,
  from: number,
  onStep: (step: ScanStep, to: number) => boolean,
  signal?: AbortSignal,
): Promise<void> {
  const end = file.state().size
  const ahead: Promise<Uint8Array>[] = []
  let asked = from
  function readAhead() {
    while (ahead.length < readsAhead && asked < end) {
      const to = Math.min(end, asked + stretchBytes)
      const read = file.readRange(asked, to, signal)
      // Whatever ends the scan, nobody waits for this read then.
      read.catch(() => undefined)
      ahead.push(read)
      asked = to
    }
  }

  readAhead()
  for (let at = from, next = ahead.shift(); next; next = ahead.shift()) {
    // oxlint-disable-next-line no-await-in-loop -- stretches follow one another
    const bytes = await next
    readAhead()
    at += bytes.length
    file.noteLines(at - bytes.length, bytes)
    // oxlint-disable-next-line no-await-in-loop
    const step = await scanner.push(bytes)
    signal?.throwIfAborted()
    if (!onStep(step, at)) return
  }
}
