/** In what portions files are read and kept, in bytes. */
export type LogSizes = Readonly<{
  /** Files are kept in blocks of this size, and each is read or forgotten as a whole. */
  block: number
  /** Read at least of a file's end at first: some screens of text. */
  tail: number
  /** A file up to this size is read whole, so that its lines have numbers. */
  whole: number
  /** What one read of new bytes asks for, and all of them in one look; what is more is read when it is looked at. */
  step: number
  mostNew: number
  /** Read again together with what is new: if these bytes changed, the file is another one. */
  overlap: number
  /** A screen or two of lines is looked for in so much at first. */
  span: number
}>

const kib = 1024

export const logSizes: LogSizes = {
  block: 64 * kib,
  tail: 32 * kib,
  whole: 1024 * kib,
  step: 1024 * kib,
  mostNew: 8 * 1024 * kib,
  overlap: 64,
  span: 8 * kib,
}
