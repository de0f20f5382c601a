import { useVirtualizer } from '@tanstack/react-virtual'
import { ChevronDown, ChevronRight, File, Folder, FolderOpen } from 'lucide-react'
import { useEffect, useId, useRef, useState, type KeyboardEvent } from 'react'
import { formatBytes, formatCount, plural } from '../../lib/numbers.ts'
import { Badge } from '../../ui/Badge.tsx'
import { classes } from '../../ui/classes.ts'
import { explain } from '../explain.ts'
import type { FileRow } from './file-rows.ts'
import styles from './FileTree.module.css'
import { keyTarget } from './tree-keys.ts'

/** Pixels. All rows have it, so that any of ten thousand is found without measuring. */
const rowHeight = 32

type Actions = Readonly<{
  onChoose: (row: FileRow) => void
  onToggle: (row: FileRow) => void
  /** Goes on with a folder that was cut, or tries one again that has failed. */
  onMore: (row: FileRow) => void
}>

/**
 * Files and folders as a tree: one stop for Tab, then the keys that trees have (arrows, Home, End, first letters; Enter
 * chooses). Only the rows in sight are in the page.
 *
 * @param chosenId the row that the link names
 */
export function FileTree({
  label,
  rows,
  chosenId,
  ...actions
}: { label: string; rows: readonly FileRow[]; chosenId: string | undefined } & Actions) {
  const treeId = useId()
  const frame = useRef<HTMLDivElement>(null)
  const [activeId, setActiveId] = useState<string>()
  const typed = useRef({ text: '', at: 0 })
  // Nothing here is memoised that would hold an old answer of it.
  // oxlint-disable-next-line react/incompatible-library
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => frame.current,
    estimateSize: () => rowHeight,
    overscan: 10,
    getItemKey: (index) => rows[index]?.id ?? index,
  })
  const found = rows.findIndex(({ id }) => id === (activeId ?? chosenId))
  const active = Math.max(0, found)

  // A link leads to a row that may be far down, and known only later: it is brought into sight once.
  const wasShown = useRef<string>(undefined)
  const chosenAt = chosenId === undefined ? -1 : rows.findIndex(({ id }) => id === chosenId)
  useEffect(() => {
    if (chosenAt < 0 || wasShown.current === chosenId) return
    wasShown.current = chosenId
    virtual.scrollToIndex(chosenAt, { align: 'auto' })
  }, [chosenAt, chosenId, virtual])

  function moveTo(index: number) {
    const row = rows[index]
    if (!row) return
    setActiveId(row.id)
    virtual.scrollToIndex(index, { align: 'auto' })
    // The tree itself may be partly out of the window, and the row is in the page only once the tree has scrolled.
    requestAnimationFrame(() => document.getElementById(`${treeId}-${index}`)?.scrollIntoView({ block: 'nearest' }))
  }

  function press(event: KeyboardEvent) {
    if (event.ctrlKey || event.metaKey || event.altKey) return
    const row = rows[active]
    if (!row) return
    const target = keyTarget(rows, active, event.key, typed.current, event.timeStamp)
    if (target === undefined) return
    event.preventDefault()
    if (target === 'toggle') actions.onToggle(row)
    else if (target === 'choose') act(row)
    else moveTo(target)
  }

  function act(row: FileRow) {
    if (row.kind === 'note') actions.onMore(row)
    else if (row.kind !== 'refusal') actions.onChoose(row)
  }

  return (
    <div
      ref={frame}
      className={styles.tree}
      role="tree"
      aria-label={label}
      tabIndex={0}
      aria-activedescendant={rows.length > 0 ? `${treeId}-${active}` : undefined}
      onKeyDown={press}
    >
      <div className={styles.rows} role="presentation" style={{ height: virtual.getTotalSize() }}>
        {virtual.getVirtualItems().map(({ index, key, start }) => {
          const row = rows[index]
          if (!row) return null
          return (
            // The tree has the keyboard for all of its rows.
            // oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/interactive-supports-focus
            <div
              key={key}
              id={`${treeId}-${index}`}
              role="treeitem"
              aria-level={row.level}
              aria-selected={row.id === chosenId}
              {...((row.kind === 'file' || row.kind === 'folder') && {
                'aria-posinset': row.position,
                'aria-setsize': row.siblings,
                title: row.name,
              })}
              {...(row.kind === 'folder' && { 'aria-expanded': row.isOpen })}
              className={classes(
                styles.row,
                index === active && styles.active,
                row.id === chosenId && styles.chosen,
                row.kind === 'folder' && styles.folder,
                (row.kind === 'note' || row.kind === 'refusal') && styles.note,
                row.kind === 'note' && row.listing.state === 'failed' && styles.bad,
              )}
              style={{ ['--level' as string]: row.level, transform: `translateY(${start}px)` }}
              onClick={() => {
                setActiveId(row.id)
                act(row)
              }}
            >
              <Content row={row} onToggle={() => actions.onToggle(row)} />
            </div>
          )
        })}
      </div>
    </div>
  )
}

function Content({ row, onToggle }: { row: FileRow; onToggle: () => void }) {
  if (row.kind === 'note') return <Note row={row} />
  if (row.kind === 'refusal')
    return (
      <span className={styles.name} title={row.text}>
        {row.text}
      </span>
    )
  if (row.kind === 'file')
    return (
      <>
        <span className={styles.twist} />
        <File size={15} aria-hidden="true" />
        <span className={styles.name}>{row.name}</span>
        {row.size !== undefined && <span className={styles.side}>{formatBytes(row.size)}</span>}
      </>
    )
  const Chevron = row.isOpen ? ChevronDown : ChevronRight
  const Icon = row.isOpen ? FolderOpen : Folder
  return (
    <>
      {/* For the mouse alone: by keys the tree opens and closes its rows. */}
      {/* oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/no-static-element-interactions */}
      <span
        className={styles.twist}
        onClick={(event) => {
          event.stopPropagation()
          onToggle()
        }}
      >
        <Chevron size={14} aria-hidden="true" />
      </span>
      <Icon size={16} aria-hidden="true" />
      <span className={styles.name}>{row.name}</span>
      {row.isModel && <Badge tone="good">MLflow</Badge>}
      {row.fileCount !== undefined && <span className={styles.side}>{plural(row.fileCount, 'file')}</span>}
    </>
  )
}

function Note({ row: { listing, isEmpty } }: { row: Extract<FileRow, { kind: 'note' }> }) {
  switch (listing.state) {
    case 'unlisted':
      return 'Loading …'
    case 'loading':
      return listing.seen > 0 ? `${formatCount(listing.seen)} so far …` : 'Loading …'
    case 'cut':
      return (
        <span>
          {formatCount(listing.seen)} so far. <span className={styles.action}>List more</span>
        </span>
      )
    case 'failed':
      return (
        <span title={explain(listing.error).detail}>
          {explain(listing.error).title}. <span className={styles.action}>Try again</span>
        </span>
      )
    case 'listed':
      return isEmpty ? 'This folder is empty.' : null
    default:
      return listing satisfies never
  }
}
