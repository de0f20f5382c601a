import { execFile } from 'node:child_process'
import { cpSync, mkdirSync, writeFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'

export type Python = Readonly<{
  /** Folder with `python` and `python3`, to stand first on PATH. */
  bin: string
  /** Folder for PYTHONPATH that offers the stand-in for mlflow when mlflow is not installed. */
  site: string
  /** Where packages installed for the user are; a job's own HOME would hide them. */
  userBase: string
}>

const sources = fileURLToPath(new URL('../python', import.meta.url))

/**
 * Finds this machine's python3 and makes it ready for jobs. `python` is made to be the same one: it is missing on many
 * machines, and version managers find theirs by files in HOME, which is another folder in a job.
 * @returns undefined when there is no python3 on PATH
 */
export async function preparePython(dataDir: string): Promise<Python | undefined> {
  const found = await promisify(execFile)('python3', [
    '-c',
    'import site, sys; print(sys.executable); print(site.getuserbase())',
  ]).catch(() => undefined)
  if (!found) return undefined
  const [executable = 'python3', userBase = ''] = found.stdout.split('\n')

  const root = resolve(dataDir, 'python')
  const bin = `${root}/bin`
  mkdirSync(bin, { recursive: true })
  for (const name of ['python', 'python3']) {
    writeFileSync(`${bin}/${name}`, `#!/bin/sh\nexec '${executable.replaceAll("'", `'\\''`)}' "$@"\n`, { mode: 0o755 })
  }
  // A copy, so that Python's compiled files land in the data folder and not among the sources.
  cpSync(sources, root, { recursive: true })
  return { bin, site: `${root}/site`, userBase }
}
