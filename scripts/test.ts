import { spawnSync } from 'node:child_process'
import { mkdirSync, readFileSync, rmSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { ensureBrowser } from '../e2e/support/browser.ts'
import { ensureBuilt } from './build-stamp.ts'
import { checkRecordings, haveSpec } from './conformance.ts'

/**
 * Every test there is: unit and component tests, then the journeys in a real browser, then what the journeys sent and
 * got against Azure's published specification. Ends with one line: `N passed, N failed, N skipped`.
 */
type Counts = { passed: number; failed: number; skipped: number }

const root = fileURLToPath(new URL('..', import.meta.url))
const resultsFolder = `${root}test-results`
const recordings = `${resultsFolder}/exchanges`
const modules = `${root}node_modules`

const { values, positionals } = parseArgs({
  options: { only: { type: 'string' } },
  allowPositionals: true,
})

/** Runs one of our tools with this Node and shows what it prints. @returns its exit code */
function run(script: string, args: string[], env: Record<string, string> = {}) {
  const { status } = spawnSync(process.execPath, [script, ...args], {
    cwd: root,
    stdio: ['ignore', 'inherit', 'inherit'],
    env: { ...process.env, ...env },
  })
  return status ?? 1
}

/** Reads a result file, or counts one failure when the runner died before it wrote any. */
function countsFrom(file: string, read: (results: never) => Counts): Counts {
  try {
    return read(JSON.parse(readFileSync(file, 'utf8')) as never)
  } catch {
    return { passed: 0, failed: 1, skipped: 0 }
  }
}

/** A runner that fails although no test did (a crash, a broken set-up) must not look green. */
const orBroken = (counts: Counts, exitCode: number): Counts =>
  exitCode !== 0 && counts.failed === 0 ? { ...counts, failed: 1 } : counts

function unitTests(): Counts {
  const file = `${resultsFolder}/unit.json`
  const exitCode = run(`${modules}/vitest/vitest.mjs`, [
    'run',
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${file}`,
    ...positionals,
  ])
  const counts = countsFrom(
    file,
    (results: { numPassedTests: number; numFailedTests: number; numPendingTests: number; numTodoTests: number }) => ({
      passed: results.numPassedTests,
      failed: results.numFailedTests,
      skipped: results.numPendingTests + results.numTodoTests,
    }),
  )
  return orBroken(counts, exitCode)
}

function journeys(): Counts {
  ensureBrowser()
  if (!ensureBuilt()) return { passed: 0, failed: 1, skipped: 0 }
  const exitCode = run(`${modules}/@playwright/test/cli.js`, ['test', ...positionals], {
    TRAINYARD_RECORD_DIR: recordings,
  })
  const counts = countsFrom(
    `${resultsFolder}/e2e.json`,
    ({ stats }: { stats: { expected: number; unexpected: number; flaky: number; skipped: number } }) => ({
      passed: stats.expected,
      // A test that passes only at the second try has failed.
      failed: stats.unexpected + stats.flaky,
      skipped: stats.skipped,
    }),
  )
  return orBroken(counts, exitCode)
}

async function conformance(): Promise<Counts> {
  if (!haveSpec()) {
    console.log('Conformance: skipped, because the published specification is not beside this checkout.')
    return { passed: 0, failed: 0, skipped: 1 }
  }
  const { checked, outside, operations, violations } = await checkRecordings(recordings)
  console.log(
    `Conformance: ${checked} exchanges of ${operations.size} operations checked against the published specification, ` +
      `${violations.length} violations (${outside} exchanges of other providers left out).`,
  )
  for (const { operation, side, message } of violations.slice(0, 20)) console.log(`  ${operation} ${side}: ${message}`)
  return {
    passed: checked > 0 && violations.length === 0 ? 1 : 0,
    failed: checked > 0 && violations.length === 0 ? 0 : 1,
    skipped: 0,
  }
}

rmSync(resultsFolder, { recursive: true, force: true })
mkdirSync(recordings, { recursive: true })

const wanted = (part: string) => values.only === undefined || values.only === part
const parts: Counts[] = []
if (wanted('unit')) parts.push(unitTests())
if (wanted('e2e')) parts.push(journeys(), await conformance())

const total = (key: keyof Counts) => parts.reduce((sum, counts) => sum + counts[key], 0)
console.log(`${total('passed')} passed, ${total('failed')} failed, ${total('skipped')} skipped`)
process.exitCode = total('failed') === 0 ? 0 : 1
