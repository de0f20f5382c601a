import { useQuery } from '@tanstack/react-query'
import { ArrowLeft } from 'lucide-react'
import { useState, type ReactNode } from 'react'
import { useSearchParams } from 'react-router'
import { formatCount, plural } from '../../lib/numbers.ts'
import { Button } from '../../ui/Button.tsx'
import { classes } from '../../ui/classes.ts'
import { SearchField, Select } from '../../ui/Field.tsx'
import { useSetViewParams } from '../use-view-params.ts'
import { DownloadNote } from './DownloadNote.tsx'
import styles from './FileBrowser.module.css'
import { FileDetail } from './FileDetail.tsx'
import { countFiles, type FileRow, type FileSort } from './file-rows.ts'
import { chosenFile, fileParam, type ChosenFile, type FileRoot } from './file-root.ts'
import { FileTree } from './FileTree.tsx'
import { useDownload } from './use-download.ts'
import { useFileTree } from './use-file-tree.ts'

/** Files of a live job are looked for this often as long as they are few, else less often. */
const refreshMs = { few: 5_000, many: 30_000, fewFiles: 500 } as const

/**
 * Files and folders of one or several places, with a look into the one that the link's `path` names.
 *
 * @param roots the same array as long as they are the same
 * @param isLive more may come
 * @param empty what to show when there is nothing
 * @param actions what else can be done with a file or folder
 * @param view in place of the look into some of them
 */
export function FileBrowser({
  label,
  roots,
  isLive = false,
  empty,
  actions,
  view,
}: {
  label: string
  roots: readonly FileRoot[]
  isLive?: boolean
  empty: ReactNode
  actions?: (chosen: ChosenFile, isModel: boolean) => ReactNode
  view?: (chosen: ChosenFile) => ReactNode
}) {
  const [params] = useSearchParams()
  const setParams = useSetViewParams()
  const [search, setSearch] = useState('')
  const [sort, setSort] = useState<FileSort>('name')
  const downloads = useDownload()
  const asked = chosenFile(roots, params.get('path'))
  const askedId = asked && fileParam(asked.root.id, asked.path)
  const tree = useFileTree(roots, { chosenId: askedId, search, sort })
  const interval = tree.fileCount <= refreshMs.fewFiles ? refreshMs.few : refreshMs.many
  useQuery({
    queryKey: [...(roots[0]?.store?.key ?? []), 'refresh'],
    // The interval of a query ends while the page is hidden.
    queryFn: () => tree.refresh().then(() => null),
    enabled: isLive && !tree.isListing,
    refetchInterval: isLive ? interval : false,
  })

  if (tree.isEmpty && !isLive) return empty
  const onlyFile = tree.fileCount === 1 && !tree.isListing ? tree.rows.find(({ kind }) => kind === 'file') : undefined
  const chosen = asked ?? (onlyFile && chosenFile(roots, onlyFile.id))
  const chosenId = chosen && fileParam(chosen.root.id, chosen.path)
  const folder = chosen?.isFolder ? tree.folder(chosen.root, chosen.path) : undefined
  const choose = (row: FileRow) => {
    // A second press on a folder closes it, as everywhere.
    if (row.kind === 'folder' && (!row.isOpen || row.id === chosenId)) tree.toggle(row)
    setParams({ path: fileParam(row.rootId, row.path) })
  }
  return (
    <div className={classes(styles.browser, asked && !asked.isFolder && styles.hasFile)}>
      <div className={styles.list}>
        <div className={styles.tools}>
          <SearchField label="Filter by name" value={search} onChange={setSearch} />
          {tree.hasSizes && (
            <Select
              aria-label="Sort by"
              className={styles.sort}
              value={sort}
              // The options below are all there are.
              onChange={(event) => setSort(event.target.value as FileSort)}
            >
              <option value="name">By name</option>
              <option value="size">Largest first</option>
            </Select>
          )}
        </div>
        <FileTree
          label={label}
          rows={tree.rows}
          chosenId={chosenId}
          onChoose={choose}
          onToggle={tree.toggle}
          onMore={tree.more}
        />
        {tree.isEmpty && empty}
        <p className={styles.count} role="status">
          {search.trim() === ''
            ? `${plural(tree.fileCount, 'file')}${tree.isListing ? ' so far' : ''}`
            : `${formatCount(countFiles(tree.rows))} of ${plural(tree.fileCount, 'file')}${tree.isListing ? ' so far' : ''} match`}
        </p>
      </div>
      <div className={styles.detail}>
        {asked && !asked.isFolder && (
          <Button
            className={styles.back}
            variant="ghost"
            small
            icon={<ArrowLeft size={15} />}
            onClick={() => setParams({ path: '' })}
          >
            All files
          </Button>
        )}
        {downloads.download && <DownloadNote downloads={downloads} download={downloads.download} />}
        {chosen === undefined ? (
          <p className={styles.facts}>Choose a file to see it here, or a folder to download it.</p>
        ) : (
          view?.(chosen) || (
            <FileDetail
              key={chosenId}
              chosen={chosen}
              folder={folder}
              downloads={downloads}
              actions={actions?.(chosen, folder?.node.files.has('MLmodel') ?? false)}
            />
          )
        )}
      </div>
    </div>
  )
}
