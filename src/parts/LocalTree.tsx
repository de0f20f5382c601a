import { ChevronDown, ChevronRight, File as FileIcon } from 'lucide-react'
import { useState, type KeyboardEvent } from 'react'
import type { LocalEntry } from '../domain/local-files.ts'
import { tickablePaths, type LocalFolder } from '../domain/local-tree.ts'
import { formatBytes, plural } from '../lib/numbers.ts'
import { Badge } from '../ui/Badge.tsx'
import { Button } from '../ui/Button.tsx'
import { classes } from '../ui/classes.ts'
import styles from './LocalTree.module.css'

type Actions = Readonly<{
  /** Shows what the ignore file keeps at home, too. */
  showIgnored: boolean
  onLeaveOut: (paths: readonly string[], isLeftOut: boolean) => void
  /** Opens a file to be read and changed. */
  onOpen: (path: string) => void
}>

/**
 * The files of a local folder, to be ticked and opened. Tab goes through all of it, arrow keys up and down from tick to
 * tick; folders open and close by their buttons.
 */
export function LocalTree({ label, top, ...actions }: { label: string; top: LocalFolder } & Actions) {
  return (
    // Arrow keys are an addition: each row can be reached and used without them.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <div className={styles.tree} role="group" aria-label={label} onKeyDown={moveFocus}>
      <Rows folder={top} {...actions} />
    </div>
  )
}

/** From the row that has the focus to the next one's tick. */
function moveFocus(event: KeyboardEvent<HTMLElement>) {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
  const row = event.target instanceof Element ? event.target.closest('[data-row]') : null
  if (step === undefined || !row) return
  const rows = [...event.currentTarget.querySelectorAll('[data-row]')]
  const next = rows[rows.indexOf(row) + step]?.querySelector<HTMLElement>('input:not(:disabled), button')
  if (!next) return
  event.preventDefault()
  next.focus()
}

/** As many as are made at a time: a row costs some, and nobody reads thousands. */
const rowsAtOnce = 100

function Rows({ folder, ...actions }: { folder: LocalFolder } & Actions) {
  const [limit, setLimit] = useState(rowsAtOnce)
  const folders = folder.folders.filter((each) => actions.showIgnored || countOf(each) > 0)
  const files = folder.files.filter(({ leftOut }) => actions.showIgnored || !isIgnored(leftOut))
  const hidden = folders.length + files.length - limit
  return (
    <ul className={styles.rows}>
      {folders.slice(0, limit).map((each) => (
        <li key={each.path}>
          <FolderRow folder={each} {...actions} />
        </li>
      ))}
      {files.slice(0, Math.max(0, limit - folders.length)).map((entry) => (
        <li key={entry.path}>
          <FileRow entry={entry} {...actions} />
        </li>
      ))}
      {hidden > 0 && (
        <li>
          <Button small variant="ghost" onClick={() => setLimit(limit + 5 * rowsAtOnce)}>
            {plural(hidden, 'more entry', 'more entries')} …
          </Button>
        </li>
      )}
    </ul>
  )
}

const isIgnored = (leftOut: LocalEntry['leftOut']) => leftOut !== undefined && leftOut !== 'user'
/** Files that are no matter of the ignore file. */
const countOf = ({ sentFiles, leftOutFiles }: LocalFolder) => sentFiles + leftOutFiles

function FolderRow({ folder, ...actions }: { folder: LocalFolder } & Actions) {
  const [open, setOpen] = useState(false)
  const Chevron = open ? ChevronDown : ChevronRight
  const { name, path, sentFiles, sentBytes, ignoredFiles } = folder
  const isAllIgnored = countOf(folder) === 0
  return (
    <>
      <div className={classes(styles.row, sentFiles === 0 && styles.out)} data-row="">
        <input
          type="checkbox"
          aria-label={`Upload the folder ${path}`}
          disabled={isAllIgnored}
          checked={sentFiles > 0}
          ref={(element) => {
            // A third state that HTML has no attribute for.
            if (element) element.indeterminate = sentFiles > 0 && folder.leftOutFiles > 0
          }}
          // A mixed one becomes whole, as everywhere.
          onChange={() => actions.onLeaveOut(tickablePaths(folder), folder.leftOutFiles === 0)}
        />
        <button type="button" className={styles.folder} aria-expanded={open} onClick={() => setOpen(!open)}>
          <Chevron size={14} aria-hidden="true" />
          <span className={styles.name}>{name}/</span>
        </button>
        <span className={styles.note}>
          {isAllIgnored ? `${plural(ignoredFiles, 'file')} ignored` : plural(sentFiles, 'file')}
        </span>
        <span className={styles.size}>{isAllIgnored ? '' : formatBytes(sentBytes)}</span>
      </div>
      {open && <Rows folder={folder} {...actions} />}
    </>
  )
}

function FileRow({ entry, onLeaveOut, onOpen }: { entry: LocalEntry } & Actions) {
  const { path, file, origin, leftOut } = entry
  const name = path.split('/').at(-1)
  return (
    <div className={classes(styles.row, leftOut !== undefined && styles.out)} data-row="">
      <input
        type="checkbox"
        aria-label={`Upload ${path}`}
        disabled={isIgnored(leftOut)}
        checked={leftOut === undefined}
        onChange={() => onLeaveOut([path], leftOut === undefined)}
      />
      <button type="button" className={styles.file} aria-label={`Open ${path}`} onClick={() => onOpen(path)}>
        <FileIcon size={14} aria-hidden="true" />
        <span className={styles.name}>{name}</span>
      </button>
      {origin !== 'picked' && <Badge tone="active">{origin === 'new' ? 'New' : 'Edited'}</Badge>}
      {leftOut !== undefined && leftOut !== 'user' && (
        <span className={styles.note}>
          <code>{leftOut.pattern}</code> line {leftOut.line}
        </span>
      )}
      <span className={styles.size}>{formatBytes(file.size)}</span>
    </div>
  )
}
