import { spawn } from 'node:child_process'
import { closeSync, existsSync, openSync, readFileSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { leavesOf } from './process-group.ts'
import { processesWith, processIdentity } from './process-identity.ts'

/**
 * Runs a command in a shell of its own and leaves its exit code in a file, so that the code is known even when the
 * emulator was not there at the end.
 *
 * It waits for a line on its input before it begins: by then its pid is on record. When the emulator dies first, the
 * input ends and nothing runs, so a job can never run twice. Both traps are needed: without them the shells die of the
 * signal that is sent to the group, and the program loses its time to save its work. A signal that comes before the
 * inner shell is there leaves a third argument behind, or nobody would end the command until it is killed.
 */
const wrapper = `read -r go || exit 125
exec </dev/null
trap 'set -- "$1" "$2" stopped' TERM INT
( trap 'exit 143' TERM INT; [ $# -eq 2 ] || exit 143; eval "$1" )
code=$?
echo "$code" >"$2"
exit "$code"`

/** Between SIGTERM and SIGKILL: time for a job to save its work. */
export const graceMs = 5000

/** Names the job in the environment of its processes. */
export const markerName = 'TRAINYARD_JOB'

export type Exit = { kind: 'code'; code: number } | { kind: 'signal'; signal: string } | { kind: 'unknown' }

export type JobProcess = {
  pid: number
  /** See `processIdentity`. */
  identity: string
  /** When the main command has ended; what it started may still run. */
  ended: Promise<Exit>
}

export type Launch = Readonly<{
  command: string
  workingDirectory: string
  env: Record<string, string>
  logFile: string
  exitFile: string
}>

/**
 * Starts the shell of a job, which waits for `begin`. All paths must be absolute.
 * The log goes to a file and not through a pipe: it outlives the emulator and keeps stdout and stderr in order.
 */
export async function startProcess(launch: Launch): Promise<JobProcess & { begin(): void }> {
  const log = openSync(launch.logFile, 'a')
  try {
    const child = spawn(bashPath(), ['-c', wrapper, 'job', launch.command, launch.exitFile], {
      cwd: launch.workingDirectory,
      env: launch.env,
      detached: true,
      stdio: ['pipe', log, log],
    })
    const { promise: ended, resolve: end } = Promise.withResolvers<Exit>()
    child.once('exit', (code, signal) =>
      end(code === null ? { kind: 'signal', signal: signal ?? 'SIGKILL' } : { kind: 'code', code }),
    )
    // A pid is there once the process was spawned, and never when it could not be.
    await new Promise((resolve, reject) => child.once('spawn', resolve).once('error', reject))
    const pid = child.pid ?? 0
    // The shell may be gone when we write; its exit tells.
    child.stdin?.on('error', () => undefined)
    return { pid, identity: processIdentity(pid) ?? '', ended, begin: () => void child.stdin?.end('go\n') }
  } finally {
    closeSync(log)
  }
}

/** Looked for on our own PATH: the one that a job declares may lack it. */
export function bashPath(): string {
  const folders = (process.env['PATH'] ?? '').split(delimiter)
  return folders.map((folder) => join(folder, 'bash')).find((path) => existsSync(path)) ?? '/bin/bash'
}

/** Follows a process that an earlier emulator started. It is no child of ours, so its end has to be looked for. */
export function adoptProcess(pid: number, identity: string, exitFile: string): JobProcess {
  return { pid, identity, ended: untilGone(pid, identity).then(() => readExit(exitFile)) }
}

async function untilGone(pid: number, identity: string) {
  while (processIdentity(pid) === identity) await sleep(200)
}

/** What the wrapper left behind; to be read once it is gone. */
export function readExit(exitFile: string): Exit {
  const text = existsSync(exitFile) ? readFileSync(exitFile, 'utf8') : ''
  // A machine that lost power may have kept the file and lost what was in it.
  return /^\d+\n$/.test(text) ? { kind: 'code', code: Number(text) } : { kind: 'unknown' }
}

/** Asks the whole group to end, and ends it after a while. @returns when the main command has ended */
export async function stopProcess(job: JobProcess): Promise<void> {
  signalGroup(job.pid, 'SIGTERM')
  const timer = setTimeout(() => signalGroup(job.pid, 'SIGKILL'), graceMs)
  await job.ended
  clearTimeout(timer)
}

/**
 * Ends the programs of a group as the kernel does when memory runs out: at once, and not the shells around them, so that
 * the job's log and its exit code tell of it. Where there is no `/proc`, all of the group.
 */
export function killPrograms(pid: number) {
  const leaves = leavesOf(pid)
  if (leaves.length === 0) return signalGroup(pid, 'SIGKILL')
  for (const leaf of leaves) if (leaf !== pid) sendSignal(leaf, 'SIGKILL')
}

/**
 * Ends what a job has left behind: the rest of its group, and what moved out of the group.
 * @param pid of the shell, which is also the group's id; null when none was started
 */
export function endLeftovers(pid: number | null, marker: string) {
  if (pid !== null) signalGroup(pid, 'SIGKILL')
  for (const stray of processesWith(`${markerName}=${marker}`)) sendSignal(stray, 'SIGKILL')
}

/** Signals a process group; nothing happens when it has ended. @param pid of its first process, which names it */
export const signalGroup = (pid: number, name: NodeJS.Signals) => sendSignal(-pid, name)

function sendSignal(pid: number, name: NodeJS.Signals) {
  try {
    process.kill(pid, name)
  } catch {
    // ESRCH: it has ended already, which is what was wanted.
  }
}
