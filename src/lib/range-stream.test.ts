import { describe, expect, test } from 'vitest'
import type { ReadRange } from './log/read-range.ts'
import { FileReplacedError, streamOfRanges } from './range-stream.ts'

/** A file as blob storage serves it. */
function aFile(text: string) {
  let bytes = new TextEncoder().encode(text)
  const ranges: (readonly [number, number | undefined])[] = []
  const read: ReadRange = ({ range: { from, to } }) => {
    ranges.push([from, to])
    if (from >= bytes.length) return Promise.resolve({ kind: 'past-end', size: bytes.length })
    const part = bytes.slice(from, to === undefined ? undefined : to + 1)
    return Promise.resolve({ kind: 'bytes', bytes: part, start: from, size: bytes.length, etag: undefined })
  }
  return {
    read,
    ranges,
    set: (now: string) => {
      bytes = new TextEncoder().encode(now)
    },
  }
}

const textOf = (stream: ReadableStream<Uint8Array<ArrayBuffer>>) => new Response(stream).text()

describe('a file as a stream of ranges', () => {
  test('gives every byte once', async () => {
    const file = aFile('0123456789')
    const sizes: number[] = []
    const stream = streamOfRanges(file.read, { rangeBytes: 4, onSize: (size) => sizes.push(size) })
    expect(await textOf(stream)).toBe('0123456789')
    expect(file.ranges).toEqual([
      [0, 3],
      [4, 7],
      [8, 9],
    ])
    expect(sizes).toEqual([10])
  })

  test('may be empty', async () => {
    const file = aFile('')
    expect(await textOf(streamOfRanges(file.read))).toBe('')
  })

  test('ends where the file ended when the reading began', async () => {
    const file = aFile('first half, second half')
    const reader = streamOfRanges(file.read, { rangeBytes: 12 }).getReader()
    const first = await reader.read()
    file.set('first half, second half, and more that came later')
    const second = await reader.read()
    expect(new TextDecoder().decode(first.value) + new TextDecoder().decode(second.value)).toBe(
      'first half, second half',
    )
    expect((await reader.read()).done).toBe(true)
  })

  test('fails when the file is written anew meanwhile, rather than mix two files', async () => {
    const file = aFile('x'.repeat(100))
    const reader = streamOfRanges(file.read, { rangeBytes: 10 }).getReader()
    await reader.read()
    file.set('short')
    const rest = async () => {
      while (!(await reader.read()).done);
    }
    await expect(rest()).rejects.toBeInstanceOf(FileReplacedError)
  })

  test('takes all from a server that knows no ranges', async () => {
    const bytes = new TextEncoder().encode('all of it')
    const read: ReadRange = () =>
      Promise.resolve({ kind: 'bytes', bytes, start: 0, size: bytes.length, etag: undefined })
    expect(await textOf(streamOfRanges(read, { rangeBytes: 4 }))).toBe('all of it')
  })

  test('reads no further once nobody wants it', async () => {
    const file = aFile('0123456789')
    let signal: AbortSignal | undefined
    const reader = streamOfRanges(
      (options) => {
        signal = options.signal
        return file.read(options)
      },
      { rangeBytes: 1 },
    ).getReader()
    await reader.read()
    await reader.cancel()
    const reads = file.ranges.length
    expect(signal?.aborted).toBe(true)
    expect(file.ranges.length).toBe(reads)
    expect(reads).toBeLessThan(10)
  })

  test('says why it could not be read', async () => {
    const stream = streamOfRanges(() => Promise.reject(new Error('offline')))
    await expect(textOf(stream)).rejects.toThrow('offline')
  })
})
