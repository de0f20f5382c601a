import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query'
import { readFile, type FileStore } from './file-store.ts'

/** Read of a file before anything is known of it, and by one more press each. */
export const pieceBytes = 256 * 1024

/** Some bytes of a file. `start` is where they begin, `size` how long all of it is. */
export type FilePiece = Readonly<{ bytes: Uint8Array<ArrayBuffer>; start: number; size: number }>

/** What was looked at is forgotten soon: files are large, and many are opened in a row. */
const gcTime = 60_000

export const fileContentQueries = {
  /** The beginning of a file: it decides what more is read. */
  head: (store: FileStore, path: string) =>
    queryOptions({
      queryKey: [...store.key, 'head', path],
      queryFn: ({ signal }) => readPiece(store, path, { from: 0, to: pieceBytes - 1 }, signal),
      gcTime,
    }),
  /** What comes after the head, piece by piece. */
  more: (store: FileStore, path: string) =>
    infiniteQueryOptions({
      queryKey: [...store.key, 'more', path],
      queryFn: ({ pageParam, signal }) =>
        readPiece(store, path, { from: pageParam, to: pageParam + pieceBytes - 1 }, signal),
      initialPageParam: pieceBytes,
      getNextPageParam: ({ bytes, start, size }) => (start + bytes.length < size ? start + bytes.length : undefined),
      gcTime,
    }),
  /** All of a file, which must be known to be small enough. @param size in bytes; more is not read */
  whole: (store: FileStore, path: string, size: number) =>
    queryOptions({
      queryKey: [...store.key, 'whole', path, size],
      queryFn: ({ signal }) => readPiece(store, path, { from: 0, to: size - 1 }, signal),
      gcTime,
    }),
}

/** @throws as `readBlob` */
export async function readPiece(
  store: FileStore,
  path: string,
  range: { from: number; to: number },
  signal?: AbortSignal,
): Promise<FilePiece> {
  const answer = await readFile(store, path, { range, signal })
  if (answer.kind !== 'bytes') {
    const size = answer.kind === 'past-end' ? (answer.size ?? range.from) : 0
    return { bytes: new Uint8Array(), start: range.from, size }
  }
  // A server that ignores ranges gives everything. Bytes that `fetch` gave never lie in shared memory.
  const bytes = answer.bytes as Uint8Array<ArrayBuffer>
  return {
    bytes: bytes.slice(range.from - answer.start, range.to + 1 - answer.start),
    start: range.from,
    size: answer.size,
  }
}
