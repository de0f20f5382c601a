import { spawn, type ChildProcess } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import type { ReadyInfo } from '../../emulator/server.ts'

export type EmulatorProcess = {
  readonly ready: ReadyInfo
  /** `SIGKILL`, as a power cut would; the data folder stays. */
  kill(): Promise<void>
  /** Starts again on the same ports and data folder after `kill` or `stop`. */
  restart(): Promise<void>
  /** Ends it cleanly; the data folder stays. */
  stop(): Promise<void>
  /** Ends it and removes its data folder. */
  dispose(): Promise<void>
}

const startScript = fileURLToPath(new URL('run-emulator.ts', import.meta.url))

/** With `TRAINYARD_RECORD_DIR`, every emulator writes what it was asked and what it answered to a file in there. */
const recording = () => {
  const folder = process.env['TRAINYARD_RECORD_DIR']
  return folder ? { TRAINYARD_RECORD: join(folder, `${randomUUID()}.jsonl`) } : {}
}

type Launched = { child: ChildProcess; ready: ReadyInfo }

class StartFailure extends Error {
  readonly exitCode: number | null

  constructor(exitCode: number | null, output: string) {
    super(`The emulator ended with ${exitCode} before it was ready.\n${output}`)
    this.exitCode = exitCode
  }
}

async function launch(port: number, dataDir: string): Promise<Launched> {
  const child = spawn(process.execPath, [startScript, '--port', String(port), '--data-dir', dataDir], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, ...recording() },
  })
  let errors = ''
  child.stderr?.on('data', (chunk: Buffer) => (errors += chunk.toString()))
  const ready = await new Promise<ReadyInfo>((resolve, reject) => {
    child.once('exit', (code) => reject(new StartFailure(code, errors)))
    if (!child.stdout) return reject(new Error('No standard output to read the ready line from.'))
    createInterface(child.stdout).on('line', (line) => {
      if (line.startsWith('ready ')) resolve(JSON.parse(line.slice('ready '.length)) as ReadyInfo)
    })
  })
  return { child, ready }
}

const hasEnded = (child: ChildProcess) => child.exitCode !== null || child.signalCode !== null

async function end(child: ChildProcess, signal: NodeJS.Signals) {
  if (hasEnded(child)) return
  const ended = new Promise((resolve) => child.once('exit', resolve))
  child.kill(signal)
  await ended
}

/** Exit code of an emulator whose ports are taken. */
const portInUse = 4

/**
 * A restart needs the same three ports, which `--port 0` does not promise: so three in a row are guessed, below those
 * that the system gives to whoever asks for any.
 */
async function launchSomewhere(dataDir: string): Promise<Launched> {
  for (;;) {
    try {
      return await launch(20_000 + 3 * Math.floor(Math.random() * 4_000), dataDir)
    } catch (error) {
      if (!(error instanceof StartFailure) || error.exitCode !== portInUse) throw error
    }
  }
}

/** Starts an emulator of its own on free ports, in a data folder of its own. */
export async function startEmulatorProcess(): Promise<EmulatorProcess> {
  const dataDir = await mkdtemp(join(tmpdir(), 'trainyard-e2e-'))
  let running = await launchSomewhere(dataDir)
  return {
    get ready() {
      return running.ready
    },
    kill: () => end(running.child, 'SIGKILL'),
    stop: () => end(running.child, 'SIGTERM'),
    async restart() {
      running = await launch(Number(new URL(running.ready.studio).port), dataDir)
    },
    async dispose() {
      await end(running.child, 'SIGTERM')
      await rm(dataDir, { recursive: true, force: true })
    },
  }
}
