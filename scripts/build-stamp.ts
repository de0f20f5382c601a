/** Tells whether `dist/` was built from the sources as they are now. */
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
export const isBuilt = (): boolean => existsSync(stampFile) && readFileSync(stampFile, 'utf8') === fingerprint()

/** @param print of the sources as they were when the build began */
export const stampBuild = (print: string) => writeFileSync(stampFile, print)

function filesBelow(path: string): string[] {
  if (!existsSync(path)) return []
  if (statSync(path).isFile()) return [path]
  const entries = readdirSync(path, { withFileTypes: true, recursive: true })
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort()
}
