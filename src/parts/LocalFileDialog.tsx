import { useEffect, useRef, useState } from 'react'
import type { LocalAsset } from '../domain/local-files.ts'
import { fileText, type FileText } from '../lib/file-text.ts'
import { createLater } from '../lib/later.ts'
import { formatBytes } from '../lib/numbers.ts'
import { Button } from '../ui/Button.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { SkeletonRows } from '../ui/Loading.tsx'
import { Notice } from '../ui/Notice.tsx'
import { CodeEditor } from './CodeEditor.tsx'
import styles from './LocalFileDialog.module.css'

/**
 * A file of a local folder, to be read and changed before it is uploaded. What is typed is kept as it is typed; the file
 * on the disk stays as it is.
 */
export function LocalFileDialog({
  asset,
  path,
  onChange,
  onClose,
}: {
  asset: LocalAsset
  path: string
  /** Gets the new content, or undefined when it is what it was; a new file then goes. */
  onChange: (text: string | undefined) => void
  onClose: () => void
}) {
  const picked = asset.picked.files.find((each) => each.path === path)?.file
  const original = useFileText(picked)
  const edited = asset.changes.texts.get(path)
  // A revert starts the editor afresh.
  const [round, setRound] = useState(0)
  const [later] = useState(() => createLater(pauseMs))
  const report = useRef(onChange)
  useEffect(() => {
    report.current = onChange
  })
  // Whoever closes the dialog a moment after the last letter has typed it all the same.
  useEffect(() => later.flush, [later])

  function revert() {
    later.drop()
    onChange(undefined)
    if (picked) setRound(round + 1)
    else onClose()
  }

  return (
    <Dialog
      title={path}
      width={960}
      onClose={onClose}
      footer={
        <>
          {edited !== undefined && (
            <Button onClick={revert}>{picked ? 'Back to the file on disk' : 'Delete this new file'}</Button>
          )}
          <Button variant="primary" onClick={onClose}>
            Done
          </Button>
        </>
      }
    >
      {picked && !original ? (
        <SkeletonRows label="Reading the file" />
      ) : (
        <Content
          key={round}
          original={original}
          path={path}
          edited={edited}
          onChange={(text) => later.set(() => report.current(text))}
        />
      )}
      {picked && edited === undefined && <p className={styles.note}>{formatBytes(picked.size)} as on your disk</p>}
      {edited !== undefined && (
        <p className={styles.note}>
          {picked ? 'Changed here: the upload has this text, your disk does not.' : 'New: it is in the upload only.'}
        </p>
      )}
    </Dialog>
  )
}

/** Long enough for a word, short enough to lose nothing by it: a folder of thousands is gone through at each change. */
const pauseMs = 250

/** Undefined while it is being read, and without a file. */
function useFileText(file: Blob | undefined): FileText | undefined {
  const [text, setText] = useState<FileText>()
  useEffect(() => {
    let isCurrent = true
    if (file) void fileText(file).then((read) => isCurrent && setText(read))
    return () => {
      isCurrent = false
    }
  }, [file])
  return text
}

const refusals: Record<Exclude<FileText['kind'], 'text'>, string> = {
  binary: 'This file is not text, so it cannot be shown here. It is uploaded as it is.',
  large: 'This file is larger than 1 MB, so it cannot be changed here. It is uploaded as it is.',
  gone: 'This file was changed or removed on your disk after you chose it. Choose the folder again.',
}

function Content({
  original,
  path,
  edited,
  onChange,
}: {
  /** Undefined for a new file. */
  original: FileText | undefined
  path: string
  edited: string | undefined
  onChange: (text: string | undefined) => void
}) {
  // An edit outlives the file it was made of.
  if (original && original.kind !== 'text' && edited === undefined)
    return <Notice tone={original.kind === 'gone' ? 'bad' : 'info'}>{refusals[original.kind]}</Notice>
  const before = original?.kind === 'text' ? original.text : undefined
  return (
    <div className={styles.editor}>
      <CodeEditor
        label={`Content of ${path}`}
        path={path}
        text={edited ?? before ?? ''}
        onChange={(text) => onChange(text === before ? undefined : text)}
      />
    </div>
  )
}
