import { useEffect, useRef, type ReactNode } from 'react'
import type { JobConflict } from '../../../domain/job-update.ts'
import { explain } from '../../../parts/explain.ts'
import { useLeaveGuard } from '../../../parts/use-leave-guard.ts'
import { Button } from '../../../ui/Button.tsx'
import { Notice } from '../../../ui/Notice.tsx'
import styles from './EditForm.module.css'
import type { JobEdit } from './use-job-edit.ts'

/**
 * The frame of an edit in place: Enter saves, Escape gives up, and what somebody else changed meanwhile is shown beside
 * what is about to be saved. What was typed stays until it is saved or given up. It begins at the field with
 * `data-start`, or at its first.
 */
export function EditForm({
  label,
  edit,
  isChanged,
  onSave,
  onTakeTheirs,
  onCancel,
  children,
}: {
  label: string
  edit: JobEdit
  isChanged: boolean
  onSave: () => void
  /** Puts the other's values into the form, in place of what was typed. */
  onTakeTheirs: (conflicts: readonly JobConflict[]) => void
  onCancel: () => void
  children: ReactNode
}) {
  useLeaveGuard(isChanged)
  const form = useRef<HTMLFormElement>(null)
  useEffect(() => {
    const fields = form.current?.querySelectorAll<HTMLInputElement | HTMLTextAreaElement>('input, textarea')
    const field = [...(fields ?? [])].find((candidate) => candidate.dataset['start'] !== undefined) ?? fields?.[0]
    field?.focus()
    field?.select()
  }, [])
  return (
    // Keys reach the form from its fields; the form itself takes none.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <form
      ref={form}
      className={styles.form}
      aria-label={label}
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        if (!edit.isSaving) onSave()
      }}
      onKeyDown={(event) => {
        if (event.key === 'Escape') onCancel()
        if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) event.currentTarget.requestSubmit()
      }}
    >
      {children}
      {edit.conflicts.length > 0 && (
        <Conflicts
          conflicts={edit.conflicts}
          busy={edit.isSaving}
          onMine={edit.saveMine}
          onTheirs={() => {
            onTakeTheirs(edit.conflicts)
            edit.reset()
          }}
        />
      )}
      <div className={styles.actions}>
        {edit.conflicts.length === 0 && (
          <Button small variant="primary" type="submit" busy={edit.isSaving}>
            Save
          </Button>
        )}
        <Button small onClick={onCancel}>
          Cancel
        </Button>
      </div>
    </form>
  )
}

/** What the service said to the last attempt, for the field it is about. */
export function refusalOf({ error }: JobEdit): string | undefined {
  if (!error) return undefined
  const { title, detail, advice, requestId } = explain(error)
  return [`${title}: ${detail}`, advice, requestId && `(request id ${requestId})`].filter(Boolean).join(' ')
}

function Conflicts({
  conflicts,
  busy,
  onMine,
  onTheirs,
}: {
  conflicts: readonly JobConflict[]
  busy: boolean
  onMine: () => void
  onTheirs: () => void
}) {
  return (
    <Notice
      tone="warning"
      title="Somebody changed the same while you were typing"
      actions={
        <>
          <Button small onClick={onTheirs}>
            Take theirs
          </Button>
          <Button small variant="primary" busy={busy} onClick={onMine}>
            Save mine
          </Button>
        </>
      }
    >
      <table className={styles.versions}>
        <thead>
          <tr>
            <th scope="col">
              <span className="visually-hidden">What</span>
            </th>
            <th scope="col">Theirs</th>
            <th scope="col">Yours</th>
          </tr>
        </thead>
        <tbody>
          {conflicts.map(({ change, now }) => (
            <tr key={`${change.field} ${change.name ?? ''}`}>
              <th scope="row">{fieldName(change)}</th>
              <td>{now ?? <i>nothing</i>}</td>
              <td>{change.to ?? <i>nothing</i>}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Notice>
  )
}

const fieldName = ({ field, name }: JobConflict['change']) =>
  field === 'tag' ? `Tag ${name ?? ''}` : field === 'displayName' ? 'Name' : 'Description'
