import { useMemo } from 'react'
import { detectDelimiter, parseDelimited } from '../../../lib/csv.ts'
import { formatCount, plural } from '../../../lib/numbers.ts'
import styles from './Preview.module.css'
import type { PreviewProps } from './preview-props.ts'
import { mostColumns, RowsTable } from './RowsTable.tsx'
import { MoreText, PlainText } from './TextPreview.tsx'
import { useTextPieces } from './use-text-pieces.ts'

/** Delimited text as a table; its first row is the header. */
export function TablePreview(props: PreviewProps) {
  const pieces = useTextPieces(props)
  const text = pieces.decoded?.text ?? ''
  const { isWhole } = pieces
  const rows = useMemo(() => parseDelimited(text, detectDelimiter(text), { isWhole }), [text, isWhole])
  const [header = [], ...body] = rows
  const ragged = body.filter(({ length }) => length !== header.length).length
  const width = body.reduce((most, { length }) => Math.max(most, length), header.length)
  const columns = Array.from({ length: width }, (_, index) => header[index] ?? `(column ${index + 1})`)
  if (rows.length === 0) return <PlainText name={props.name} text={text} />
  return (
    <div className={styles.stack}>
      <RowsTable label={`Table of ${props.name}`} columns={columns} rows={body} />
      <p className={styles.bar}>
        {plural(body.length, 'row')}
        {isWhole ? '' : ' so far'}, {plural(width, 'column')}
        {width > mostColumns && `, of which the first ${formatCount(mostColumns)} are shown`}.
        {ragged > 0 && ` ${plural(ragged, 'row has', 'rows have')} another number of fields than the first.`}
      </p>
      <MoreText pieces={pieces} />
    </div>
  )
}
