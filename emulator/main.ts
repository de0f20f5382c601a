import type { EmulatorOptions, RunningEmulator } from './server.ts'
import { startEmulator } from './server.ts'

/** How often the parent is looked at; npm's shell dies of a SIGTERM without passing it on. */
const parentLookMs = 1000

/**
 * Runs the emulator as this process: prints the `ready` line and ends cleanly on SIGINT, SIGTERM, SIGHUP or when the
 * process that started it is gone. A second signal ends it at once.
 */
export async function runEmulator(options: EmulatorOptions): Promise<RunningEmulator> {
  // Read before anything takes time: whoever waits for the ready line may be gone the moment it appears.
  const parent = process.ppid
  const emulator = await startEmulator(options)
  console.log(`ready ${JSON.stringify(emulator.ready)}`)

  let stopping = false
  const stop = () => {
    if (stopping) process.exit(1)
    stopping = true
    emulator.close().then(
      () => process.exit(0),
      (error: unknown) => {
        console.error(error)
        process.exit(1)
      },
    )
  }
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, stop)
  const watch = setInterval(() => {
    if (process.ppid === parent) return
    clearInterval(watch)
    stop()
  }, parentLookMs)
  return emulator
}
