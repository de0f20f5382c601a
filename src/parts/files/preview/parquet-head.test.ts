import { describe, expect, test } from 'vitest'
import { smallParquet } from '../../../../e2e/support/small-parquet.ts'
import { readParquetHead } from './parquet-head.ts'

/** A file in memory that notes how many bytes were read of it. */
function aFile(bytes: Uint8Array<ArrayBuffer>) {
  const file = {
    byteLength: bytes.length,
    slice: (start: number, end?: number) => Promise.resolve(bytes.slice(start, end).buffer),
  }
  return file
}

describe('the head of a Parquet file', () => {
  test('is its schema and its first rows', async () => {
    const head = await readParquetHead(aFile(smallParquet()))
    expect(head).toMatchObject({ rowCount: 150, rowGroups: 1, codecs: ['SNAPPY'], remark: undefined })
    expect(head.schema.map(({ name, type }) => `${name} ${type}`)).toEqual([
      'species string',
      'petal double',
      'count int64',
      'when timestamp',
      'flags list',
    ])
    expect(head.columns).toEqual(['species', 'petal', 'count', 'when', 'flags'])
    expect(head.rows).toHaveLength(100)
    expect(head.rows.slice(0, 3)).toEqual([
      ['setosa', '1.4', '1', '2026-01-02T03:04:05.000Z', '[true,false]'],
      ['versicolor', '4.7', '2', '2026-01-02T03:04:05.000Z', '[]'],
      [null, '6', '3', '2026-01-02T03:04:05.000Z', null],
    ])
  })

  test('of something else is an error, not a page that hangs', async () => {
    await expect(readParquetHead(aFile(new TextEncoder().encode('PAR1 just text')))).rejects.toThrow('parquet')
    await expect(readParquetHead(aFile(smallParquet().slice(0, 900)))).rejects.toThrow('parquet')
  })

  test('of a broken one is an error as well', async () => {
    const bytes = smallParquet()
    bytes.fill(0xff, 4, 400)
    await expect(readParquetHead(aFile(bytes))).rejects.toBeInstanceOf(Error)
  })
})
