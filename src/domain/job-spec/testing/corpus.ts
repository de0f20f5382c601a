import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'

/** Test data beside the checkout; a clone alone does not have it. */
export const corpusFolder = path.resolve(import.meta.dirname, '../../../../../shared/corpus/yaml')

export const corpusIsThere = existsSync(path.join(corpusFolder, 'index.json'))

export type CorpusEntry = {
  file: string
  kind: string
  type?: string
  valid?: boolean | null
  localRefs?: { at: string; path: string; what: string; exists?: boolean }[]
  companions?: Record<string, string>
  companionsStandIn?: boolean
  expect?: { body?: Record<string, unknown>; computeType?: string }
  /** What the index does not vouch for. */
  unsure?: string
  errors?: { at: string; messages: string[] }[]
}

export function corpusEntries(): CorpusEntry[] {
  if (!corpusIsThere) return []
  // The index is part of the test data and has this shape.
  const index = JSON.parse(readFileSync(path.join(corpusFolder, 'index.json'), 'utf8')) as { entries: CorpusEntry[] }
  return index.entries
}

export const corpusText = ({ file }: CorpusEntry) => readFileSync(path.join(corpusFolder, file), 'utf8')
