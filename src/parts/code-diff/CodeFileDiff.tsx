import { useQuery } from '@tanstack/react-query'
import { decodeText } from '../../lib/decode-text.ts'
import { FailureNote } from '../FailureNote.tsx'
import { YamlDiff, type YamlDiffProps } from '../YamlDiff.tsx'
import { fileContentQueries } from '../../queries/file-content.ts'
import type { FileStore } from '../../queries/file-store.ts'
import { SkeletonRows } from '../../ui/Loading.tsx'
import { Notice } from '../../ui/Notice.tsx'
import type { CodeChange } from './compare-code.ts'

/** More than this an editor shows slowly, and nobody reads. */
const mostBytes = 1_000_000

/**
 * What differs in one file.
 *
 * @param sides whose files they are, for those who do not see it: `of the other job and of this one`
 */
export function CodeFileDiff({
  change,
  before,
  after,
  sides,
}: {
  change: CodeChange
  before: FileStore
  after: FileStore
  sides: string
}) {
  const old = useSide(before, change.path, change.sizeBefore)
  const now = useSide(after, change.path, change.sizeAfter)
  const error = old.error ?? now.error
  if (Math.max(change.sizeBefore ?? 0, change.sizeAfter ?? 0) > mostBytes)
    return <Notice>This file is too large to show what differs in it.</Notice>
  if (error) return <FailureNote error={error} action={`Read ${change.path}`} />
  if (old.isLoading || now.isLoading) return <SkeletonRows rows={4} label="Loading the file" />
  if (old.text === undefined || now.text === undefined) return <Notice>This file is no text; its bytes differ.</Notice>
  return (
    <YamlDiff
      label={`${change.path} ${sides}`}
      original={old.text}
      modified={now.text}
      language={languageOf(change.path)}
    />
  )
}

/** One side's text; empty where the file is not there, undefined for what is no text. */
function useSide(store: FileStore, path: string, size: number | undefined) {
  const isRead = size !== undefined && size > 0 && size <= mostBytes
  const { data, error, isLoading } = useQuery({
    ...fileContentQueries.whole(store, path, size ?? 0),
    enabled: isRead,
  })
  return { error, isLoading, text: isRead ? data && decodeText([data.bytes], true)?.text : '' }
}

function languageOf(path: string): NonNullable<YamlDiffProps['language']> {
  if (/\.pyi?$/.test(path)) return 'python'
  if (/\.ya?ml$/.test(path)) return 'yaml'
  return /\.(?:sh|bash)$/.test(path) ? 'shell' : 'plaintext'
}
