/**
 * Runs the processes of a distributed job, as the one process that the emulator follows: `node launcher.ts PLAN`. It is
 * a program of its own so that they live on together when the emulator is killed. All are of its process group, which
 * is the job's. It ends with the first process that fails, and takes the others with it.
 */
import { type ChildProcess, spawn } from 'node:child_process'
import { constants } from 'node:os'
import { closeSync, openSync, readFileSync, writeFileSync } from 'node:fs'
import type { LaunchPlan } from './launch-plan.ts'

// The emulator wrote the file.
const plan = JSON.parse(readFileSync(process.argv[2] ?? '', 'utf8')) as LaunchPlan

/** With a trap the shell waits for its program, which may be saving its work; without one it would die before it. */
const wrapper = `trap 'exit 143' TERM INT; eval "$1"`

/** Into the log of the job's wrapper. */
const note = (text: string) => process.stdout.write(`${text}\n`)

const running = new Set<ChildProcess>()
const awaited = new Set<ChildProcess>()
let exitCode = 0
let isEnding = false

/** Asks all to end. The launcher is in the group, too, and has a handler. */
function endAll(code: number) {
  if (isEnding) return
  isEnding = true
  exitCode = code
  process.kill(0, 'SIGTERM')
  // Whoever is still there then is killed by the emulator, once it sees the launcher gone.
  setTimeout(() => process.exit(exitCode), plan.graceMs).unref()
}

function ended(child: ChildProcess, title: string, code: number) {
  running.delete(child)
  awaited.delete(child)
  note(`${title} ended with code ${code}`)
  if (code !== 0 && !isEnding) {
    writeFileSync(plan.failureFile, `${title} of ${plan.processes.length} exited with code ${code}`)
    endAll(code)
  } else if (awaited.size === 0 && running.size > 0) {
    // Only those are left that serve the others.
    endAll(0)
  }
  if (running.size === 0) process.exit(exitCode)
}

const codeOf = (code: number | null, signal: NodeJS.Signals | null) =>
  code ?? 128 + (signal === null ? 0 : constants.signals[signal])

process.on('SIGTERM', () => {
  // Sent by the emulator, to the whole group: the processes end by themselves.
  if (isEnding) return
  isEnding = true
  exitCode = 143
})
process.on('SIGINT', () => undefined)

for (const { title, command, workingDirectory, env, logFile, isService } of plan.processes) {
  const log = openSync(logFile, 'a')
  const child = spawn(plan.bash, ['-c', wrapper, 'job', command], {
    cwd: workingDirectory,
    env,
    stdio: ['ignore', log, log],
  })
  closeSync(log)
  running.add(child)
  if (!isService) awaited.add(child)
  child.once('error', (error) => {
    note(`${title}: ${error.message}`)
    ended(child, title, 127)
  })
  child.once('exit', (code, signal) => ended(child, title, codeOf(code, signal)))
  note(`${title}: process ${child.pid}`)
}
