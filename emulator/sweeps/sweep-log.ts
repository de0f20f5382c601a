import { appendFileSync, existsSync, mkdirSync, readdirSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { resolve } from 'node:path'
import { artifactFolder } from '../artifact-folder.ts'
import type { EmulatorContext } from '../context.ts'
import type { SweepRow } from './sweep-table.ts'

/** Where the service keeps it, and where clients that stream a sweep look. */
const logPath = 'azureml-logs/hyperdrive.txt'

export type SweepLog = ReturnType<typeof createSweepLog>

/** A sweep's own log: what was drawn, started, ended early and found best. */
export function createSweepLog({ blobs, clock, resources, settings }: Omit<EmulatorContext, 'jobs'>) {
  const root = resolve(settings.dataDir, 'sweeps')
  const folderOf = (seq: number) => `${root}/${seq}`
  const fileOf = (seq: number) => `${folderOf(seq)}/hyperdrive.txt`
  const blobOf = ({ workspaceId, jobName }: SweepRow) => {
    const { container, prefix } = artifactFolder(resources, workspaceId, jobName)
    return { container, name: prefix + logPath }
  }

  return {
    open(sweep: SweepRow) {
      mkdirSync(folderOf(sweep.seq), { recursive: true })
      appendFileSync(fileOf(sweep.seq), '')
      const { container, name } = blobOf(sweep)
      blobs.ensureContainer(container)
      blobs.putLive(container, name, fileOf(sweep.seq), 'text/plain')
    },
    /** @param part who speaks, in the service's words */
    write(sweep: SweepRow, part: 'API' | 'GENERATOR' | 'SCHEDULER' | 'CONTROLLER', text: string, level = 'INFO') {
      const time = new Date(clock.now()).toISOString()
      appendFileSync(fileOf(sweep.seq), `[${time}][${part}][${level}]${text}\n`)
    },
    /** Moves the log of a sweep that has ended into blob storage. */
    async close(sweep: SweepRow) {
      const { container, name } = blobOf(sweep)
      if (existsSync(fileOf(sweep.seq))) await blobs.adopt(container, name, fileOf(sweep.seq), 'text/plain')
      await rm(folderOf(sweep.seq), { recursive: true, force: true })
    },
    /** `seq` of sweeps whose logs have not been moved yet. */
    left: () =>
      existsSync(root)
        ? readdirSync(root)
            .filter((name) => /^\d+$/.test(name))
            .map(Number)
        : [],
  }
}
