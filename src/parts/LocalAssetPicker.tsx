import { File as FileIcon, Folder } from 'lucide-react'
import { useRef, useState, type DragEvent } from 'react'
import { formatBytes, plural } from '../lib/numbers.ts'
import { Button } from '../ui/Button.tsx'
import { classes } from '../ui/classes.ts'
import { Disclosure } from '../ui/Disclosure.tsx'
import styles from './LocalAssetPicker.module.css'
import { leftOutCounts, sizeOf, type LocalAsset } from '../domain/local-files.ts'
import { assetFromDrop, assetFromInput } from '../domain/picked-files.ts'

/** Takes a folder or a file from the user's disk, picked or dropped, and shows what will be uploaded of it. */
export function LocalAssetPicker({
  label,
  asset,
  onPick,
}: {
  /** What is picked, e.g. `code`. */
  label: string
  asset: LocalAsset | undefined
  onPick: (asset: LocalAsset) => void
}) {
  const folderInput = useRef<HTMLInputElement>(null)
  const fileInput = useRef<HTMLInputElement>(null)
  const [isOver, setOver] = useState(false)
  const [error, setError] = useState<string>()

  async function take(picked: Promise<LocalAsset | undefined>) {
    try {
      const next = await picked
      setError(undefined)
      if (next) onPick(next)
    } catch (cause) {
      setError(cause instanceof Error ? cause.message : String(cause))
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
        <Button small icon={<Folder size={14} />} onClick={() => folderInput.current?.click()}>
          Choose folder …
        </Button>
        <Button small icon={<FileIcon size={14} />} onClick={() => fileInput.current?.click()}>
          Choose file …
        </Button>
        <span className={styles.hint}>or drop one here</span>
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
      {asset && <FileList asset={asset} />}
    </div>
  )
}

const longestList = 200

function FileList({ asset }: { asset: LocalAsset }) {
  const { files, ignoreFile } = asset
  const { ignored } = leftOutCounts(asset)
  const hasGit = files.some(({ path }) => path.startsWith('.git/'))
  return (
    <>
      <Disclosure
        summary={`${asset.name}: ${plural(files.length, 'file')}, ${formatBytes(sizeOf(asset))}${
          ignored > 0 ? `; ${ignored} left out by ${ignoreFile?.name}` : ''
        }`}
      >
        <ul className={styles.files} aria-label={`Files of ${asset.name}`}>
          {files.slice(0, longestList).map(({ path, file }) => (
            <li key={path}>
              <code>{path}</code> <span>{formatBytes(file.size)}</span>
            </li>
          ))}
          {files.length > longestList && <li>… and {plural(files.length - longestList, 'more file')}</li>}
        </ul>
      </Disclosure>
      {hasGit && (
        <p className={styles.hint}>The .git folder goes along. An .amlignore with a line .git keeps it out.</p>
      )}
    </>
  )
}
