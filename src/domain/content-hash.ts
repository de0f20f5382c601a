/** One file of something local: `path` is relative to the folder, with `/` between its parts. */
export type LocalFile = Readonly<{ path: string; file: Blob }>

/** The version of the hash rule that the service stores beside a code version's hash. */
export const contentHashVersion = '202208'

/** The order in which Azure ML's clients go through a folder; it is part of the hash. */
export const inHashOrder = (files: readonly LocalFile[]): LocalFile[] =>
  files.toSorted((a, b) => compare(a.path.toLowerCase(), b.path.toLowerCase()))

const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0)

/**
 * The SHA-256 by which Azure ML's clients recognise a code folder that was uploaded before, as 64 hex digits: over the
 * number of files, then `#path#` and the size of each, then all their bytes. The rule is that of azure-ai-ml
 * (`_asset_utils.py`), so code uploaded by the CLI is found as well.
 *
 * Web Crypto hashes only what is whole in memory; callers keep large folders away.
 */
export async function contentHash(files: readonly LocalFile[]): Promise<string> {
  const sorted = inHashOrder(files)
  const head = sorted.map(({ path, file }) => `#${path}#${file.size}`).join('')
  const everything = new Blob([String(sorted.length), head, ...sorted.map(({ file }) => file)])
  const digest = await crypto.subtle.digest('SHA-256', await everything.arrayBuffer())
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, '0')).join('')
}
