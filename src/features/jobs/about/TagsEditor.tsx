import { Plus, Trash2 } from 'lucide-react'
import { useState } from 'react'
import { tagChanges, type JobConflict } from '../../../domain/job-update.ts'
import type { JobRef } from '../../../domain/refs.ts'
import { Button } from '../../../ui/Button.tsx'
import { TextInput } from '../../../ui/Field.tsx'
import { EditForm, refusalOf } from './EditForm.tsx'
import { editKey, keptEdit, useKeptEdit } from './kept-edits.ts'
import styles from './TagsEditor.module.css'
import { useJobEdit } from './use-job-edit.ts'

type Tags = Readonly<Record<string, string>>
/** One tag as it is typed. `id` holds while its name changes. */
type Row = Readonly<{ id: number; name: string; value: string }>

/** `start` is what was there when the edit began, and what somebody else has put there since and is accepted. */
type Typed = Readonly<{ start: Tags; rows: readonly Row[] }>

let lastId = 0
const newRow = (name = '', value = ''): Row => ({ id: (lastId += 1), name, value })
const rowsOf = (tags: Tags) => Object.entries(tags).map(([name, value]) => newRow(name, value))
const tagsOf = (rows: readonly Row[]): Tags =>
  Object.fromEntries(
    rows.filter(({ name }) => name.trim() !== '').map(({ name, value }) => [name.trim(), value.trim()]),
  )

/** Adds, changes and takes away tags of a job, all in one request. @param tags as they are when the edit begins */
export function TagsEditor({ job, tags, onClose }: { job: JobRef; tags: Tags; onClose: () => void }) {
  const key = editKey(job, 'tags')
  const [typed, setTyped] = useState(
    () => (keptEdit(key) as Typed | undefined) ?? { start: tags, rows: [...rowsOf(tags), newRow()] },
  )
  const { start, rows } = typed
  const [isTried, setTried] = useState(false)
  const setRows = (change: (now: readonly Row[]) => readonly Row[]) =>
    setTyped((now) => ({ ...now, rows: change(now.rows) }))
  const set = (id: number, change: Partial<Row>) =>
    setRows((now) => now.map((row) => (row.id === id ? { ...row, ...change } : row)))
  const problems = rows.map((row) => problemOf(row, rows))
  const changes = tagChanges(start, tagsOf(rows))
  const forget = useKeptEdit(key, typed, changes.length > 0)
  const close = () => {
    forget()
    onClose()
  }
  const edit = useJobEdit(job, close)

  function save() {
    setTried(true)
    if (problems.every((problem) => problem === undefined)) edit.save(changes)
  }

  function takeTheirs(conflicts: readonly JobConflict[]) {
    const theirs = conflicts.map(({ change, now }) => [change.name ?? '', now] as const)
    const merge = (mine: Tags) => {
      const merged = new Map(Object.entries(mine))
      for (const [name, value] of theirs) {
        if (value === undefined) merged.delete(name)
        else merged.set(name, value)
      }
      return Object.fromEntries(merged)
    }
    setTyped({ start: merge(start), rows: [...rowsOf(merge(tagsOf(rows))), newRow()] })
  }

  const refusal = refusalOf(edit)
  return (
    <EditForm
      label="Edit the tags"
      edit={edit}
      isChanged={changes.length > 0}
      onSave={save}
      onTakeTheirs={takeTheirs}
      onCancel={close}
    >
      <ul className={styles.rows}>
        {rows.map(({ id, name, value }, index) => (
          <li key={id} className={styles.row}>
            <TextInput
              aria-label="Tag name"
              data-start={index === rows.length - 1 || undefined}
              placeholder="Name"
              value={name}
              aria-invalid={(isTried && problems[index] !== undefined) || undefined}
              onChange={(event) => set(id, { name: event.target.value })}
            />
            <TextInput
              aria-label={name ? `Value of ${name}` : 'Tag value'}
              placeholder="Value"
              value={value}
              onChange={(event) => set(id, { value: event.target.value })}
            />
            <Button
              variant="ghost"
              icon={<Trash2 size={15} />}
              aria-label={name ? `Remove ${name}` : 'Remove this line'}
              onClick={() => setRows((now) => now.filter((row) => row.id !== id))}
            />
            {isTried && problems[index] !== undefined && (
              <p className={styles.problem} role="alert">
                {problems[index]}
              </p>
            )}
          </li>
        ))}
      </ul>
      <div>
        <Button small icon={<Plus size={15} />} onClick={() => setRows((now) => [...now, newRow()])}>
          Another tag
        </Button>
      </div>
      {refusal !== undefined && (
        <p className={styles.problem} role="alert">
          {refusal}
        </p>
      )}
    </EditForm>
  )
}

/** What keeps a line from being a tag; a line with nothing in it is none, and nobody minds. */
function problemOf(row: Row, rows: readonly Row[]): string | undefined {
  const name = row.name.trim()
  if (name === '') return row.value.trim() === '' ? undefined : 'A tag needs a name.'
  const first = rows.find((other) => other.name.trim() === name)
  return first?.id === row.id ? undefined : `There is a tag ${name} above.`
}
