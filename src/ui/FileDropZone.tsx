import { File as FileIcon, Folder } from 'lucide-react'
import { useRef, useState, type ReactNode } from 'react'
import { Button } from './Button.tsx'
import { classes } from './classes.ts'
import styles from './FileDropZone.module.css'

/**
 * Takes a folder or files from the user's disk, by two buttons or dropped.
 *
 * @param label of the whole, e.g. `Files of the code`
 * @param what the files are of, for the two inputs: `Folder of the code`
 * @param accept endings that the file button offers; with it several files can be chosen at once
 * @param note stands beside the buttons, `lead` above them
 */
export function FileDropZone({
  label,
  what,
  small = false,
  accept,
  isReading,
  lead,
  note,
  onDrop,
  onPick,
  children,
}: {
  label: string
  what: string
  small?: boolean
  accept?: string
  isReading: boolean
  lead?: ReactNode
  note?: ReactNode
  /** Called within the event, after which the items are gone. */
  onDrop: (items: DataTransferItemList) => void
  onPick: (files: readonly File[]) => void
  children?: ReactNode
}) {
  const folderInput = useRef<HTMLInputElement>(null)
  const fileInput = useRef<HTMLInputElement>(null)
  const [isOver, setOver] = useState(false)
  const iconSize = small ? 14 : 15

  return (
    // Dropping is the second way; the buttons inside do the same without a mouse.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <div
      className={classes(styles.zone, small && styles.small, isOver && styles.over)}
      role="group"
      aria-label={label}
      onDragOver={(event) => {
        event.preventDefault()
        setOver(true)
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        event.preventDefault()
        setOver(false)
        onDrop(event.dataTransfer.items)
      }}
    >
      {lead}
      <div className={styles.actions}>
        <Button
          small={small}
          icon={<Folder size={iconSize} />}
          busy={isReading}
          onClick={() => folderInput.current?.click()}
        >
          Choose folder …
        </Button>
        <Button small={small} icon={<FileIcon size={iconSize} />} onClick={() => fileInput.current?.click()}>
          Choose file …
        </Button>
        {note}
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
          multiple={!isFolder && accept !== undefined}
          accept={isFolder ? undefined : accept}
          aria-label={`${isFolder ? 'Folder' : 'File'} of the ${what}`}
          onChange={(event) => {
            onPick([...(event.target.files ?? [])])
            // Otherwise the same folder, changed meanwhile, could not be picked again.
            event.target.value = ''
          }}
        />
      ))}
      {children}
    </div>
  )
}
