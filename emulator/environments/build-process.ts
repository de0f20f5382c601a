import { spawn } from 'node:child_process'
import { markerName, signalGroup } from '../jobs/job-process.ts'

/** What a build is told and tells: see `buildVenv`. */
export type BuildIo = Readonly<{
  /** Gets what the programs print, as it comes. */
  write: (text: string) => void
  signal: AbortSignal
  /** Where relative paths in an environment lead: nowhere near the emulator's own files. */
  cwd: string
  /** Names the build in the environment of its processes, so that a later emulator finds what is left of it. */
  marker: string
}>

/** Settings that would bend a build: with those of Python it would see packages that jobs do not, pip's ask for another place. */
const notPassedOn = ['PYTHONPATH', 'PYTHONHOME', 'PYTHONSTARTUP', 'PIP_TARGET', 'PIP_PREFIX', 'PIP_ROOT']

/**
 * Runs one program of a build to its end, with this machine's settings of proxies, certificates and package indexes.
 * @returns its exit code; 127 when there is no such program
 * @throws the signal's reason when it is aborted, once the program and what it started are gone
 */
export async function runBuildProgram([program = '', ...args]: readonly string[], io: BuildIo): Promise<number> {
  io.signal.throwIfAborted()
  const own = Object.entries(process.env).filter(([name]) => !notPassedOn.includes(name))
  const child = spawn(program, args, {
    env: {
      ...Object.fromEntries(own),
      PYTHONUNBUFFERED: '1',
      PIP_DISABLE_PIP_VERSION_CHECK: '1',
      PIP_NO_INPUT: '1',
      // Somebody's configuration may say otherwise, which a virtual environment refuses.
      PIP_USER: '0',
      UV_HTTP_TIMEOUT: '15',
      UV_HTTP_RETRIES: '2',
      [markerName]: io.marker,
    },
    cwd: io.cwd,
    // A group of its own, which can be ended as a whole.
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const { promise: ended, resolve: end } = Promise.withResolvers<number>()
  child.once('error', (error) => {
    io.write(`${error.message}\n`)
    end(127)
  })
  child.once('close', (code) => end(code ?? 1))
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', io.write)
  const { pid } = child
  // Without a pid nothing was started.
  const kill = () => pid !== undefined && signalGroup(pid, 'SIGKILL')
  io.signal.addEventListener('abort', kill)
  const code = await ended
  io.signal.removeEventListener('abort', kill)
  io.signal.throwIfAborted()
  return code
}
