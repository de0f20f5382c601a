import { useState } from 'react'
import type { JobRef } from '../../../domain/refs.ts'
import { Field, TextArea, TextInput } from '../../../ui/Field.tsx'
import { EditForm, refusalOf } from './EditForm.tsx'
import { useJobEdit } from './use-job-edit.ts'

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
  const edit = useJobEdit(job, onClose)
  // What was there when the edit began, or what somebody else has put there since and is accepted as the new start.
  const [start, setStart] = useState(value)
  const [text, setText] = useState(value)
  const isName = field === 'displayName'
  const label = isName ? 'Name' : 'Description'
  const typed = text.trim()
  return (
    <EditForm
      label={`Edit the ${label.toLowerCase()}`}
      edit={edit}
      isChanged={typed !== start}
      onSave={() => edit.save(typed === start ? [] : [{ field, from: start || undefined, to: typed || undefined }])}
      onTakeTheirs={([conflict]) => {
        setStart(conflict?.now ?? '')
        setText(conflict?.now ?? '')
      }}
      onCancel={onClose}
    >
      <Field
        label={label}
        hint={isName ? `Without one, the job goes by ${job.jobName}.` : undefined}
        error={refusalOf(edit)}
      >
        {(control) =>
          isName ? (
            <TextInput {...control} value={text} onChange={(event) => setText(event.target.value)} />
          ) : (
            <TextArea {...control} value={text} rows={4} onChange={(event) => setText(event.target.value)} />
          )
        }
      </Field>
    </EditForm>
  )
}
