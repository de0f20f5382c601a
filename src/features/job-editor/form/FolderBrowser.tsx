import { ChevronRight, File, Folder } from 'lucide-react'
import { formatBytes } from '../../../lib/numbers.ts'
import { Button } from '../../../ui/Button.tsx'
import { ChooserList } from './ChooserList.tsx'
import styles from './DataDialog.module.css'

export type FolderContent = Readonly<{
  folders: readonly string[]
  files: readonly Readonly<{ name: string; size?: number | undefined }>[]
  isCut?: boolean
}>

/**
 * One folder of many, with the way there. Files can be chosen where a file is wanted, folders anywhere.
 *
 * @param root what the topmost folder is called
 * @param path with a slash at its end; empty for the root
 * @param content undefined while it is loaded
 */
export function FolderBrowser({
  root,
  path,
  content,
  takesFiles,
  onOpen,
  onChoose,
}: {
  root: string
  path: string
  content: FolderContent
  takesFiles: boolean
  onOpen: (path: string) => void
  onChoose: (path: string) => void
}) {
  const parts = path.split('/').filter(Boolean)
  return (
    <div className={styles.column}>
      <nav aria-label="Folder" className={styles.trail}>
        {[root, ...parts].map((part, depth) => (
          // The same name can stand at several depths.
          // oxlint-disable-next-line react/no-array-index-key
          <span key={depth} className={styles.trail}>
            {depth > 0 && <ChevronRight size={13} aria-hidden="true" />}
            <Button
              small
              variant="ghost"
              aria-current={depth === parts.length ? 'true' : undefined}
              onClick={() =>
                onOpen(
                  parts
                    .slice(0, depth)
                    .map((each) => `${each}/`)
                    .join(''),
                )
              }
            >
              {part}
            </Button>
          </span>
        ))}
      </nav>
      <ChooserList
        label={path === '' ? root : path}
        empty="This folder is empty."
        items={[
          ...content.folders.map((name) => ({
            id: `${name}/`,
            name,
            icon: <Folder size={15} aria-hidden="true" />,
            onPress: () => onOpen(`${path}${name}/`),
          })),
          ...content.files.map(({ name, size }) => ({
            id: name,
            name,
            icon: <File size={15} aria-hidden="true" />,
            note: size === undefined ? undefined : formatBytes(size),
            onPress: takesFiles ? () => onChoose(path + name) : undefined,
          })),
        ]}
      />
      {content.isCut && <p className={styles.hint}>There is more in this folder. Type the rest of the path instead.</p>}
      {takesFiles && <p className={styles.hint}>Choose a file, or the folder that is shown.</p>}
      <div>
        <Button variant="primary" onClick={() => onChoose(path)}>
          Use this folder
        </Button>
      </div>
    </div>
  )
}
