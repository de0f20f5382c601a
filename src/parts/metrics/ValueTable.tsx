import type { ReactNode } from 'react'
import { formatCount } from '../../lib/numbers.ts'
import { LookSwatch } from '../../ui/charts/LookSwatch.tsx'
import { cutRows, type ValueRow } from './panel-values.ts'
import styles from './ValueTable.module.css'

/**
 * The values at a place of a chart, line by line.
 *
 * @param heading where that is
 * @param most rows to show; of more, those in the middle are left out
 * @param showsStep where the place on the axis does not say it
 * @param isStacked what is in a column of pixels stands below the name, where there is little room beside it
 */
export function ValueTable({
  heading,
  rows,
  most,
  showsStep,
  isStacked = false,
}: {
  heading: string
  rows: readonly ValueRow[]
  most: number
  showsStep: boolean
  isStacked?: boolean
}) {
  const { head, left, tail } = cutRows(rows, most)
  const showsSmooth = rows.some(({ smooth }) => smooth !== undefined)
  const showsColumn = !isStacked && rows.some(({ column }) => column !== undefined)
  const columns = 2 + Number(showsSmooth) + Number(showsStep) + Number(showsColumn)
  const row = (one: ValueRow) => (
    <tr key={one.line.id} data-marked={one.line.isMarked || undefined}>
      <th scope="row">
        <span className={styles.line}>
          <LookSwatch color={one.line.color} dash={one.line.dash} />
          <span className={styles.name}>{one.line.name}</span>
        </span>
        {isStacked && one.column !== undefined && <span className={styles.below}>{one.column}</span>}
      </th>
      <td className={styles.value}>{one.value}</td>
      {showsSmooth && <td className={styles.smooth}>{one.smooth}</td>}
      {showsStep && <td className={styles.soft}>{formatCount(one.step)}</td>}
      {showsColumn && <td className={styles.soft}>{one.column}</td>}
    </tr>
  )
  return (
    <table className={styles.table}>
      <caption>{heading}</caption>
      {(showsSmooth || showsStep) && (
        <thead>
          <tr>
            <Head>Job</Head>
            <Head isNumber>Value</Head>
            {showsSmooth && <Head isNumber>Smoothed</Head>}
            {showsStep && <Head isNumber>Step</Head>}
            {showsColumn && <Head>In this pixel</Head>}
          </tr>
        </thead>
      )}
      <tbody>
        {head.map(row)}
        {left > 0 && (
          <tr>
            <td colSpan={columns} className={styles.left}>
              and {formatCount(left)} more between these
            </td>
          </tr>
        )}
        {tail.map(row)}
      </tbody>
    </table>
  )
}

const Head = ({ isNumber = false, children }: { isNumber?: boolean; children: ReactNode }) => (
  <th scope="col" className={isNumber ? styles.number : undefined}>
    {children}
  </th>
)
