import { appendFileSync, mkdirSync, statSync } from 'node:fs'
import type { Clock } from '../clock.ts'
import type { Execution } from '../jobs/job-execution.ts'
import { buildLog } from '../jobs/job-logs.ts'

export type BuildLog = Readonly<{
  write: (text: string) => void
  /** Moves it into blob storage: it has come to its end. */
  close: () => Promise<void>
}>

/** A line of our own in the log of a build; those of pip have no time. */
export const buildLine = (clock: Clock, text: string) => `${new Date(clock.now()).toISOString()}: ${text}\n`

/** The same as `openBuildLog`, for a job that may need no build: it is there from the first line on. */
export function lazyBuildLog(execution: Execution): BuildLog & { isOpen: () => boolean } {
  let log: BuildLog | undefined
  return {
    write: (text) => (log ??= openBuildLog(execution)).write(text),
    isOpen: () => log !== undefined,
    close: async () => await log?.close(),
  }
}

/** The log of a job's image build, among its logs from the first line on. */
export function openBuildLog({ ctx, artifacts, folder }: Execution): BuildLog {
  const { container, prefix } = artifacts
  const file = folder.buildLog
  const write = (text: string) => appendFileSync(file, text)
  mkdirSync(folder.root, { recursive: true })
  write('')
  if (statSync(file).size > 0) {
    write(buildLine(ctx.clock, 'The local Azure ML was restarted; the build begins again'))
  }
  ctx.blobs.ensureContainer(container)
  ctx.blobs.putLive(container, prefix + buildLog, file, 'text/plain')
  return { write, close: async () => void (await ctx.blobs.adopt(container, prefix + buildLog, file, 'text/plain')) }
}
