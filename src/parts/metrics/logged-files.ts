import { queryOptions, type QueryClient } from '@tanstack/react-query'
import { formatBytes } from '../../lib/numbers.ts'
import { decodeText } from '../../lib/decode-text.ts'
import { fileContentQueries, type FilePiece } from '../../queries/file-content.ts'
import type { FileStore } from '../../queries/file-store.ts'
import { tableFrom, type LoggedTable } from './logged-tables.ts'
import { lookOf, mostBytes } from '../files/file-kind.ts'

/** A picture that may be drawn, or why it may not. */
export type LoadedPicture = Readonly<{ bytes: Uint8Array<ArrayBuffer>; mime: string } | { why: string }>

/** All of a picture, if it is one and no larger than what the files' own page draws. */
export const loggedPicture = (client: QueryClient, store: FileStore, path: string) =>
  queryOptions({
    queryKey: [...store.key, 'picture', path],
    queryFn: async (): Promise<LoadedPicture> => {
      const head = await client.query(fileContentQueries.head(store, path))
      const name = path.slice(path.lastIndexOf('/') + 1)
      const { kind, mime, remark } = lookOf(name, head.bytes, head.size, isText(head))
      if (kind !== 'image' || mime === undefined) {
        return { why: remark ?? (kind === 'empty' ? 'This file is empty.' : 'This file is no picture.') }
      }
      if (head.bytes.length >= head.size) return { bytes: head.bytes, mime }
      const { bytes } = await client.query(fileContentQueries.whole(store, path, head.size))
      return { bytes, mime }
    },
    // What a job has logged stays as it is.
    staleTime: Infinity,
    gcTime: 60_000,
  })

/** All of a table that MLflow logged, if it is one. */
export const loggedTable = (client: QueryClient, store: FileStore, path: string) =>
  queryOptions({
    queryKey: [...store.key, 'table', path],
    queryFn: async (): Promise<LoggedTable | { why: string }> => {
      const head = await client.query(fileContentQueries.head(store, path))
      if (head.size > mostBytes.json)
        return { why: `At ${formatBytes(head.size)} this table is larger than what is shown here.` }
      const { bytes } =
        head.bytes.length >= head.size ? head : await client.query(fileContentQueries.whole(store, path, head.size))
      return tableFrom(decodeText([bytes], true)?.text ?? '') ?? { why: 'This file is no table as MLflow writes one.' }
    },
    gcTime: 60_000,
  })

const isText = (head: FilePiece) => decodeText([head.bytes], head.bytes.length >= head.size) !== undefined
