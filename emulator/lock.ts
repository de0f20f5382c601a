import { accessSync, chmodSync, constants, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { StartError } from './start-error.ts'

const markerName = 'trainyard-data'
const lockName = 'lock.db'
/** What people put there themselves, before the first start or later; see `wheelFolders`. */
const peoplesOwn = 'wheels'

/**
 * Takes a data folder for this process, making it if it is not there.
 * @param dataDir absolute
 * @param reset empties the folder, but only one that carries our marker, and leaves wheels that people put there
 * @returns what gives the folder back; the lock also goes with the process, however it ends
 * @throws StartError 3 when the folder cannot be written, holds something else or is in use
 */
export function lockDataDir(dataDir: string, reset: boolean): () => void {
  const names = namesIn(dataDir).filter((name) => name !== peoplesOwn)
  if (names.length > 0 && !names.includes(markerName)) {
    throw new StartError(3, `${dataDir} holds files of something else; choose another folder with --data-dir.`)
  }
  writeFileSync(path.join(dataDir, markerName), 'This folder belongs to the local Azure ML of Trainyard.\n')
  chmodSync(dataDir, 0o700)
  const release = takeLock(dataDir)
  if (reset) {
    const isKept = (name: string) => name === markerName || name === peoplesOwn || name.startsWith(lockName)
    const others = readdirSync(dataDir).filter((name) => !isKept(name))
    for (const name of others) rmSync(path.join(dataDir, name), { recursive: true, force: true })
  }
  return release
}

/** What the folder holds; an empty one is made when it is not there. */
function namesIn(dataDir: string): string[] {
  try {
    mkdirSync(dataDir, { recursive: true, mode: 0o700 })
    accessSync(dataDir, constants.R_OK | constants.W_OK | constants.X_OK)
    return readdirSync(dataDir)
  } catch {
    throw new StartError(3, `${dataDir} cannot be written; choose another folder with --data-dir.`)
  }
}

/** An open exclusive transaction: unlike a file with a process id it vanishes when the process is killed. */
function takeLock(dataDir: string): () => void {
  const db = new DatabaseSync(path.join(dataDir, lockName))
  try {
    db.exec('PRAGMA busy_timeout=0; PRAGMA locking_mode=EXCLUSIVE; BEGIN EXCLUSIVE')
  } catch {
    db.close()
    throw new StartError(3, `${dataDir} is in use by another local Azure ML; stop it or choose another --data-dir.`)
  }
  return () => {
    if (db.isOpen) db.close()
  }
}
