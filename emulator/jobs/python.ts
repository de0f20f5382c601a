import { execFile } from 'node:child_process'
import { cpSync, mkdirSync, writeFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { shellQuoted } from '../shell-quoted.ts'

export type Python = Readonly<{
  /** Folder with `python` and `python3`, to stand first on PATH. */
  bin: string
  /** Folder for PYTHONPATH that offers the stand-in for mlflow when mlflow is not installed. */
  site: string
  /** Where packages installed for the user are; a job's own HOME would hide them. */
  userBase: string
}>

/** This machine's own, of which environments are made. */
export type HostPython = Python &
  Readonly<{
    executable: string
    /** As `3.11.7`. */
    version: string
    /** Those of `venv`, `pip` and `ensurepip` that it has; distributions package them apart. */
    modules: readonly string[]
    /** Where its packages are when it is in a virtual environment itself; one made of it would not have them. */
    ownPackages: readonly string[]
  }>

const sources = fileURLToPath(new URL('../python', import.meta.url))

const facts = `import importlib.util, json, platform, site, sys
print(json.dumps({
  "executable": sys.executable,
  "version": platform.python_version(),
  "userBase": site.getuserbase(),
  "modules": [name for name in ("venv", "pip", "ensurepip") if importlib.util.find_spec(name)],
  "ownPackages": site.getsitepackages() if sys.prefix != sys.base_prefix else [],
}))`

/**
 * Finds this machine's python3 and makes it ready for jobs. `python` is made to be the same one: it is missing on many
 * machines, and version managers find theirs by files in HOME, which is another folder in a job.
 * @returns undefined when there is no python3 on PATH
 */
export async function preparePython(dataDir: string): Promise<HostPython | undefined> {
  const found = await promisify(execFile)('python3', ['-c', facts]).catch(() => undefined)
  if (!found) return undefined
  // Printed by the lines above.
  const host = JSON.parse(found.stdout) as Omit<HostPython, 'bin' | 'site'>

  const root = resolve(dataDir, 'python')
  const bin = `${root}/bin`
  mkdirSync(bin, { recursive: true })
  for (const name of ['python', 'python3']) {
    writeFileSync(`${bin}/${name}`, `#!/bin/sh\nexec ${shellQuoted(host.executable)} "$@"\n`, { mode: 0o755 })
  }
  // A copy, so that Python's compiled files land in the data folder and not among the sources.
  cpSync(sources, root, { recursive: true })
  return { ...host, bin, site: `${root}/site` }
}
