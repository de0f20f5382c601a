import type { FilePiece } from '../../../queries/file-content.ts'
import type { FileStore } from '../../../queries/file-store.ts'

/** What every way of showing a file gets. */
export type PreviewProps = Readonly<{
  store: FileStore
  path: string
  /** Last part of the path. */
  name: string
  /** The beginning of the file; all of a small one. */
  head: FilePiece
}>

/** Whether the head is all there is. */
export const isWhole = ({ bytes, size }: FilePiece) => bytes.length >= size
