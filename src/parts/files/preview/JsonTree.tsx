import { ChevronDown, ChevronRight } from 'lucide-react'
import { useState } from 'react'
import { formatCount, plural } from '../../../lib/numbers.ts'
import { classes } from '../../../ui/classes.ts'
import styles from './JsonTree.module.css'

/** Entries that are made at a time: a list of a million numbers must not become a million elements. */
const entriesAtOnce = 100
/** Characters of a text that are shown before somebody asks for all. */
const longestText = 400

/** A JSON value whose objects and lists open and close. What is closed costs nothing. */
export const JsonTree = ({ label, value }: { label: string; value: unknown }) => (
  // A region that scrolls must be reachable without a mouse.
  // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
  <div className={styles.tree} role="region" aria-label={label} tabIndex={0}>
    <Entry value={value} depth={0} />
  </div>
)

function Entry({ name, value, depth }: { name?: string; value: unknown; depth: number }) {
  const key = name !== undefined && <span className={styles.key}>{name}:</span>
  if (typeof value === 'object' && value !== null) return <Group name={name} value={value} depth={depth} />
  return (
    <div className={classes(styles.line, depth > 0 && styles.leaf)}>
      {key}
      <Leaf value={value} />
    </div>
  )
}

function Group({ name, value, depth }: { name: string | undefined; value: object; depth: number }) {
  const isList = Array.isArray(value)
  const count = isList ? value.length : Object.keys(value).length
  const [isOpen, setOpen] = useState(depth === 0 || (depth === 1 && count <= 20))
  const [limit, setLimit] = useState(entriesAtOnce)
  const Chevron = isOpen ? ChevronDown : ChevronRight
  const entries = isOpen ? Object.entries(value).slice(0, limit) : []
  return (
    <>
      <div className={styles.line}>
        <button type="button" className={styles.twist} aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
          <Chevron size={14} aria-hidden="true" />
          {name !== undefined && <span className={styles.key}>{name}:</span>}
          <span className={styles.count}>{isList ? `[${plural(count, 'item')}]` : `{${plural(count, 'key')}}`}</span>
        </button>
      </div>
      {isOpen && (
        <ul className={styles.children}>
          {entries.map(([key, each]) => (
            <li key={key}>
              <Entry name={key} value={each} depth={depth + 1} />
            </li>
          ))}
          {count > limit && (
            <li>
              <button type="button" className={styles.more} onClick={() => setLimit(limit + 5 * entriesAtOnce)}>
                {formatCount(count - limit)} more …
              </button>
            </li>
          )}
        </ul>
      )}
    </>
  )
}

function Leaf({ value }: { value: unknown }) {
  const [isAll, setAll] = useState(false)
  if (typeof value === 'number') return <span className={styles.number}>{String(value)}</span>
  if (typeof value !== 'string') return <span className={styles.word}>{String(value)}</span>
  const isCut = !isAll && value.length > longestText
  return (
    <span className={styles.string}>
      {JSON.stringify(isCut ? value.slice(0, longestText) : value)}
      {isCut && (
        <button type="button" className={styles.more} onClick={() => setAll(true)}>
          {formatCount(value.length - longestText)} more characters
        </button>
      )}
    </span>
  )
}
