import { mapConcurrent } from '../../../lib/concurrency.ts'
import type { ReadRange } from '../../../lib/log/read-range.ts'
import { streamOfRanges } from '../../../lib/range-stream.ts'
import { saveStream } from '../../../lib/save-stream.ts'
import { zipStream, type FileToZip } from '../../../lib/zip-stream.ts'
import type { Save } from '../../../parts/files/use-download.ts'

export type LogToSave = Readonly<{ name: string; read: ReadRange }>

/**
 * Saves one log as a file, as it is when the download begins.
 * @throws (the download does) what reading throws, FileReplacedError, TooLargeToHoldError; AbortError once stopped
 */
export const downloadLog =
  (fileName: string, { read }: LogToSave, save = saveStream): Save =>
  async (signal, tell) => {
    const total = await sizeOf(read, signal)
    return save(fileName, () => streamOfRanges(read, { signal }), {
      size: total,
      signal,
      onProgress: (bytes) => tell({ files: 1, bytes, failed: [], total }),
    })
  }

/**
 * Saves many logs as one zip, each under its name in a folder. One that cannot be read is left out and told of, in the
 * progress and in the zip.
 * @throws (the download does) FileReplacedError or what reading throws when a large one breaks off, TooLargeToHoldError;
 *   AbortError once stopped
 */
export const downloadLogs =
  (folder: string, logs: readonly LogToSave[], save = saveStream): Save =>
  async (signal, tell) => {
    const sizes = await mapConcurrent(logs, 6, ({ read }) => sizeOf(read, signal).catch(failureOf))
    signal.throwIfAborted()
    const total = sizes.reduce<number>((sum, size) => sum + (typeof size === 'number' ? size : 0), 0)
    const files = logs.map(({ name, read }, i): FileToZip => {
      const size = sizes[i]
      return {
        path: name,
        name,
        open: () =>
          typeof size === 'number'
            ? Promise.resolve({ stream: streamOfRanges(read, { signal }), size })
            : Promise.reject(size ?? new Error(`${name} was not asked for.`)),
      }
    })
    const zip = () => zipStream(files, { folder, signal, onProgress: (progress) => tell({ ...progress, total }) })
    return save(`${folder}-logs.zip`, zip, { size: total, signal })
  }

const failureOf = (error: unknown): Error => (error instanceof Error ? error : new Error(String(error)))

async function sizeOf(read: ReadRange, signal: AbortSignal): Promise<number> {
  const answer = await read({ range: { from: 0, to: 0 }, signal })
  return answer.kind === 'bytes' ? answer.size : 0
}
