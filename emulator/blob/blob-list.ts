import { afterPrefix, type BlobRow } from './blob-index.ts'

/** Rows of one container with `from <= name < before`, at most `limit`, in the order of their names. */
export type RowRange = (from: string, before: string | undefined, limit: number) => BlobRow[]

export type ListOptions = { prefix?: string; delimiter?: string; after?: string; limit?: number }

/**
 * One page of a blob list. With a delimiter, names that share what comes before its next occurrence are one prefix,
 * and the cost follows those groups, not the blobs in them.
 * @param options `after`: the last name or prefix of the page before
 * @returns `next` to hand in as `after`; undefined at the end
 */
export function listRows(
  range: RowRange,
  { prefix = '', delimiter = '', after, limit = 5000 }: ListOptions,
): { rows: BlobRow[]; prefixes: string[]; next: string | undefined } {
  /** The group a name belongs to; undefined when it stands for itself. */
  const groupOf = (name: string) => {
    const end = delimiter === '' ? -1 : name.indexOf(delimiter, prefix.length)
    return end < 0 ? undefined : name.slice(0, end + delimiter.length)
  }
  const behind = (item: string) => (groupOf(item) === undefined ? `${item}\0` : afterPrefix(item))

  const rows: BlobRow[] = []
  const prefixes: string[] = []
  const before = afterPrefix(prefix)
  let last = after
  let from: string | undefined = after === undefined || after < prefix ? prefix : behind(after)
  while (from !== undefined) {
    const free: number = limit - rows.length - prefixes.length
    const found: BlobRow[] = range(from, before, free + 1)
    from = undefined
    for (const row of found) {
      if (rows.length + prefixes.length === limit) return { rows, prefixes, next: last }
      const group = groupOf(row.name)
      last = group ?? row.name
      if (group === undefined) {
        rows.push(row)
      } else {
        prefixes.push(group)
        from = behind(group)
        break
      }
    }
  }
  return { rows, prefixes, next: undefined }
}
