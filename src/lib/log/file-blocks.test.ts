import { expect, test } from 'vitest'
import { createBlockCache } from './block-cache.ts'
import { createFileBlocks, LogRewrittenError } from './file-blocks.ts'
import type { ReadRange } from './read-range.ts'

const textOf = (bytes: Uint8Array) => new TextDecoder().decode(bytes)

/** A file in blocks of four bytes, whose reads answer when they are let. */
function open(content: string) {
  let now = content
  const waiting: (() => void)[] = []
  let rewrites = 0
  const read: ReadRange = async ({ range: { from, to = Infinity } }) => {
    const bytes = new TextEncoder().encode(now)
    await new Promise<void>((resolve) => waiting.push(resolve))
    return { kind: 'bytes', bytes: bytes.slice(from, to + 1), start: from, size: bytes.length, etag: undefined }
  }
  const blocks = createFileBlocks({ name: 'log', read }, createBlockCache(), {
    blockBytes: 4,
    size: () => content.length,
    onBytes: () => undefined,
    onRewritten: () => (rewrites += 1),
  })
  return {
    blocks,
    write: (text: string) => (now = text),
    answer: () => waiting.splice(0).forEach((each) => each()),
    waiting,
    rewrites: () => rewrites,
  }
}

test('blocks are read once, also by several who ask at the same time', async () => {
  const { blocks, answer, waiting } = open('abcdefghij')
  const both = Promise.all([blocks.bytes(1, 3), blocks.bytes(0, 4)])
  expect(waiting).toHaveLength(1)
  answer()
  expect((await both).map(textOf)).toEqual(['bc', 'abcd'])
  expect(textOf(await blocks.bytes(2, 4))).toBe('cd')
  expect(waiting).toHaveLength(0)
})

test('what comes late of a file that was written anew is not kept', async () => {
  const { blocks, write, answer } = open('old text')
  const late = blocks.bytes(0, 4)
  write('new text')
  blocks.drop()
  answer()
  await late
  const next = blocks.bytes(0, 4)
  answer()
  expect(textOf(await next)).toBe('new ')
})

test('a file that became shorter says so', async () => {
  const { blocks, write, answer, rewrites } = open('a long text')
  write('short')
  const reading = blocks.bytes(0, 4)
  answer()
  await expect(reading).rejects.toBeInstanceOf(LogRewrittenError)
  expect(rewrites()).toBe(1)
})
