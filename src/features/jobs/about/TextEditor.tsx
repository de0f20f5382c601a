import { useState } from 'react'
import type { JobRef } from '../../../domain/refs.ts'
import { Field, TextArea, TextInput } from '../../../ui/Field.tsx'
import { EditForm, refusalOf } from './EditForm.tsx'
import { editKey, keptEdit, useKeptEdit } from './kept-edits.ts'
import { useJobEdit } from './use-job-edit.ts'

/** `start` is what was there when the edit began, or what somebody else has put there since and is accepted as such. */
type Typed = Readonly<{ start: string; text: string }>

/** Edits the name or the description of a job in its place. @param value as it is when the edit begins */
export function TextEditor({
  job,
  field,
  value,
  onClose,
}: {
  job: JobRef
  field: 'displayName' | 'description'
  value: string
  onClose: () => void
}) {
  const isName = field === 'displayName'
  const key = editKey(job, isName ? 'name' : 'description')
  const [typed, setTyped] = useState(() => (keptEdit(key) as Typed | undefined) ?? { start: value, text: value })
  const { start } = typed
  const text = typed.text.trim()
  const isChanged = text !== start
  const forget = useKeptEdit(key, typed, isChanged)
  const close = () => {
    forget()
    onClose()
  }
  const edit = useJobEdit(job, close)
  const label = isName ? 'Name' : 'Description'
  const type = (next: string) => setTyped({ start, text: next })
  return (
    <EditForm
      label={`Edit the ${label.toLowerCase()}`}
      edit={edit}
      isChanged={isChanged}
      onSave={() => edit.save(isChanged ? [{ field, from: start || undefined, to: text || undefined }] : [])}
      onTakeTheirs={([conflict]) => setTyped({ start: conflict?.now ?? '', text: conflict?.now ?? '' })}
      onCancel={close}
    >
      <Field
        label={label}
        hint={isName ? `Without one, the job goes by ${job.jobName}.` : undefined}
        error={refusalOf(edit)}
      >
        {(control) =>
          isName ? (
            <TextInput {...control} value={typed.text} onChange={(event) => type(event.target.value)} />
          ) : (
            <TextArea {...control} value={typed.text} rows={4} onChange={(event) => type(event.target.value)} />
          )
        }
      </Field>
    </EditForm>
  )
}
