/** What a ranged read of a file gave. */
export type RangeAnswer =
  | Readonly<{
      kind: 'bytes'
      bytes: Uint8Array
      start: number
      size: number
      etag: string | undefined
      /** When the file was last written, by the server's clock, in ms since 1970. */
      modifiedAt?: number | undefined
    }>
  /** Nothing changed since `etag`. */
  | Readonly<{ kind: 'unchanged' }>
  /** The range starts at or past the end. */
  | Readonly<{ kind: 'past-end'; size: number | undefined }>

/** Reads from byte `from` to byte `to`, both included; without `to`, up to the end of the file. */
export type ReadRange = (options: {
  range: { from: number; to?: number }
  etag?: string | undefined
  signal?: AbortSignal | undefined
}) => Promise<RangeAnswer>
