import { formatCount, plural } from '../lib/numbers.ts'

/** A file was changed or removed after it was picked: browsers then refuse to read it. */
export class ChangedOnDiskError extends Error {
  override readonly name = 'ChangedOnDiskError'
  readonly path: string

  constructor(path: string, options?: ErrorOptions) {
    super(`${path} was changed or removed on your disk after you chose it. Choose it again.`, options)
    this.path = path
  }
}

export type FailedFile = Readonly<{ path: string; error: unknown }>

/** Some files did not arrive. Another attempt sends those and nothing else. */
export class UploadIncompleteError extends Error {
  override readonly name = 'UploadIncompleteError'
  readonly failed: readonly FailedFile[]
  /** How many were not tried any more, since nothing got through. */
  readonly untried: number

  constructor(failed: readonly FailedFile[], untried: number, total: number) {
    super(
      `${formatCount(failed.length + untried)} of ${plural(total, 'file')} did not arrive` +
        `${untried > 0 ? `; ${formatCount(untried)} were not tried any more, since nothing got through` : ''}.`,
    )
    this.failed = failed
    this.untried = untried
  }
}
