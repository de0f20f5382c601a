/**
 * `npm start` and `npm run dev`: builds the studio when its sources changed, then runs the local Azure ML in this
 * process. Plain JavaScript, so that an old Node can still read the one sentence that is for it.
 */
import { spawn } from 'node:child_process'
import { accessSync, constants } from 'node:fs'
import { delimiter, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('..', import.meta.url))
const dist = join(root, 'dist')

await main().catch((error) => {
  console.error(error instanceof Error && 'exitCode' in error ? error.message : error)
  process.exit(error?.exitCode ?? 1)
})

async function main() {
  if (Number(process.versions.node.split('.')[0]) < 24) {
    const sentence = 'run `npm ci` and start with `npm start`, which brings its own, or install Node 24 or newer'
    fail(`Trainyard runs on Node 24, and this is ${process.versions.node}: ${sentence}.`)
  }
  const { parseStartArgs, usage } = await import('../emulator/args.ts')
  const args = parseStartArgs(process.argv.slice(2))
  if (args.help) return console.log(usage)
  if (!onPath('sh')) fail('There is no sh on the PATH; jobs cannot run without it.')
  if (!onPath('python3')) console.error('There is no python3 on the PATH; jobs that call Python will fail.')

  if (!args.dev) {
    const { ensureBuilt } = await import('./build-stamp.ts')
    if (!ensureBuilt()) fail('The studio could not be built; the messages above say why.')
  }
  const { runEmulator } = await import('../emulator/main.ts')
  const { ready } = await runEmulator({
    dataDir: args.dataDir,
    port: args.port,
    reset: args.reset,
    studio: args.dev ? { kind: 'dev', connect: connectVite } : { kind: 'folder', dir: dist },
    recordFile: process.env.TRAINYARD_RECORD,
  })
  if (args.open) openBrowser(ready.studio)
}

/** @returns {never} */
function fail(message) {
  console.error(message)
  process.exit(1)
}

function onPath(command) {
  return (process.env.PATH ?? '').split(delimiter).some((folder) => {
    try {
      accessSync(join(folder, command), constants.X_OK)
      return true
    } catch {
      return false
    }
  })
}

/** Vite's dev server behind the studio's origin, so that sign-in and `/config.json` are those of production. */
async function connectVite(server) {
  const { createServer } = await import('vite')
  const vite = await createServer({ root, server: { middlewareMode: true, hmr: { server } } })
  server.once('close', () => void vite.close())
  return vite.middlewares
}

/** Best effort: a machine without a browser is no reason to fail. */
function openBrowser(url) {
  const command = { darwin: 'open', win32: 'explorer' }[process.platform] ?? 'xdg-open'
  spawn(command, [url], { stdio: 'ignore', detached: true })
    .once('error', () => console.error(`No browser could be opened; go to ${url}`))
    .unref()
}
