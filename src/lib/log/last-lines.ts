import { createBlockCache } from './block-cache.ts'
import { createFileLines } from './file-lines.ts'
import { createLogFile } from './log-file.ts'
import type { LogLine } from './log-types.ts'
import type { ReadRange } from './read-range.ts'

/**
 * The last lines of a log file, for those who need no more of it. An unfinished last line counts; empty ones at the end
 * do not.
 *
 * @throws what `read` throws
 */
export async function lastLines(read: ReadRange, count: number, signal?: AbortSignal): Promise<readonly LogLine[]> {
  const file = createLogFile({ name: '', read }, createBlockCache(), () => undefined)
  await file.poll(signal)
  const { error, size } = file.state()
  if (error !== undefined) throw error
  const { lines } = await createFileLines(file, new Date().getUTCFullYear()).before(size, count + mostBlank, signal)
  const end = lines.findLastIndex(({ text }) => text.trim() !== '') + 1
  return lines.slice(Math.max(0, end - count), end)
}

const mostBlank = 20
