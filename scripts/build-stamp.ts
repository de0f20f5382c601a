/** Tells whether `dist/` was built from the sources as they are now. */
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('..', import.meta.url))
const stampFile = join(root, 'dist/.sources')
const sources = ['src', 'public', 'index.html', 'auth-redirect.html', 'vite.config.ts', 'package-lock.json']

/** Changes with any change of a source: path, size and time of every file. */
export function fingerprint(): string {
  const hash = createHash('sha256')
  for (const file of sources.flatMap((name) => filesBelow(join(root, name)))) {
    const { mtimeMs, size } = statSync(file)
    hash.update(`${file} ${mtimeMs} ${size}\n`)
  }
  return hash.digest('hex')
}

/** Whether a build would make what is there already. */
const isBuilt = (): boolean => existsSync(stampFile) && readFileSync(stampFile, 'utf8') === fingerprint()

/** @param print of the sources as they were when the build began */
export const stampBuild = (print: string) => writeFileSync(stampFile, print)

/**
 * Builds the studio unless its sources are those of the last build. What the build says goes to standard error: standard
 * output is for machines (the `ready` line) or for a report.
 *
 * @returns whether there is a build of the sources now
 */
export function ensureBuilt(): boolean {
  if (isBuilt()) return true
  console.error('Building the studio ...')
  const args = [join(root, 'scripts/build.ts'), '--quick']
  return spawnSync(process.execPath, args, { cwd: root, stdio: ['ignore', 2, 2] }).status === 0
}

function filesBelow(path: string): string[] {
  if (!existsSync(path)) return []
  if (statSync(path).isFile()) return [path]
  const entries = readdirSync(path, { withFileTypes: true, recursive: true })
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort()
}
