import { parseAnsiLine } from '../../../lib/ansi.ts'

/** What a code cell left. Anything that a browser would run or load is not among it. */
export type CellOutput = Readonly<
  | { kind: 'text'; text: string }
  | { kind: 'error'; text: string }
  | { kind: 'image'; dataUrl: string }
  /** Of types that are not shown, such as HTML. */
  | { kind: 'left-out'; types: readonly string[] }
>

export type NotebookCell = Readonly<
  | { kind: 'markdown'; text: string }
  | { kind: 'raw'; text: string }
  | { kind: 'code'; text: string; count: number | undefined; outputs: readonly CellOutput[] }
>

export type Notebook = Readonly<{
  language: string
  cells: readonly NotebookCell[]
  /** Cells after the last one that is shown. */
  leftOut: number
}>

/** A page of more cells than this is slow, and nobody reads on there. */
const mostCells = 500
const longestOutput = 100_000

/**
 * Reads a Jupyter notebook (https://nbformat.readthedocs.io), believing nothing in it: what has another form than it
 * should is left out.
 *
 * @throws Error when it is no notebook
 */
export function readNotebook(text: string): Notebook {
  const notebook: unknown = JSON.parse(text)
  if (!isRecord(notebook) || !Array.isArray(notebook['cells'])) throw new Error('It has no list of cells.')
  const cells = notebook['cells'] as unknown[]
  const metadata = record(notebook['metadata'])
  const language = record(metadata['language_info'])['name'] ?? record(metadata['kernelspec'])['language']
  return {
    language: typeof language === 'string' ? language : 'python',
    cells: cells.slice(0, mostCells).filter(isRecord).map(readCell),
    leftOut: Math.max(0, cells.length - mostCells),
  }
}

function readCell(cell: Record<string, unknown>): NotebookCell {
  const text = joined(cell['source'])
  if (cell['cell_type'] === 'markdown') return { kind: 'markdown', text }
  if (cell['cell_type'] !== 'code') return { kind: 'raw', text }
  const count = cell['execution_count']
  const outputs = Array.isArray(cell['outputs']) ? (cell['outputs'] as unknown[]) : []
  return {
    kind: 'code',
    text,
    count: typeof count === 'number' ? count : undefined,
    outputs: outputs.filter(isRecord).flatMap(readOutput),
  }
}

function readOutput(output: Record<string, unknown>): CellOutput[] {
  if (output['output_type'] === 'stream') return [{ kind: 'text', text: plain(joined(output['text'])) }]
  if (output['output_type'] === 'error') {
    const traceback = plain(joined(output['traceback'], '\n'))
    return [{ kind: 'error', text: traceback || `${joined(output['ename'])}: ${joined(output['evalue'])}` }]
  }
  const data = record(output['data'])
  const types = Object.keys(data)
  const image = ['image/png', 'image/jpeg'].find((type) => isBase64(joined(data[type])))
  if (image) return [{ kind: 'image', dataUrl: `data:${image};base64,${joined(data[image]).replaceAll(/\s/g, '')}` }]
  if (data['text/plain'] !== undefined) return [{ kind: 'text', text: plain(joined(data['text/plain'])) }]
  return types.length > 0 ? [{ kind: 'left-out', types }] : []
}

const isBase64 = (text: string) => /^[A-Za-z0-9+/=\s]+$/.test(text)

/** Without the colours of terminals, and no longer than a page takes. */
const plain = (text: string) =>
  text
    .slice(0, longestOutput)
    .split('\n')
    .map((line) => parseAnsiLine(line).text)
    .join('\n')

/** The format writes a text as one string or as a list of lines. */
function joined(value: unknown, between = ''): string {
  if (typeof value === 'string') return value
  return Array.isArray(value) ? value.filter((line) => typeof line === 'string').join(between) : ''
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const record = (value: unknown): Record<string, unknown> => (isRecord(value) ? value : {})
