import { FileText, Folder } from 'lucide-react'
import { useRef, useState, type DragEvent } from 'react'
import { kindName } from '../../domain/job-spec/detect-kind.ts'
import { filesFromDrop, filesFromInput } from '../../domain/picked-files.ts'
import { parseStudioLink, type StudioJobLink } from '../../domain/studio-link.ts'
import { Button } from '../../ui/Button.tsx'
import { classes } from '../../ui/classes.ts'
import { Dialog } from '../../ui/Dialog.tsx'
import { Field, TextInput } from '../../ui/Field.tsx'
import { Notice } from '../../ui/Notice.tsx'
import styles from './ImportDialog.module.css'
import type { FoundYaml } from './import-files.ts'
import type { Import, Picked } from './use-import.ts'

/** Takes a job in: a YAML file, a folder that holds one, or the link of a job in a studio. */
export function ImportDialog({
  state: { isReading, found, failure, take, choose, takeLink, close },
}: {
  state: Import
}) {
  return (
    <Dialog title="Import a job" width={560} onClose={close}>
      <div className={styles.content}>
        <DropZone isReading={isReading} onFiles={take} />
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

function DropZone({ isReading, onFiles }: { isReading: boolean; onFiles: (files: Picked) => void }) {
  const folderInput = useRef<HTMLInputElement>(null)
  const fileInput = useRef<HTMLInputElement>(null)
  const [isOver, setOver] = useState(false)

  function onDrop(event: DragEvent) {
    event.preventDefault()
    setOver(false)
    onFiles(filesFromDrop(event.dataTransfer.items))
  }

  return (
    // Dropping is the second way; the buttons inside do the same without a mouse.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <div
      role="group"
      aria-label="Files of the job"
      className={classes(styles.zone, isOver && styles.over)}
      onDragOver={(event) => {
        event.preventDefault()
        setOver(true)
      }}
      onDragLeave={() => setOver(false)}
      onDrop={onDrop}
    >
      <p className={styles.hint}>
        Drop a YAML file here, alone or with its code folder, or a whole folder that holds both.
      </p>
      <div className={styles.actions}>
        <Button icon={<Folder size={15} />} busy={isReading} onClick={() => folderInput.current?.click()}>
          Choose folder …
        </Button>
        <Button icon={<FileText size={15} />} onClick={() => fileInput.current?.click()}>
          Choose file …
        </Button>
      </div>
      <input
        ref={(element) => {
          folderInput.current = element
          if (element) element.webkitdirectory = true
        }}
        type="file"
        hidden
        aria-label="Folder of the job"
        onChange={(event) => onFiles(filesFromInput(event.target.files ?? []))}
      />
      <input
        ref={fileInput}
        type="file"
        multiple
        accept=".yml,.yaml"
        hidden
        aria-label="YAML file of the job"
        onChange={(event) => onFiles(filesFromInput(event.target.files ?? []))}
      />
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
