import { mapConcurrent } from '../../../lib/concurrency.ts'
import type { ReadRange } from '../../../lib/log/read-range.ts'
import { streamOfRanges } from '../../../lib/range-stream.ts'
import { saveStream } from '../../../lib/save-stream.ts'
import { zipNames } from '../../../lib/zip-names.ts'

export type LogToSave = Readonly<{ name: string; read: ReadRange }>

export type SaveOptions = Readonly<{
  signal: AbortSignal
  /** Told the bytes that were saved so far, and all there are. */
  onProgress: (saved: number, total: number) => void
  save?: typeof saveStream
}>

/**
 * Saves one log as a file, as it is when the download begins.
 * @throws what reading throws, FileReplacedError, TooLargeToHoldError; AbortError once stopped
 */
export async function downloadLog(fileName: string, { read }: LogToSave, options: SaveOptions): Promise<void> {
  const { signal, onProgress, save = saveStream } = options
  const total = await sizeOf(read, signal)
  await save(fileName, () => streamOfRanges(read, { signal }), {
    size: total,
    signal,
    onProgress: (saved) => onProgress(saved, total),
  })
}

/**
 * Saves many logs as one zip, each under its name in a folder. One is read after the other, so that no more than a piece
 * of one is held at a time.
 * @throws as `downloadLog`
 */
export async function downloadLogs(folder: string, logs: readonly LogToSave[], options: SaveOptions): Promise<void> {
  const { signal, onProgress, save = saveStream } = options
  const sizes = await mapConcurrent(logs, 6, ({ read }) => sizeOf(read, signal))
  const total = sizes.reduce((sum, size) => sum + size, 0)
  const names = zipNames(logs.map(({ name }) => `${folder}/${name}`))
  const { makeZip } = await import('client-zip')
  // A function, so that each file is opened when its turn comes.
  function* files() {
    for (const [i, { read }] of logs.entries()) yield { name: names[i], input: streamOfRanges(read, { signal }) }
  }
  await save(`${folder}-logs.zip`, () => makeZip(files()) as ReadableStream<Uint8Array<ArrayBuffer>>, {
    size: total,
    signal,
    // The zip is a little larger than what is in it.
    onProgress: (saved) => onProgress(Math.min(saved, total), total),
  })
}

async function sizeOf(read: ReadRange, signal: AbortSignal): Promise<number> {
  const answer = await read({ range: { from: 0, to: 0 }, signal })
  return answer.kind === 'bytes' ? answer.size : 0
}
