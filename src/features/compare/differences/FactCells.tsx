import { ChevronDown, ChevronRight } from 'lucide-react'
import { Link } from 'react-router'
import type { FactRow } from '../../../domain/compare/differences.ts'
import type { FactKind } from '../../../domain/compare/fact.ts'
import { Badge } from '../../../ui/Badge.tsx'
import { classes } from '../../../ui/classes.ts'
import type { ComparedColumn } from './compared-column.ts'
import styles from './FactGrid.module.css'
import type { FactLine } from './fact-lines.ts'
import { cellText } from './fact-words.ts'

/** A value in its cell. What is marked has a sign before it, so that colour is not all that tells. */
export function FactCell({ kind, value, isMarked }: { kind: FactKind; value: string | undefined; isMarked: boolean }) {
  const sign = isMarked && (
    <>
      <span className={styles.sign} aria-hidden="true">
        ≠
      </span>
      <span className="visually-hidden">differs: </span>
    </>
  )
  if (value === undefined || value === '')
    return (
      <span className={classes(styles.value, styles.none)}>
        {sign}
        {value === '' ? 'empty' : <span aria-label="not there">–</span>}
      </span>
    )
  const text = cellText(kind, value)
  return (
    <span
      className={classes(styles.value, kind === 'number' && styles.number, kind === 'code' && styles.code)}
      title={text}
    >
      {sign}
      {text}
    </span>
  )
}

export const FactHead = ({ row: { label } }: { row: FactRow }) => (
  <span className={styles.label} title={label}>
    {label}
  </span>
)

/** A section, how much of it differs, and what is folded away. */
export function SectionHead({
  section: { title, differing, folded, isOpen },
  onToggle,
}: {
  section: Extract<FactLine, { kind: 'section' }>
  onToggle: () => void
}) {
  const Chevron = isOpen ? ChevronDown : ChevronRight
  return (
    <span className={styles.sectionHead}>
      <strong>{title}</strong>
      {differing > 0 && <span className={styles.count}>{differing} differ</span>}
      {folded > 0 && (
        // For the mouse: by keys it is Enter on the line.
        <button
          type="button"
          tabIndex={-1}
          className={styles.fold}
          aria-label={`${isOpen ? 'Fold' : 'Show'} ${folded} of ${title}`}
          onClick={(event) => {
            event.stopPropagation()
            onToggle()
          }}
        >
          <Chevron size={13} aria-hidden="true" />
          {folded === differing ? `${folded} folded` : `${folded} equal`}
        </button>
      )}
    </span>
  )
}

export function JobHead({
  column: { title, color, href },
  isBaseline,
}: {
  column: ComparedColumn
  isBaseline: boolean
}) {
  return (
    <span className={styles.job}>
      {color !== undefined && <span className={styles.swatch} style={{ background: color }} aria-hidden="true" />}
      <Link to={href} className={styles.label} title={title}>
        {title}
      </Link>
      {isBaseline && <Badge>Baseline</Badge>}
    </span>
  )
}
