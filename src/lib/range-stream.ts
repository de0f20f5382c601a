import type { ReadRange } from './log/read-range.ts'

/** A file that is another one than when the reading of it began. */
export class FileReplacedError extends Error {
  override readonly name = 'FileReplacedError'
}

const defaultRangeBytes = 4 * 1024 * 1024

/**
 * The bytes of a file as it is when the reading begins: what is appended meanwhile is left out. Ranges are read as they
 * are taken, one at a time, so a slow reader holds little in memory.
 *
 * @param options.onSize told how many bytes are to come
 * @throws (the stream fails with) what `read` throws; FileReplacedError if the file became shorter than what was read
 */
export function streamOfRanges(
  read: ReadRange,
  options: { rangeBytes?: number; onSize?: (size: number) => void; signal?: AbortSignal | undefined } = {},
): ReadableStream<Uint8Array<ArrayBuffer>> {
  const { rangeBytes = defaultRangeBytes, onSize, signal } = options
  const given = new AbortController()
  const whole = signal ? AbortSignal.any([signal, given.signal]) : given.signal
  let at = 0
  let size: number | undefined
  return new ReadableStream({
    async pull(stream) {
      const to = Math.min(at + rangeBytes, size ?? Infinity) - 1
      const answer = await read({ range: { from: at, to }, signal: whole })
      const isFirst = size === undefined
      const end = (size ??= answer.kind === 'bytes' ? answer.size : 0)
      if (isFirst) onSize?.(end)
      if (end === 0) return stream.close()
      if (answer.kind !== 'bytes' || answer.size < end)
        throw new FileReplacedError('The file was written anew while it was read.')
      // A server that knows no ranges answers all of the file from its beginning.
      const bytes = answer.bytes.subarray(at - answer.start, end - answer.start)
      at += bytes.length
      // Bytes that a network gave never lie in shared memory, which is all that the type leaves open.
      if (bytes.length > 0) stream.enqueue(bytes as Uint8Array<ArrayBuffer>)
      if (at >= end || bytes.length === 0) stream.close()
    },
    cancel: () => given.abort(),
  })
}
