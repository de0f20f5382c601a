import { formatBytes } from '../../lib/numbers.ts'

/** How a file is shown. Nothing that a job wrote is ever run, or opened as a page. */
export type FileKind =
  | 'empty'
  | 'image'
  | 'parquet'
  | 'notebook'
  | 'markdown'
  | 'json'
  | 'json-lines'
  | 'table'
  | 'mlmodel'
  | 'code'
  | 'text'
  | 'binary'

export type FileLook = Readonly<{
  kind: FileKind
  /** Why it is not shown in the way its name promises, or what a binary file is. */
  remark?: string
  /** Of an image. */
  mime?: string
  /** Of code that can be coloured. */
  language?: 'python' | 'shell' | 'yaml'
}>

/** What a browser draws in an `<img>`. An SVG there runs no scripts and loads nothing. */
const imageTypes: Readonly<Record<string, string>> = {
  png: 'image/png',
  jpg: 'image/jpeg',
  jpeg: 'image/jpeg',
  gif: 'image/gif',
  webp: 'image/webp',
  bmp: 'image/bmp',
  ico: 'image/x-icon',
  avif: 'image/avif',
  svg: 'image/svg+xml',
}

/** Bytes up to which a file of a kind is read whole; larger ones show their beginning as text, or nothing. */
export const mostBytes = {
  image: 20_000_000,
  svg: 2_000_000,
  json: 5_000_000,
  notebook: 20_000_000,
  markdown: 1_000_000,
  mlmodel: 200_000,
  code: 200_000,
} as const

const byExtension: Readonly<Record<string, FileKind>> = {
  parquet: 'parquet',
  ipynb: 'notebook',
  md: 'markdown',
  markdown: 'markdown',
  json: 'json',
  geojson: 'json',
  jsonl: 'json-lines',
  ndjson: 'json-lines',
  csv: 'table',
  tsv: 'table',
}

const languages: Readonly<Record<string, FileLook['language']>> = {
  py: 'python',
  pyi: 'python',
  sh: 'shell',
  bash: 'shell',
  yml: 'yaml',
  yaml: 'yaml',
}

/** What binary files are, by their extension; each is named only, never taken apart. */
const binaries: Readonly<Record<string, string>> = {
  pkl: 'a Python pickle: whoever loads it runs the code in it',
  pickle: 'a Python pickle: whoever loads it runs the code in it',
  joblib: 'a joblib pickle: whoever loads it runs the code in it',
  pt: 'a PyTorch file, most often a pickle: whoever loads it may run code in it',
  pth: 'a PyTorch file, most often a pickle: whoever loads it may run code in it',
  ckpt: 'a checkpoint, often a pickle: whoever loads it may run code in it',
  bin: 'a file of bytes whose format its name does not tell',
  onnx: 'an ONNX model',
  h5: 'an HDF5 file',
  hdf5: 'an HDF5 file',
  keras: 'a Keras model',
  npy: 'a NumPy array',
  npz: 'a bundle of NumPy arrays',
  safetensors: 'a safetensors file: tensors without code',
  zip: 'a zip archive',
  gz: 'a gzip file',
  tar: 'a tar archive',
  whl: 'a Python wheel',
  pdf: 'a PDF',
  feather: 'an Arrow file',
  arrow: 'an Arrow file',
}

/** First bytes of formats, for files whose names do not tell. */
const signatures: readonly [bytes: readonly number[], remark: string][] = [
  [[0x50, 0x4b, 3, 4], 'a zip archive, as PyTorch and NumPy write too'],
  [[0x1f, 0x8b], 'a gzip file'],
  [[0x89, 0x48, 0x44, 0x46], 'an HDF5 file'],
  [[0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59], 'a NumPy array'],
  [[0x25, 0x50, 0x44, 0x46], 'a PDF'],
  [[0x7f, 0x45, 0x4c, 0x46], 'a program'],
]

const parquetMark = [0x50, 0x41, 0x52, 0x31]

/**
 * Decides how a file is shown.
 *
 * @param head its first bytes
 * @param size how long all of it is, in bytes
 * @param isText whether the head is text of some encoding
 */
export function lookOf(name: string, head: Uint8Array, size: number, isText: boolean): FileLook {
  if (size === 0) return { kind: 'empty' }
  const extension = name.includes('.') ? name.slice(name.lastIndexOf('.') + 1).toLowerCase() : ''
  const mime = imageTypes[extension]
  if (mime) return imageLook(mime, size, isText)
  if (startsWith(head, parquetMark)) return { kind: 'parquet' }
  if (!isText) return { kind: 'binary', remark: binaryRemark(extension, head) }
  if (name === 'MLmodel') return atMost('mlmodel', size, mostBytes.mlmodel)
  const kind = byExtension[extension]
  if (kind === 'json') return atMost('json', size, mostBytes.json)
  if (kind === 'notebook') return atMost('notebook', size, mostBytes.notebook)
  if (kind === 'markdown') return atMost('markdown', size, mostBytes.markdown)
  // A name can lie: text named .parquet is text.
  if (kind && kind !== 'parquet') return { kind }
  const language = languages[extension]
  return language && size <= mostBytes.code ? { kind: 'code', language } : { kind: 'text' }
}

function imageLook(mime: string, size: number, isText: boolean): FileLook {
  const most = mime === imageTypes['svg'] ? mostBytes.svg : mostBytes.image
  if (size <= most) return { kind: 'image', mime }
  const remark = `At ${formatBytes(size)} this picture is larger than the ${formatBytes(most)} that are drawn here.`
  return { kind: isText ? 'text' : 'binary', remark }
}

const words = { json: 'JSON', notebook: 'notebook', markdown: 'Markdown', mlmodel: 'MLmodel' } as const

const atMost = (kind: keyof typeof words, size: number, most: number): FileLook =>
  size <= most
    ? { kind }
    : {
        kind: 'text',
        remark: `This ${words[kind]} file has ${formatBytes(size)}. Up to ${formatBytes(most)} are taken apart here, so its text is shown from the beginning.`,
      }

function binaryRemark(extension: string, head: Uint8Array): string {
  const what = binaries[extension] ?? signatures.find(([bytes]) => startsWith(head, bytes))?.[1]
  return what ? `By its ${binaries[extension] ? 'name' : 'first bytes'} this is ${what}.` : 'This file is no text.'
}

const startsWith = (head: Uint8Array, bytes: readonly number[]) => bytes.every((byte, index) => head[index] === byte)
