import { File as FileIcon, Folder } from 'lucide-react'
import { useRef, useState, type DragEvent } from 'react'
import type { LocalAsset } from '../domain/local-files.ts'
import { assetFromDrop, assetFromInput } from '../domain/picked-files.ts'
import { Button } from '../ui/Button.tsx'
import { classes } from '../ui/classes.ts'
import styles from './LocalAssetPicker.module.css'
import { LocalAssetView } from './LocalAssetView.tsx'

/**
 * Takes a folder or a file from the user's disk, picked or dropped, and shows what will be uploaded of it: there, files
 * can be left out, opened and changed.
 */
export function LocalAssetPicker({
  label,
  asset,
  onPick,
}: {
  /** What is picked, e.g. `code`. */
  label: string
  asset: LocalAsset | undefined
  /** Also called with what is there already, once files of it were left out or changed. */
  onPick: (asset: LocalAsset) => void
}) {
  const folderInput = useRef<HTMLInputElement>(null)
  const fileInput = useRef<HTMLInputElement>(null)
  const [isOver, setOver] = useState(false)
  const [isReading, setReading] = useState(false)
  const [error, setError] = useState<string>()

  async function take(picked: Promise<LocalAsset | undefined>) {
    setReading(true)
    try {
      const next = await picked
      setError(undefined)
      if (next) onPick(next)
    } catch (cause) {
      setError(cause instanceof Error ? cause.message : String(cause))
    } finally {
      setReading(false)
    }
  }

  function onDrop(event: DragEvent) {
    event.preventDefault()
    setOver(false)
    void take(assetFromDrop(event.dataTransfer.items))
  }

  return (
    // Dropping is the second way; the buttons inside do the same without a mouse.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <div
      className={classes(styles.zone, isOver && styles.over)}
      role="group"
      aria-label={`Files of the ${label}`}
      onDragOver={(event) => {
        event.preventDefault()
        setOver(true)
      }}
      onDragLeave={() => setOver(false)}
      onDrop={onDrop}
    >
      <div className={styles.actions}>
        <Button small icon={<Folder size={14} />} busy={isReading} onClick={() => folderInput.current?.click()}>
          Choose folder …
        </Button>
        <Button small icon={<FileIcon size={14} />} onClick={() => fileInput.current?.click()}>
          Choose file …
        </Button>
        <span className={styles.hint}>{isReading ? 'Reading …' : 'or drop one here'}</span>
      </div>
      {[
        { ref: folderInput, isFolder: true },
        { ref: fileInput, isFolder: false },
      ].map(({ ref, isFolder }) => (
        <input
          key={String(isFolder)}
          ref={(element) => {
            ref.current = element
            if (element) element.webkitdirectory = isFolder
          }}
          type="file"
          hidden
          aria-label={isFolder ? `Folder of the ${label}` : `File of the ${label}`}
          onChange={(event) => {
            void take(assetFromInput(event.target.files ?? []))
            // Otherwise the same folder, changed meanwhile, could not be picked again.
            event.target.value = ''
          }}
        />
      ))}
      {error && (
        <p className={styles.error} role="alert">
          {error}
        </p>
      )}
      {asset && <LocalAssetView asset={asset} onChange={onPick} />}
    </div>
  )
}
