import { useMemo } from 'react'
import { plural } from '../../../lib/numbers.ts'
import { jsonRows } from './json-lines.ts'
import styles from './Preview.module.css'
import type { PreviewProps } from './preview-props.ts'
import { RowsTable } from './RowsTable.tsx'
import { MoreText } from './TextPreview.tsx'
import { useTextPieces } from './use-text-pieces.ts'

/** Lines of JSON as a table. */
export function JsonLinesPreview(props: PreviewProps) {
  const pieces = useTextPieces(props)
  const text = pieces.decoded?.text ?? ''
  const { isWhole } = pieces
  const { columns, rows, bad } = useMemo(() => jsonRows(text, isWhole), [text, isWhole])
  return (
    <div className={styles.stack}>
      <RowsTable label={`Rows of ${props.name}`} columns={columns} rows={rows} />
      <p className={styles.bar}>
        {plural(rows.length, 'line')}
        {isWhole ? '' : ' so far'}
        {bad > 0 && `, ${plural(bad, 'of them is', 'of them are')} no JSON`}.
      </p>
      <MoreText pieces={pieces} />
    </div>
  )
}
