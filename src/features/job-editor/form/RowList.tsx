import { Plus, Trash2 } from 'lucide-react'
import { useLayoutEffect, useRef, type ReactNode } from 'react'
import type { YamlForm } from '../../../parts/yaml-form.ts'
import { Button } from '../../../ui/Button.tsx'
import { ChangedMark, ChangesToldAround } from '../../../ui/ChangedMark.tsx'
import styles from './RowList.module.css'

/**
 * Rows that can be added and removed. The focus goes to the first field of a row that was added, and from one that was
 * removed to its successor: whoever works by keyboard must not start over at the top of the page.
 *
 * @param rows names of the rows, in order
 * @param noun what a row is called, e.g. `input`
 * @param empty what is said where there are none
 * @param children the fields of a row; `remove` is the button that takes it away
 */
export function RowList({
  rows,
  noun,
  addText = `Add ${noun}`,
  look = 'line',
  empty,
  problem,
  changes,
  onAdd,
  onRemove,
  children,
}: {
  rows: readonly string[]
  noun: string
  addText?: string
  /** A line of fields (two, one, or a value and its kind) and the button, or a frame whose fields place it themselves. */
  look?: 'line' | 'single' | 'value' | 'group'
  empty?: ReactNode
  /** What is wrong with all of them together. */
  problem?: string | undefined
  /** What differs from the rows that were there at first: see `rowChanges`. */
  changes?: RowChanges
  onAdd: () => void
  onRemove: (row: string, index: number) => void
  children: (row: string, index: number, remove: ReactNode) => ReactNode
}) {
  const isNew = (row: string) => changes?.isNew(row) ?? false
  const list = useRef<HTMLDivElement>(null)
  const wanted = useRef<{ at: number; rowsBefore: number }>(undefined)
  useLayoutEffect(() => {
    const { at, rowsBefore } = wanted.current ?? {}
    if (at === undefined || rows.length === rowsBefore) return
    wanted.current = undefined
    const groups = [...(list.current?.querySelectorAll<HTMLElement>(':scope > [data-row]') ?? [])]
    const target =
      at === rowsBefore
        ? groups[at]?.querySelector<HTMLElement>('input, select, textarea')
        : (groups[at] ?? groups.at(-1))?.querySelector<HTMLElement>('[data-remove]')
    ;(target ?? list.current?.querySelector<HTMLElement>(':scope > [data-add] button'))?.focus()
  })

  return (
    <div ref={list} className={styles.rows}>
      {rows.length === 0 && empty !== undefined && <p className={styles.hint}>{empty}</p>}
      {rows.map((row, index) => (
        // By place: a row that is renamed stays the same row.
        // oxlint-disable-next-line react/no-array-index-key
        <div key={index} data-row className={styles[look]} role="group" aria-label={`${capital(noun)} ${row}`}>
          <ChangesToldAround value={isNew(row)}>
            {children(
              row,
              index,
              <Button
                variant="ghost"
                data-remove
                icon={<Trash2 size={15} />}
                aria-label={`Remove ${noun} ${row}`}
                onClick={() => {
                  wanted.current = { at: index, rowsBefore: rows.length }
                  onRemove(row, index)
                }}
              />,
            )}
          </ChangesToldAround>
          {isNew(row) && <ChangedMark what="Added" label={`${noun} ${row}`} />}
        </div>
      ))}
      {changes?.removed.map((row) => (
        <ChangedMark
          key={row}
          what="Removed"
          was={row}
          label={`${noun} ${row}`}
          onTakeBack={() => changes.onTakeBack(row)}
        />
      ))}
      {problem !== undefined && (
        <p className={styles.problem} role="alert">
          {problem}
        </p>
      )}
      <div data-add>
        <Button
          small
          icon={<Plus size={14} />}
          onClick={() => {
            wanted.current = { at: rows.length, rowsBefore: rows.length }
            onAdd()
          }}
        >
          {addText}
        </Button>
      </div>
    </div>
  )
}

export type RowChanges = Readonly<{
  isNew: (row: string) => boolean
  removed: readonly string[]
  onTakeBack: (row: string) => void
}>

/** What became of the entries of a map. */
export const rowChanges = (form: YamlForm, path: readonly string[]): RowChanges => ({
  isNew: (key) => {
    const change = form.change([...path, key])
    return change !== undefined && change.before === undefined
  },
  removed: form.removedKeys(path),
  onTakeBack: (key) => form.takeBack([...path, key]),
})

const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1)
