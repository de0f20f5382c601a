import { mkdirSync } from 'node:fs'
import { resolve } from 'node:path'

/** Absolute paths of all that belongs to one job on disk, until it has ended and its files are in blob storage. */
export type JobFolder = Readonly<{
  root: string
  /** The code; the command runs here. */
  work: string
  inputs: string
  outputs: string
  home: string
  tmp: string
  /** stdout and stderr. */
  log: string
  systemLog: string
  /** The command's exit code, once it has ended. */
  exit: string
}>

export function jobFolder(dataDir: string, seq: number): JobFolder {
  const root = resolve(dataDir, 'jobs', String(seq))
  const below = (name: string) => `${root}/${name}`
  return {
    root,
    work: below('work'),
    inputs: below('inputs'),
    outputs: below('outputs'),
    home: below('home'),
    tmp: below('tmp'),
    log: below('std_log.txt'),
    systemLog: below('lifecycler.log'),
    exit: below('exit'),
  }
}

/** `./outputs` and `./logs` are there from the start, as on Azure: scripts write into them without making them. */
export function makeJobFolder({ work, inputs, outputs, home, tmp }: JobFolder) {
  for (const path of [`${work}/outputs`, `${work}/logs`, inputs, outputs, home, tmp])
    mkdirSync(path, { recursive: true })
}
