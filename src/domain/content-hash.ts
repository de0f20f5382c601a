import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex } from '@noble/hashes/utils.js'
import { parseIgnoreFile } from '../lib/ignore-file.ts'
import { ChangedOnDiskError } from './upload-errors.ts'

/** One file of something local: `path` is relative to the folder, with `/` between its parts. */
export type LocalFile = Readonly<{ path: string; file: Blob }>

/** The version of the hash rule that the service stores beside a code version's hash. */
export const contentHashVersion = '202208'

export type HashOptions = Readonly<{
  signal?: AbortSignal | undefined
  /** Called with how many bytes have been read so far. */
  onProgress?: ((bytes: number) => void) | undefined
}>

/** The order in which Azure ML's clients go through a folder; it is part of the hash. */
export const inHashOrder = (files: readonly LocalFile[]): LocalFile[] =>
  files.toSorted((a, b) => compareCodePoints(a.path.toLowerCase(), b.path.toLowerCase()))

/**
 * The SHA-256 by which Azure ML's clients recognise a code folder that was uploaded before, as 64 hex digits: over the
 * number of files, then `#path#` and the size of each, then all their bytes. The rule is that of azure-ai-ml
 * (`_asset_utils.py`, `get_content_hash`), so code uploaded by the CLI is found as well.
 *
 * @throws ChangedOnDiskError for a file that is not what it was when it was picked
 */
export async function contentHash(files: readonly LocalFile[], options: HashOptions = {}): Promise<string> {
  const hash = createHash(options)
  const sorted = inHashOrder(files)
  hash.addText(String(sorted.length))
  for (const { path, file } of sorted) hash.addText(`#${path}#${file.size}`)
  // oxlint-disable-next-line no-await-in-loop -- the order is what the hash is about
  for (const file of sorted) await hash.addFile(file)
  return hash.digest()
}

/** What data is, to its hash. */
export type HashedData = Readonly<{
  kind: 'folder' | 'file'
  /** Those that are ignored included: the name of a folder counts although all that is in it is ignored. */
  files: readonly LocalFile[]
  /** Content of the ignore file that counts, if one does. */
  ignoreText?: string | undefined
}>

/**
 * The SHA-256 that names the place of uploaded data, `LocalUpload/{hash}/…` (`get_object_hash` there): over a fixed
 * text, then each folder's entries in the order of their lower-case names, the name first and what is in it after. Of
 * a single file only the content counts.
 *
 * @throws ChangedOnDiskError for a file that is not what it was when it was picked
 */
export async function objectHash(data: HashedData, options: HashOptions = {}): Promise<string> {
  const hash = createHash(options)
  const { ruleFor } = parseIgnoreFile(data.ignoreText ?? '')
  hash.addText('Initialize for october 2021 AML CLI version')

  async function addFolder(prefix: string, inside: readonly LocalFile[]) {
    const byName = Map.groupBy(inside, ({ path }) => path.slice(prefix.length).split('/', 1)[0] ?? '')
    const names = [...byName.keys()].toSorted((a, b) => compareCodePoints(a.toLowerCase(), b.toLowerCase()))
    for (const name of names) {
      const path = prefix + name
      // A folder is asked for as well here, so that a file taken back in below an ignored one does not count.
      if (ruleFor(path)?.ignores) continue
      hash.addText(name)
      const below = byName.get(name) ?? []
      const file = below.find((each) => each.path === path)
      // oxlint-disable-next-line no-await-in-loop -- the order is what the hash is about
      await (file ? hash.addFile(file) : addFolder(`${path}/`, below))
    }
  }

  if (data.kind === 'folder') await addFolder('', data.files)
  // oxlint-disable-next-line no-await-in-loop -- there is one
  else for (const file of data.files) await hash.addFile(file)
  return hash.digest()
}

/** Large enough to be fast, small enough to be forgotten. */
const pieceBytes = 4 * 1024 * 1024

function createHash({ signal, onProgress }: HashOptions) {
  const hash = sha256.create()
  const encoder = new TextEncoder()
  let read = 0
  return {
    addText: (text: string) => void hash.update(encoder.encode(text)),
    async addFile({ path, file }: LocalFile) {
      for (let start = 0; start < file.size; start += pieceBytes) {
        signal?.throwIfAborted()
        const piece = file.slice(start, start + pieceBytes)
        // oxlint-disable-next-line no-await-in-loop -- the bytes of a file come in their order
        const bytes = await piece.arrayBuffer().catch((cause: unknown) => {
          throw new ChangedOnDiskError(path, { cause })
        })
        hash.update(new Uint8Array(bytes))
        read += bytes.byteLength
        onProgress?.(read)
      }
    },
    digest: () => bytesToHex(hash.digest()),
  }
}

/** As Python compares texts; JavaScript's own order puts characters beyond U+FFFF before some below it. */
function compareCodePoints(a: string, b: string): number {
  const [left, right] = [a[Symbol.iterator](), b[Symbol.iterator]()]
  for (;;) {
    const [x, y] = [left.next().value?.codePointAt(0) ?? -1, right.next().value?.codePointAt(0) ?? -1]
    if (x !== y || x === -1) return x - y
  }
}
