import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { decodeText } from '../../../lib/decode-text.ts'
import { fileContentQueries } from '../../../queries/file-content.ts'
import { SkeletonRows } from '../../../ui/Loading.tsx'
import { FailureNote } from '../../FailureNote.tsx'
import { isWhole, type PreviewProps } from './preview-props.ts'

/** Reads all of a file, which must be known to be small enough, and shows it. */
export function WholeFile({
  store,
  path,
  head,
  children,
}: PreviewProps & { children: (bytes: Uint8Array<ArrayBuffer>) => ReactNode }) {
  const isHere = isWhole(head)
  const whole = useQuery({ ...fileContentQueries.whole(store, path, head.size), enabled: !isHere })
  if (isHere) return children(head.bytes)
  if (whole.isError)
    return <FailureNote error={whole.error} action="Read the file" onRetry={() => void whole.refetch()} />
  if (!whole.data) return <SkeletonRows rows={4} label="Loading the file" />
  return children(whole.data.bytes)
}

/** The same for text. */
export const WholeText = ({ children, ...props }: PreviewProps & { children: (text: string) => ReactNode }) => (
  <WholeFile {...props}>{(bytes) => children(decodeText([bytes], true)?.text ?? '')}</WholeFile>
)
