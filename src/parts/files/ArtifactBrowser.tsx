import { useMutation, useQuery } from '@tanstack/react-query'
import { ChevronDown, ChevronRight, Download, File, Folder, FolderOpen } from 'lucide-react'
import { useState, type ReactNode } from 'react'
import { Link, useLocation, useSearchParams } from 'react-router'
import type { JobRef } from '../../domain/refs.ts'
import { plural } from '../../lib/numbers.ts'
import { saveFile } from '../../lib/save-file.ts'
import { downloadArtifact } from '../../queries/run-files.ts'
import { runQueries } from '../../queries/run.ts'
import { Badge } from '../../ui/Badge.tsx'
import { Button } from '../../ui/Button.tsx'
import { SkeletonRows } from '../../ui/Loading.tsx'
import { artifactTree, pathsIn, type ArtifactNode } from './artifact-tree.ts'
import styles from './ArtifactBrowser.module.css'
import { FailureNote } from '../FailureNote.tsx'
import { FilePreview } from './FilePreview.tsx'
import { StaleNote } from '../StaleNote.tsx'

type FolderNode = Extract<ArtifactNode, { kind: 'folder' }>

/**
 * The files that a job left, as folders, with a preview of the one that the link's `path` names.
 *
 * @param root shows what lies below this path only
 * @param live more may come
 * @param empty what to show when there is nothing
 * @param folderActions what else can be done with a folder
 */
export function ArtifactBrowser({
  job,
  root = '',
  live = false,
  empty,
  folderActions,
}: {
  job: JobRef
  root?: string
  live?: boolean
  empty: ReactNode
  folderActions?: (folder: FolderNode) => ReactNode
}) {
  const [params] = useSearchParams()
  const artifacts = useQuery({ ...runQueries.artifacts(job), refetchInterval: live ? 5_000 : false })
  const download = useMutation({ mutationFn: (paths: string[]) => saveAll(job, paths) })

  if (artifacts.isPending) return <SkeletonRows label="Loading the files" />
  if (artifacts.isLoadingError)
    return <FailureNote error={artifacts.error} action="List the files" onRetry={() => void artifacts.refetch()} />
  const paths = pathsIn(
    root,
    artifacts.data.map(({ path }) => path),
  )
  if (paths.length === 0) return empty
  const asked = params.get('path')
  const chosen = paths.find((path) => path === asked) ?? (paths.length === 1 ? paths[0] : undefined)
  return (
    <div className={styles.browser}>
      <div className={styles.tree}>
        <StaleNote query={artifacts} />
        {download.isError && <FailureNote error={download.error} action="Download" />}
        <Nodes
          nodes={artifactTree(paths)}
          chosen={chosen}
          actions={(folder) => (
            <>
              {folderActions?.(folder)}
              <Button
                variant="ghost"
                small
                icon={<Download size={15} />}
                aria-label={`Download all files of ${folder.path}`}
                busy={download.isPending && download.variables[0]?.startsWith(`${folder.path}/`)}
                onClick={() => download.mutate(pathsIn(folder.path, paths))}
              />
            </>
          )}
        />
      </div>
      {chosen === undefined ? (
        <p className={styles.hint}>Choose a file to see it here.</p>
      ) : (
        <div key={chosen} ref={bringIntoView}>
          <FilePreview job={job} path={chosen} />
        </div>
      )}
    </div>
  )
}

/** On a narrow screen the preview is below all files: somebody who chose one wants to see it. */
const bringIntoView = (preview: HTMLElement | null) => preview?.scrollIntoView({ block: 'nearest' })

/** One after the other: each is a download of its own, and browsers ask before they take many. */
async function saveAll(job: JobRef, paths: string[]): Promise<void> {
  for (const path of paths) {
    // oxlint-disable-next-line no-await-in-loop -- all at once would hold all of them in memory
    saveFile(path.split('/').at(-1) ?? path, await downloadArtifact(job, path))
  }
}

type Shared = { chosen: string | undefined; actions: (folder: FolderNode) => ReactNode }

function Nodes({ nodes, ...shared }: { nodes: readonly ArtifactNode[] } & Shared) {
  return (
    <ul className={styles.nodes}>
      {nodes.map((node) => (
        <li key={`${node.kind} ${node.path}`}>
          {node.kind === 'folder' ? (
            <FolderRow folder={node} {...shared} />
          ) : (
            <FileRow {...node} chosen={shared.chosen} />
          )}
        </li>
      ))}
    </ul>
  )
}

/** The platform's own logs are seldom what one looks for here. */
const startsClosed = (path: string) => /^(?:system_logs|azureml-logs|logs)$/.test(path)

function FolderRow({ folder, ...shared }: { folder: FolderNode } & Shared) {
  const [open, setOpen] = useState(!startsClosed(folder.path) && folder.fileCount <= 50)
  const Chevron = open ? ChevronDown : ChevronRight
  const Icon = open ? FolderOpen : Folder
  return (
    <>
      <div className={styles.row}>
        <button type="button" className={styles.folder} aria-expanded={open} onClick={() => setOpen(!open)}>
          <Chevron size={14} aria-hidden="true" />
          <Icon size={16} aria-hidden="true" />
          <span className={styles.name}>{folder.name}</span>
        </button>
        {folder.isModel && <Badge tone="good">MLflow</Badge>}
        <span className={styles.count}>{plural(folder.fileCount, 'file')}</span>
        {shared.actions(folder)}
      </div>
      {open && <Nodes nodes={folder.children} {...shared} />}
    </>
  )
}

function FileRow({ name, path, chosen }: { name: string; path: string; chosen: string | undefined }) {
  const { search } = useLocation()
  const params = new URLSearchParams(search)
  params.set('path', path)
  return (
    <Link
      className={styles.file}
      to={{ search: params.toString() }}
      replace
      preventScrollReset
      aria-current={path === chosen ? 'true' : undefined}
    >
      <File size={15} aria-hidden="true" />
      <span className={styles.name}>{name}</span>
    </Link>
  )
}
