import { randomBytes } from 'node:crypto'
import { readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** The storage account's key: random for each data folder, made at first use, readable by its owner only. */
export function loadAccountKey(dataDir: string): Buffer {
  const file = join(dataDir, 'storage-account.key')
  try {
    return Buffer.from(readFileSync(file, 'utf8'), 'base64')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error
  }
  const key = randomBytes(64)
  // By way of another name, so that a crash in between leaves no half key.
  writeFileSync(`${file}.new`, key.toString('base64'), { mode: 0o600 })
  renameSync(`${file}.new`, file)
  return key
}
