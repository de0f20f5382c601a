import { execFileSync, spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { chromium } from '@playwright/test'

/**
 * Chromium talks to nobody but the emulator. The sandbox needs rights that containers rarely give, and the pages
 * under test are our own.
 */
export const browserArgs = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

const commands = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome']

function onPath(command: string): string | undefined {
  const found = spawnSync('sh', ['-c', `command -v ${command}`], { encoding: 'utf8' })
  return found.status === 0 ? found.stdout.trim() : undefined
}

/** A Chromium that is here already: `TRAINYARD_CHROMIUM`, one on the PATH, or Playwright's own download. */
export function findBrowser(): string | undefined {
  const named = process.env['TRAINYARD_CHROMIUM']
  if (named) return existsSync(named) ? named : undefined
  const installed = commands.map(onPath).find(Boolean)
  if (installed) return installed
  const own = chromium.executablePath()
  return existsSync(own) ? own : undefined
}

/** The ways to get a Chromium, tried in turn; the last two need the rights to install a package. */
const installers: [command: string, args: string[]][] = [
  ['npx', ['playwright', 'install', '--with-deps', 'chromium']],
  ['sh', ['-c', 'apt-get update && apt-get install -y chromium']],
  ['sh', ['-c', 'sudo -n apt-get update && sudo -n apt-get install -y chromium']],
]

/**
 * The path of a Chromium, installed first if none is here.
 * @throws when no way of installing one works; the message says what to do
 */
export function ensureBrowser(): string {
  const found = findBrowser()
  if (found) return found
  for (const [command, args] of installers) {
    try {
      console.error(`No Chromium found. Trying: ${command} ${args.join(' ')}`)
      execFileSync(command, args, { stdio: ['ignore', 'ignore', 'inherit'], timeout: 600_000 })
    } catch {
      continue
    }
    const installed = findBrowser()
    if (installed) return installed
  }
  throw new Error('The e2e tests need Chromium. Install it, or name one in TRAINYARD_CHROMIUM, and run again.')
}
