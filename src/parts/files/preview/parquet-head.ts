import { parquetMetadataAsync, parquetReadObjects, parquetSchema, type AsyncBuffer, type FileMetaData } from 'hyparquet'
import type { CellText } from './RowsTable.tsx'

/** What of a Parquet file is shown: its schema, and its first rows. Plain data, to be sent out of a worker. */
export type ParquetHead = Readonly<{
  rowCount: number
  rowGroups: number
  createdBy: string | undefined
  codecs: readonly string[]
  schema: readonly Readonly<{ name: string; type: string; isOptional: boolean }>[]
  /** Columns of the rows. */
  columns: readonly string[]
  rows: readonly (readonly CellText[])[]
  /** Why rows or columns are missing. */
  remark: string | undefined
}>

const shownRows = 100
/** What may be read for the rows; the first rows of a column come in pieces of no certain size. */
const mostBytes = 16_000_000
const mostColumns = 200

/** Codecs that can be unpacked here. */
const knownCodecs = ['UNCOMPRESSED', 'SNAPPY']

/** Reads the head of a Parquet file by ranges. @throws Error when it is none, or broken */
export async function readParquetHead(file: AsyncBuffer): Promise<ParquetHead> {
  const metadata = await parquetMetadataAsync(file)
  const chunks = metadata.row_groups[0]?.columns ?? []
  const codecs = [...new Set(chunks.flatMap(({ meta_data }) => meta_data?.codec ?? []))]
  const facts = {
    rowCount: Number(metadata.num_rows),
    rowGroups: metadata.row_groups.length,
    createdBy: metadata.created_by,
    codecs,
    schema: schemaOf(metadata),
  }
  const unknown = codecs.find((codec) => !knownCodecs.includes(codec))
  if (unknown !== undefined)
    return {
      ...facts,
      columns: [],
      rows: [],
      remark: `Its rows are packed with ${unknown}, which this page cannot unpack.`,
    }
  const columns = affordableColumns(metadata)
  const objects =
    columns.length > 0 && metadata.num_rows > 0n
      ? await parquetReadObjects({ file, metadata, columns, rowStart: 0, rowEnd: shownRows, useOffsetIndex: true })
      : []
  const left = facts.schema.length - columns.length
  return {
    ...facts,
    columns,
    rows: objects.slice(0, shownRows).map((row) => columns.map((name) => valueText(row[name]))),
    remark:
      left > 0 ? `${left} of ${facts.schema.length} columns are left out of the rows: they are too large.` : undefined,
  }
}

/** The first columns whose parts of the first row group can be read at a reasonable cost. */
function affordableColumns(metadata: FileMetaData): string[] {
  let bytes = 0
  const costs = new Map<string, number>()
  for (const { meta_data: column } of metadata.row_groups[0]?.columns ?? []) {
    const [top = ''] = column?.path_in_schema ?? []
    // The larger of both: a small packed part can unpack to gigabytes.
    const cost = Math.max(Number(column?.total_compressed_size ?? 0), Number(column?.total_uncompressed_size ?? 0) / 8)
    costs.set(top, (costs.get(top) ?? 0) + cost)
  }
  return [...costs]
    .slice(0, mostColumns)
    .filter(([, cost]) => {
      const fits = bytes + cost <= mostBytes
      if (fits) bytes += cost
      return fits
    })
    .map(([name]) => name)
}

const schemaOf = (metadata: FileMetaData): ParquetHead['schema'] =>
  parquetSchema(metadata).children.map(({ element, children }) => ({
    name: element.name,
    type: children.length > 0 ? (element.converted_type ?? 'group').toLowerCase() : typeOf(element),
    isOptional: element.repetition_type !== 'REQUIRED',
  }))

function typeOf({ type, logical_type, converted_type }: FileMetaData['schema'][number]): string {
  const logical = logical_type?.type ?? converted_type
  return (logical ?? type ?? '?').toLowerCase()
}

function valueText(value: unknown): CellText {
  if (value === null || value === undefined) return null
  if (typeof value === 'string') return value
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? 'no date' : value.toISOString()
  if (value instanceof Uint8Array) return `${value.length} bytes`
  return JSON.stringify(value, (_, each: unknown) => {
    if (typeof each === 'bigint') return String(each)
    return each instanceof Uint8Array ? `${each.length} bytes` : each
  }).replace(/^"(-?\d+)"$/, '$1')
}
