import { appendFileSync, mkdirSync, statSync } from 'node:fs'
import type { Execution } from '../jobs/job-execution.ts'
import { buildLog } from '../jobs/job-logs.ts'

export type BuildLog = Readonly<{
  write: (text: string) => void
  /** Moves it into blob storage: it has come to its end. */
  close: () => Promise<void>
}>

/** The log of a job's image build, among its logs from the first line on. */
export function openBuildLog({ ctx, artifacts, folder }: Execution): BuildLog {
  const { container, prefix } = artifacts
  const file = folder.buildLog
  const write = (text: string) => appendFileSync(file, text)
  mkdirSync(folder.root, { recursive: true })
  write('')
  if (statSync(file).size > 0) {
    write(`${new Date(ctx.clock.now()).toISOString()}: The local Azure ML was restarted; the build begins again\n`)
  }
  ctx.blobs.ensureContainer(container)
  ctx.blobs.putLive(container, prefix + buildLog, file, 'text/plain')
  return { write, close: async () => void (await ctx.blobs.adopt(container, prefix + buildLog, file, 'text/plain')) }
}
