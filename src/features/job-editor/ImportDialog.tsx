import { FileText } from 'lucide-react'
import { useState } from 'react'
import { kindName } from '../../domain/job-spec/detect-kind.ts'
import { filesFromDrop, filesFromInput } from '../../domain/picked-files.ts'
import { parseStudioLink, type StudioJobLink } from '../../domain/studio-link.ts'
import { Button } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { Field, TextInput } from '../../ui/Field.tsx'
import { FileDropZone } from '../../ui/FileDropZone.tsx'
import { Notice } from '../../ui/Notice.tsx'
import styles from './ImportDialog.module.css'
import type { FoundYaml } from './import-files.ts'
import type { Import } from './use-import.ts'

/** Takes a job in: a YAML file, a folder that holds one, or the link of a job in a studio. */
export function ImportDialog({
  state: { isReading, found, failure, take, choose, takeLink, close },
}: {
  state: Import
}) {
  return (
    <Dialog title="Import a job" width={560} onClose={close}>
      <div className={styles.content}>
        <FileDropZone
          label="Files of the job"
          what="job"
          accept=".yml,.yaml"
          isReading={isReading}
          lead={
            <p className={styles.hint}>
              Drop a YAML file here, alone or with its code folder, or a whole folder that holds both.
            </p>
          }
          onDrop={(items) => take(filesFromDrop(items))}
          onPick={(files) => take(filesFromInput(files))}
        />
        {failure !== undefined && <Notice tone="bad">The files cannot be taken in: {failure}</Notice>}
        {found?.length === 0 && <Notice tone="warning">There is no YAML file among what you chose.</Notice>}
        {found && found.length > 1 && <FoundFiles found={found} onChoose={choose} />}
        <LinkForm onLink={takeLink} />
      </div>
    </Dialog>
  )
}

function FoundFiles({ found, onChoose }: { found: readonly FoundYaml[]; onChoose: (yaml: FoundYaml) => void }) {
  return (
    <div className={styles.choice}>
      <p>Which of these files?</p>
      <ul className={styles.found}>
        {found.map((yaml) => (
          <li key={yaml.path}>
            <Button variant="ghost" icon={<FileText size={15} />} onClick={() => onChoose(yaml)}>
              {yaml.path}
            </Button>
            <span className={styles.kind}>{yaml.kind ? kindName(yaml.kind) : 'no kind that we know'}</span>
          </li>
        ))}
      </ul>
    </div>
  )
}

function LinkForm({ onLink }: { onLink: (link: StudioJobLink) => void }) {
  const [text, setText] = useState('')
  const [isWrong, setWrong] = useState(false)

  function open() {
    const link = parseStudioLink(text)
    setWrong(!link)
    if (link) onLink(link)
  }

  return (
    <form
      className={styles.link}
      onSubmit={(event) => {
        event.preventDefault()
        open()
      }}
    >
      <Field
        label="Or the link of a job in a studio"
        error={
          isWrong
            ? 'This is no link to a job. It looks like https://ml.azure.com/runs/NAME?wsid=/subscriptions/…'
            : undefined
        }
      >
        {(control) => (
          <TextInput
            {...control}
            value={text}
            placeholder="https://ml.azure.com/runs/…?wsid=…"
            onChange={(event) => {
              setText(event.target.value)
              setWrong(false)
            }}
          />
        )}
      </Field>
      <Button type="submit" disabledReason={text.trim() === '' ? 'Paste a link first' : undefined}>
        Start from this job
      </Button>
    </form>
  )
}
