import { useQuery } from '@tanstack/react-query'
import { lazy, Suspense, useState, type ReactNode } from 'react'
import { decodeText } from '../../lib/decode-text.ts'
import { formatBytes } from '../../lib/numbers.ts'
import { fileContentQueries, type FilePiece } from '../../queries/file-content.ts'
import type { FileStore } from '../../queries/file-store.ts'
import { Choice } from '../../ui/Choice.tsx'
import { SkeletonRows } from '../../ui/Loading.tsx'
import { FailureNote } from '../FailureNote.tsx'
import { lookOf, type FileLook } from './file-kind.ts'
import styles from './preview/Preview.module.css'
import type { PreviewProps } from './preview/preview-props.ts'
import { PreviewBoundary } from './preview/PreviewBoundary.tsx'
import { TextPreview } from './preview/TextPreview.tsx'

const BinaryPreview = lazy(async () => ({ default: (await import('./preview/BinaryPreview.tsx')).BinaryPreview }))
const CodePreview = lazy(async () => ({ default: (await import('./preview/CodePreview.tsx')).CodePreview }))
const ImagePreview = lazy(async () => ({ default: (await import('./preview/ImagePreview.tsx')).ImagePreview }))
const JsonLinesPreview = lazy(async () => ({
  default: (await import('./preview/JsonLinesPreview.tsx')).JsonLinesPreview,
}))
const JsonPreview = lazy(async () => ({ default: (await import('./preview/JsonPreview.tsx')).JsonPreview }))
const MarkdownPreview = lazy(async () => ({ default: (await import('./preview/MarkdownPreview.tsx')).MarkdownPreview }))
const ModelPreview = lazy(async () => ({ default: (await import('./preview/ModelPreview.tsx')).ModelPreview }))
const NotebookPreview = lazy(async () => ({ default: (await import('./preview/NotebookPreview.tsx')).NotebookPreview }))
const ParquetPreview = lazy(async () => ({ default: (await import('./preview/ParquetPreview.tsx')).ParquetPreview }))
const TablePreview = lazy(async () => ({ default: (await import('./preview/TablePreview.tsx')).TablePreview }))

/**
 * What is in a file, as far as that can be shown. Its beginning alone is read before its name, size and first bytes say
 * what more is worth reading. Give it the file as `key`.
 */
export function FilePreview({ store, path, name }: { store: FileStore; path: string; name: string }) {
  const head = useQuery(fileContentQueries.head(store, path))
  if (head.isPending) return <SkeletonRows rows={4} label="Loading the file" />
  if (head.isError) return <FailureNote error={head.error} action="Read the file" onRetry={() => void head.refetch()} />
  return <Shown store={store} path={path} name={name} head={head.data} />
}

/** How long a file is, once its beginning has come. */
export function FileSize({ store, path }: { store: FileStore; path: string }) {
  const { data } = useQuery(fileContentQueries.head(store, path))
  return data ? formatBytes(data.size) : null
}

const views = [
  { value: 'view', text: 'View' },
  { value: 'text', text: 'Text' },
] as const

function Shown(props: PreviewProps) {
  const [view, setView] = useState<'view' | 'text'>('view')
  const look = lookOf(props.name, props.head.bytes, props.head.size, isText(props.head))
  if (look.kind === 'empty') return <p className={styles.remark}>This file is empty.</p>
  const plain = isText(props.head) ? <TextPreview {...props} /> : <BinaryPreview {...props} remark="" />
  const hasTwo = !['text', 'binary', 'code', 'parquet'].includes(look.kind) && isText(props.head)
  return (
    <div className={styles.stack}>
      {look.remark && look.kind !== 'binary' && <p className={styles.remark}>{look.remark}</p>}
      {hasTwo && (
        <div>
          <Choice label="Show as" options={views} value={view} onChange={setView} />
        </div>
      )}
      <Suspense fallback={<SkeletonRows rows={4} label="Loading the preview" />}>
        {view === 'text' && hasTwo ? plain : <PreviewBoundary plain={plain}>{previewOf(look, props)}</PreviewBoundary>}
      </Suspense>
    </div>
  )
}

function previewOf(look: FileLook, props: PreviewProps): ReactNode {
  switch (look.kind) {
    case 'image':
      return <ImagePreview {...props} mime={look.mime ?? ''} />
    case 'parquet':
      return <ParquetPreview {...props} />
    case 'notebook':
      return <NotebookPreview {...props} />
    case 'markdown':
      return <MarkdownPreview {...props} />
    case 'json':
      return <JsonPreview {...props} />
    case 'json-lines':
      return <JsonLinesPreview {...props} />
    case 'table':
      return <TablePreview {...props} />
    case 'mlmodel':
      return <ModelPreview {...props} />
    case 'code':
      return <CodePreview {...props} language={look.language ?? 'python'} />
    case 'binary':
      return <BinaryPreview {...props} remark={look.remark ?? ''} />
    case 'text':
    case 'empty':
      return <TextPreview {...props} />
    default:
      return look.kind satisfies never
  }
}

const isText = (head: FilePiece) => decodeText([head.bytes], head.bytes.length >= head.size) !== undefined
