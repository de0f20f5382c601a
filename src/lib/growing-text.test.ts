import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { followText } from './growing-text.ts'
import type { RangeAnswer, ReadRange } from './log/read-range.ts'

/** A file as blob storage serves it: ETag by content, 304, 416. Records the ranges it was asked for. */
function aFile(content: string | Uint8Array = '') {
  let bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content
  const reads: Parameters<ReadRange>[0][] = []
  const read: ReadRange = (options) => {
    reads.push(options)
    return Promise.resolve(answer(options))
  }
  function answer({ range: { from, to }, etag }: Parameters<ReadRange>[0]): RangeAnswer {
    const now = `"${bytes.length}"`
    if (etag === now) return { kind: 'unchanged' }
    if (from >= bytes.length) return { kind: 'past-end', size: bytes.length }
    return { kind: 'bytes', bytes: bytes.slice(from, to && to + 1), start: from, size: bytes.length, etag: now }
  }
  return {
    read,
    reads,
    write: (more: string | Uint8Array) => {
      bytes = new Uint8Array([...bytes, ...(typeof more === 'string' ? new TextEncoder().encode(more) : more)])
    },
    replace: (text: string) => {
      bytes = new TextEncoder().encode(text)
    },
  }
}

const textOf = (follower: ReturnType<typeof followText>) => follower.snapshot().lines.map(({ text }) => text)

describe('a log that is followed', () => {
  test('is read whole with one request while it is short', async () => {
    const file = aFile('one\ntwo\n')
    const log = followText(file.read)
    expect(log.snapshot().loaded).toBe(false)
    await log.poll()
    expect(textOf(log)).toEqual(['one', 'two'])
    expect(log.snapshot()).toMatchObject({ loaded: true, start: 0, end: 8, size: 8 })
    expect(file.reads).toHaveLength(1)
  })

  test('grows by what is new alone', async () => {
    const file = aFile('one\n')
    const log = followText(file.read)
    await log.poll()
    file.write('two\n')
    await log.poll()
    expect(textOf(log)).toEqual(['one', 'two'])
    expect(file.reads.at(-1)).toMatchObject({ range: { from: 4 }, etag: '"4"' })
  })

  test('tells nobody when nothing is new', async () => {
    const file = aFile('one\n')
    const log = followText(file.read)
    await log.poll()
    const before = log.snapshot()
    await log.poll()
    expect(log.snapshot()).toBe(before)
  })

  test('starts empty and fills later', async () => {
    const file = aFile()
    const log = followText(file.read)
    await log.poll()
    expect(log.snapshot()).toMatchObject({ lines: [], loaded: true })
    file.write('first words')
    await log.poll()
    expect(textOf(log)).toEqual(['first words'])
  })

  test('completes a line, and a character, that a read had cut', async () => {
    const [head, tail] = [new TextEncoder().encode('naïve ').slice(0, 3), new TextEncoder().encode('naïve ').slice(3)]
    const file = aFile(head)
    const log = followText(file.read)
    await log.poll()
    file.write(tail)
    await log.poll()
    file.write('approach\nnext')
    await log.poll()
    expect(textOf(log)).toEqual(['naïve approach', 'next'])
  })

  test('reads the same however its bytes arrive', async () => {
    const pieces = fc.array(fc.string({ unit: fc.constantFrom('a', 'ö', '雪', '🚂', '\n', '\r\n', ' ') }), {
      minLength: 1,
    })
    await fc.assert(
      fc.asyncProperty(pieces, fc.array(fc.nat(40)), async (words, cuts) => {
        const bytes = new TextEncoder().encode(words.join('') + 'x')
        const file = aFile()
        const log = followText(file.read)
        let at = 0
        for (const size of [...cuts, bytes.length]) {
          file.write(bytes.slice(at, at + size))
          at += size
          await log.poll()
        }
        expect(textOf(log)).toEqual(new TextDecoder().decode(bytes).split(/\r?\n/))
      }),
      { numRuns: 60 },
    )
  })

  test('shows its tail first, from a whole line, and earlier lines on request', async () => {
    const lines = Array.from({ length: 60_000 }, (_, i) => `line ${i} ünïcode`)
    const file = aFile(lines.join('\n') + '\n')
    const log = followText(file.read)
    await log.poll()
    expect(textOf(log).at(-1)).toBe('line 59999 ünïcode')
    expect(textOf(log)).toEqual(lines.slice(-textOf(log).length))
    expect(file.reads).toHaveLength(2)
    while (log.snapshot().start > 0) await log.loadEarlier()
    expect(textOf(log)).toEqual(lines)
  })

  test('starts over when the file was written anew', async () => {
    const file = aFile('a long first attempt\n')
    const log = followText(file.read)
    await log.poll()
    file.replace('retry\n')
    await log.poll()
    expect(textOf(log)).toEqual(['retry'])
  })

  test('breaks a line that never ends, and gets past it backwards', async () => {
    const endless = '雪'.repeat(400_000)
    const file = aFile(`begin\n${endless}\n`)
    const log = followText(file.read)
    await log.poll()
    expect(textOf(log).length).toBeGreaterThan(1)
    while (log.snapshot().start > 0) await log.loadEarlier()
    expect(textOf(log)[0]).toBe('begin')
    expect(textOf(log).slice(1).join('')).toBe(endless)
  })

  test('shows the last state of a progress bar', async () => {
    const log = followText(aFile('10%\r50%\r100%\r\ndone\n').read)
    await log.poll()
    expect(textOf(log)).toEqual(['100%', 'done'])
  })

  test('keeps what it has when a read fails, and goes on afterwards', async () => {
    const file = aFile('one\n')
    let broken = false
    const log = followText((options) => (broken ? Promise.reject(new Error('offline')) : file.read(options)))
    await log.poll()
    broken = true
    await expect(log.poll()).rejects.toThrow('offline')
    broken = false
    file.write('two\n')
    await log.poll()
    expect(textOf(log)).toEqual(['one', 'two'])
  })

  test('reads one range at a time', async () => {
    const file = aFile('one\n')
    const log = followText(file.read)
    await Promise.all([log.poll(), log.poll(), log.poll()])
    expect(textOf(log)).toEqual(['one'])
  })
})
