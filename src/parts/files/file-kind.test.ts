import { describe, expect, test } from 'vitest'
import { lookOf } from './file-kind.ts'

const text = new TextEncoder().encode('text')
const binary = new Uint8Array([1, 0, 2])

describe('how a file is shown', () => {
  test.each([
    ['MLmodel', 'mlmodel'],
    ['conda.yaml', 'code'],
    ['train.py', 'code'],
    ['report.JSON', 'json'],
    ['rows.jsonl', 'json-lines'],
    ['table.csv', 'table'],
    ['README.md', 'markdown'],
    ['explore.ipynb', 'notebook'],
    ['report.html', 'text'],
    ['no-extension', 'text'],
    ['plot.svg', 'image'],
    ['named.parquet', 'text'],
  ])('%s as %s', (name, kind) => {
    expect(lookOf(name, text, text.length, true).kind).toBe(kind)
  })

  test('is decided by size before more is read', () => {
    expect(lookOf('large.json', text, 50_000_000, true)).toMatchObject({
      kind: 'text',
      remark: expect.stringContaining('50 MB'),
    })
    expect(lookOf('large.ipynb', text, 50_000_000, true).kind).toBe('text')
    expect(lookOf('large.png', binary, 50_000_000, false).kind).toBe('binary')
    expect(lookOf('large.svg', text, 3_000_000, true).kind).toBe('text')
    expect(lookOf('large.py', text, 3_000_000, true).kind).toBe('text')
  })

  test('is told for binary files, by name or by first bytes', () => {
    expect(lookOf('model.pkl', binary, 3, false).remark).toMatch(/pickle.*runs the code/)
    expect(lookOf('data', new Uint8Array([0x1f, 0x8b, 8]), 3, false).remark).toMatch(/first bytes.*gzip/)
    expect(lookOf('data', binary, 3, false)).toEqual({ kind: 'binary', remark: 'This file is no text.' })
  })

  test('goes by the mark of Parquet, whatever the name', () => {
    expect(lookOf('part-0000', new TextEncoder().encode('PAR1...'), 900, false).kind).toBe('parquet')
  })

  test('of nothing is nothing', () => expect(lookOf('plot.png', new Uint8Array(), 0, true)).toEqual({ kind: 'empty' }))
})
