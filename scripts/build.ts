/**
 * `npm run build`: the production build in `dist/`, a brotli twin beside every text file, and the size of the first
 * load against its budget. Exit code 1 when the budget is exceeded. With `--quick` nothing but the build, for those who
 * want to run it on their own machine at once.
 */
import { readdir, readFile, writeFile } from 'node:fs/promises'
import { extname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { brotliCompress, constants } from 'node:zlib'
import { build } from 'vite'
import { fingerprint, stampBuild } from './build-stamp.ts'
import { filesOf, firstLoadBudget, firstLoadEntries, type Manifest } from './first-load.ts'

const root = fileURLToPath(new URL('..', import.meta.url))
const dist = join(root, 'dist')
const compress = promisify(brotliCompress)

const textEndings = new Set(['.js', '.css', '.html', '.svg', '.json', '.csv', '.yml', '.py', '.txt'])

/** Past this size the last per cent costs seconds; only the editor's files are that large. */
const thoroughUpTo = 500_000

async function writeTwins(): Promise<Map<string, number>> {
  const entries = await readdir(dist, { withFileTypes: true, recursive: true })
  const files = entries.filter((entry) => entry.isFile() && textEndings.has(extname(entry.name)))
  const sizes = await Promise.all(
    files.map(async ({ parentPath, name }) => {
      const path = join(parentPath, name)
      const content = await readFile(path)
      const quality = content.length > thoroughUpTo ? 9 : constants.BROTLI_MAX_QUALITY
      const packed = await compress(content, { params: { [constants.BROTLI_PARAM_QUALITY]: quality } })
      await writeFile(`${path}.br`, packed)
      return [path.slice(dist.length + 1), packed.length] as const
    }),
  )
  return new Map(sizes)
}

const kilobytes = (bytes: number) => (bytes / 1000).toFixed(1).padStart(8)

/** Prints the size of the first load, file by file. @returns whether it is within the budget */
async function reportFirstLoad(sizes: Map<string, number>): Promise<boolean> {
  const manifest = JSON.parse(await readFile(join(dist, '.vite/manifest.json'), 'utf8')) as Manifest
  const lines = filesOf(manifest, firstLoadEntries)
    .map((file) => ({ file, bytes: sizes.get(file) ?? 0 }))
    .sort((a, b) => b.bytes - a.bytes)
  const total = lines.reduce((sum, { bytes }) => sum + bytes, 0)

  console.log('First load of the jobs list, signed in: JavaScript in kB of brotli')
  for (const { file, bytes } of lines) console.log(`${kilobytes(bytes)}  ${file}`)
  console.log(`${kilobytes(total)}  in all, budget ${firstLoadBudget / 1000}`)
  if (total <= firstLoadBudget) return true
  console.error(`The first load is ${((total - firstLoadBudget) / 1000).toFixed(1)} kB over its budget.`)
  return false
}

const sources = fingerprint()
await build({ root, logLevel: 'warn' })
if (!process.argv.includes('--quick') && !(await reportFirstLoad(await writeTwins()))) process.exitCode = 1
stampBuild(sources)
