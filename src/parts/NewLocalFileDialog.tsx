import { useState } from 'react'
import { newPathProblem, type LocalAsset } from '../domain/local-files.ts'
import { Button } from '../ui/Button.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { Field, TextInput } from '../ui/Field.tsx'

/** Asks for the path of a new file below a local folder. Nothing is written to the disk. */
export function NewLocalFileDialog({
  asset,
  onCreate,
  onClose,
}: {
  asset: LocalAsset
  onCreate: (path: string) => void
  onClose: () => void
}) {
  const [path, setPath] = useState('')
  const [wasSent, setSent] = useState(false)
  const problem = newPathProblem(asset, path)
  return (
    <Dialog
      title={`New file in ${asset.name}`}
      width={440}
      onClose={onClose}
      onSubmit={() => {
        setSent(true)
        if (problem === undefined) onCreate(path)
      }}
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" variant="primary">
            Create
          </Button>
        </>
      }
    >
      <Field
        label="Path"
        hint="From the folder on. It is uploaded with the rest; nothing is written to your disk."
        error={wasSent || path !== '' ? problem : undefined}
      >
        {(control) => (
          <TextInput {...control} mono value={path} onChange={(event) => setPath(event.target.value.trim())} />
        )}
      </Field>
    </Dialog>
  )
}
