import type { LogFile } from './log-file.ts'
import type { ScanStep } from './scan.ts'
import type { Scanner } from './scan-host.ts'

/** Read at one request: large enough that requests do not count, small enough to hold two of them. */
const stretchBytes = 4 * 1024 * 1024

/**
 * Sends a file from an offset to its present end through a scanner, reading ahead by one stretch.
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
  const read = (at: number) => (at < end ? file.readRange(at, Math.min(end, at + stretchBytes), signal) : undefined)
  let ahead = read(from)
  for (let at = from; ahead;) {
    // oxlint-disable-next-line no-await-in-loop -- stretches follow one another
    const bytes = await ahead
    const to = at + bytes.length
    ahead = read(to)
    // Whatever ends the scan, nobody waits for this read then.
    ahead?.catch(() => undefined)
    file.noteLines(at, bytes)
    // oxlint-disable-next-line no-await-in-loop
    const step = await scanner.push(bytes)
    signal?.throwIfAborted()
    at = to
    if (!onStep(step, to)) return
  }
}
