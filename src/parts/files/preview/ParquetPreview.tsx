import { useQuery } from '@tanstack/react-query'
import { formatCount, plural } from '../../../lib/numbers.ts'
import { readPiece } from '../../../queries/file-content.ts'
import { KeyValues } from '../../../ui/Card.tsx'
import { Disclosure } from '../../../ui/Disclosure.tsx'
import { SkeletonRows } from '../../../ui/Loading.tsx'
import { FailureNote } from '../../FailureNote.tsx'
import { parquetHead } from './parquet-worker.ts'
import styles from './Preview.module.css'
import type { PreviewProps } from './preview-props.ts'
import { RowsTable } from './RowsTable.tsx'

/** Schema and first rows of a Parquet file, read by ranges however large it is. */
export function ParquetPreview({ store, path, name, head }: PreviewProps) {
  const query = useQuery({
    queryKey: [...store.key, 'parquet', path, head.size],
    queryFn: ({ signal }) =>
      parquetHead(head.size, async (start, end) => {
        const { bytes } = await readPiece(store, path, { from: start, to: end - 1 }, signal)
        return bytes.buffer
      }),
    gcTime: 60_000,
    retry: false,
  })
  if (query.isPending) return <SkeletonRows rows={5} label="Reading the first rows" />
  if (query.isError) return <FailureNote error={query.error} action="Read the Parquet file" />
  const { rowCount, rowGroups, createdBy, codecs, schema, columns, rows, remark } = query.data
  return (
    <div className={styles.stack}>
      <KeyValues
        pairs={[
          ['Rows', formatCount(rowCount)],
          ['Row groups', formatCount(rowGroups)],
          ['Columns', formatCount(schema.length)],
          ['Packed', codecs.join(', ').toLowerCase() || undefined],
          ['Written by', createdBy],
        ]}
      />
      {rows.length > 0 && <RowsTable label={`First rows of ${name}`} columns={columns} rows={rows} />}
      {rows.length > 0 && rows.length < rowCount && (
        <p className={styles.bar}>The first {plural(rows.length, 'row')}.</p>
      )}
      {remark && <p className={styles.remark}>{remark}</p>}
      <Disclosure summary="Schema" open={rows.length === 0}>
        <KeyValues
          pairs={schema.map((field) => [field.name, `${field.type}${field.isOptional ? '' : ', required'}`])}
        />
      </Disclosure>
    </div>
  )
}
