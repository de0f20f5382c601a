import { useQuery } from '@tanstack/react-query'
import { Download } from 'lucide-react'
import type { ReactNode } from 'react'
import { formatBytes, plural } from '../../lib/numbers.ts'
import { fileContentQueries } from '../../queries/file-content.ts'
import type { FileStore } from '../../queries/file-store.ts'
import { Button } from '../../ui/Button.tsx'
import { Card } from '../../ui/Card.tsx'
import type { FolderNode, Listing } from './file-index.ts'
import styles from './FileBrowser.module.css'
import { fileName, type ChosenFile } from './file-root.ts'
import { FilePreview } from './FilePreview.tsx'
import type { Downloads } from './use-download.ts'

/** One file or folder: what it is, what can be done with it, and what is in it. */
export function FileDetail({
  chosen,
  folder,
  downloads,
  actions,
}: {
  chosen: ChosenFile
  /** What is known of it, if it is a folder. */
  folder: { node: FolderNode; listing: Listing } | undefined
  downloads: Downloads
  actions: ReactNode
}) {
  const { root, path, isFolder } = chosen
  const { store } = root
  const name = fileName(chosen)
  if (!store) return null
  return (
    <Card title={isFolder ? `${name}/` : name} actions={!isFolder && <FileSize store={store} path={path} />}>
      <div className={styles.head}>
        {isFolder ? (
          <Button
            small
            icon={<Download size={15} />}
            busy={downloads.download?.state === 'running'}
            onClick={() => void downloads.folder(store, path, name)}
          >
            Download as zip
          </Button>
        ) : (
          <DownloadFile store={store} path={path} name={name} downloads={downloads} />
        )}
        {actions}
      </div>
      {isFolder ? (
        <p className={styles.facts}>{[folderInWords(folder), root.place].filter(Boolean).join(' · ')}</p>
      ) : (
        <FilePreview store={store} path={path} name={name} />
      )}
    </Card>
  )
}

function DownloadFile({
  store,
  path,
  name,
  downloads,
}: {
  store: FileStore
  path: string
  name: string
  downloads: Downloads
}) {
  // The look into the file asks the same, and its answer tells the size.
  const head = useQuery(fileContentQueries.head(store, path))
  const size = head.data?.size
  return (
    <Button
      small
      icon={<Download size={15} />}
      busy={downloads.download?.state === 'running'}
      onClick={() => void downloads.file(store, path, name, size)}
    >
      Download
    </Button>
  )
}

function FileSize({ store, path }: { store: FileStore; path: string }) {
  const head = useQuery(fileContentQueries.head(store, path))
  return head.data?.size !== undefined && <span className={styles.facts}>{formatBytes(head.data.size)}</span>
}

function folderInWords(folder: { node: FolderNode; listing: Listing } | undefined): string {
  if (!folder) return ''
  const { node, listing } = folder
  const sizes = [...node.files.values()].map(({ size }) => size)
  const bytes = sizes.reduce<number>((sum, size) => sum + (size ?? 0), 0)
  const isAll = listing.state === 'listed' && (listing.isDeep || node.folders.size === 0)
  const size = bytes > 0 && node.folders.size === 0 ? `, ${formatBytes(bytes)}` : ''
  return isAll
    ? plural(node.fileCount, 'file') + size
    : `${plural(node.files.size, 'file')} and ${plural(node.folders.size, 'folder')} in it so far`
}
