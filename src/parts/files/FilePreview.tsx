import { useMutation, useQuery } from '@tanstack/react-query'
import { Download } from 'lucide-react'
import type { JobRef } from '../../domain/refs.ts'
import { formatBytes } from '../../lib/numbers.ts'
import { saveFile } from '../../lib/save-file.ts'
import { artifactQueries, downloadArtifact } from '../../queries/run-files.ts'
import { Button } from '../../ui/Button.tsx'
import { Card } from '../../ui/Card.tsx'
import { CodeBlock } from '../../ui/Disclosure.tsx'
import { SkeletonRows } from '../../ui/Loading.tsx'
import { FailureNote } from '../FailureNote.tsx'
import { previewOf, type Preview } from './file-preview.ts'
import styles from './FilePreview.module.css'

/** One file of a job: how large it is, what is in it as far as that can be shown, and its download. */
export function FilePreview({ job, path }: { job: JobRef; path: string }) {
  const file = useQuery(artifactQueries.preview(job, path))
  const name = path.split('/').at(-1) ?? path
  const download = useMutation({
    mutationFn: () => downloadArtifact(job, path),
    onSuccess: (content) => saveFile(name, content),
  })
  return (
    <Card
      title={name}
      actions={
        <span className={styles.actions}>
          {file.data && <span className={styles.size}>{formatBytes(file.data.size)}</span>}
          <Button small icon={<Download size={15} />} busy={download.isPending} onClick={() => download.mutate()}>
            Download
          </Button>
        </span>
      }
    >
      {download.isError && <FailureNote error={download.error} action="Download the file" />}
      {file.isPending ? (
        <SkeletonRows rows={4} label="Loading the file" />
      ) : file.isError ? (
        <FailureNote error={file.error} action="Read the file" onRetry={() => void file.refetch()} />
      ) : file.data.size === 0 ? (
        <p className={styles.remark}>This file is empty.</p>
      ) : (
        <Shown name={name} preview={previewOf(path, file.data.bytes, file.data.size)} />
      )}
    </Card>
  )
}

function Shown({ name, preview }: { name: string; preview: Preview }) {
  if (preview.kind === 'image') return <img className={styles.image} src={preview.dataUrl} alt={name} />
  if (preview.kind === 'binary')
    return <p className={styles.remark}>This file cannot be shown here. Download it to open it.</p>
  return (
    <>
      <CodeBlock label={`Content of ${name}`}>{preview.text}</CodeBlock>
      {preview.cut && <p className={styles.remark}>Only the beginning is shown. Download the file for all of it.</p>}
    </>
  )
}
