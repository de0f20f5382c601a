import { memo } from 'react'
import { Link } from 'react-router'
import type { LogMark } from '../../../lib/log/log-types.ts'
import { formatCount } from '../../../lib/numbers.ts'
import { classes } from '../../../ui/classes.ts'
import { piecesOf, type LogRow } from './log-layout.ts'
import styles from './LogLines.module.css'

const noMarks: readonly LogMark[] = []

/**
 * One row of a log.
 *
 * @param top pixels from the top of all that is scrolled; undefined for a row out of sight that has to stay in the page
 */
export const LogRowView = memo(function LogRowView({
  row,
  top,
  marks = noMarks,
  isShown,
  href,
  lane,
  laneColor,
}: {
  row: LogRow
  top: number | undefined
  marks: readonly LogMark[] | undefined
  isShown: boolean
  href: string | undefined
  /** Name of the line's file, and the number of its colour, where several are merged. */
  lane: string | undefined
  laneColor: number | undefined
}) {
  const { line, isFirst } = row
  return (
    <div
      className={classes(styles.row, isShown && styles.shown, top === undefined && styles.away)}
      data-row={row.key}
      data-level={line.level}
      style={{ top }}
    >
      <LineNumber number={isFirst && !line.isContinued ? line.number : undefined} href={isFirst ? href : undefined} />
      {lane !== undefined && (
        <span className={styles.lane} data-lane={laneColor} title={lane}>
          {isFirst ? lane : ''}
        </span>
      )}
      <span data-text="">
        {piecesOf(row, marks).map(({ text, style, isFound }, piece) => {
          const color = style?.color
          const look = classes(
            isFound && styles.found,
            style?.bold && styles.bold,
            style?.dim && styles.dim,
            style?.italic && styles.italic,
            style?.underline && styles.underline,
          )
          if (look === '' && color === undefined) return text
          return (
            // A piece is nothing but its place in the row.
            // oxlint-disable-next-line react/no-array-index-key
            <span key={piece} className={look} data-color={color === undefined ? undefined : color % 8}>
              {text}
            </span>
          )
        })}
      </span>
    </div>
  )
})

/** The number leads to its line; where it is not known, a dot does. */
function LineNumber({ number, href }: { number: number | undefined; href: string | undefined }) {
  const text = number === undefined ? '·' : formatCount(number)
  return (
    <span className={styles.number}>
      {href === undefined ? (
        number !== undefined && text
      ) : (
        // A tab stop at every line would be a wall; the line that is gone to can be linked to from the toolbar.
        <Link
          to={href}
          replace
          preventScrollReset
          tabIndex={-1}
          aria-label={number === undefined ? 'Link to this line' : `Link to line ${text}`}
        >
          {text}
        </Link>
      )}
    </span>
  )
}
