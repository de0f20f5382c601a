import type { RangeAnswer, ReadRange } from '../read-range.ts'

const encoder = new TextEncoder()
const toBytes = (content: string | Uint8Array) => (typeof content === 'string' ? encoder.encode(content) : content)

/**
 * A file as blob storage serves it: an ETag for every state of it, 304, 416. Records the ranges it was asked for.
 *
 * @param shortAnswer gives how many of the asked bytes to answer with, as a server or a network may cut an answer
 */
export function serveFile(
  content: string | Uint8Array = '',
  shortAnswer: (asked: number) => number = (asked) => asked,
) {
  let bytes = toBytes(content)
  let version = 1
  let broken: Error | undefined
  const reads: Parameters<ReadRange>[0][] = []

  function answer({ range: { from, to }, etag }: Parameters<ReadRange>[0]): RangeAnswer {
    const now = `"${version}"`
    if (etag === now) return { kind: 'unchanged' }
    if (from >= bytes.length) return { kind: 'past-end', size: bytes.length }
    const asked = Math.min(bytes.length, (to ?? Infinity) + 1) - from
    const given = Math.max(1, Math.min(asked, shortAnswer(asked)))
    return { kind: 'bytes', bytes: bytes.slice(from, from + given), start: from, size: bytes.length, etag: now }
  }

  const read: ReadRange = (options) => {
    reads.push(options)
    if (broken) return Promise.reject(broken)
    return Promise.resolve().then(() => {
      options.signal?.throwIfAborted()
      return answer(options)
    })
  }

  return {
    read,
    reads,
    write(more: string | Uint8Array) {
      const added = toBytes(more)
      const whole = new Uint8Array(bytes.length + added.length)
      whole.set(bytes)
      whole.set(added, bytes.length)
      bytes = whole
      version++
    },
    replace(next: string | Uint8Array) {
      bytes = toBytes(next)
      version++
    },
    size: () => bytes.length,
    /** Every read fails from now on, or none with `undefined`. */
    breakWith(error: Error | undefined) {
      broken = error
    },
    bytesRead: () =>
      reads.reduce((sum, { range }) => sum + Math.min(bytes.length, (range.to ?? bytes.length) + 1) - range.from, 0),
  }
}
