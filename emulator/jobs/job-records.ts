import { readdirSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { resolve } from 'node:path'
import { artifactFolder } from '../artifact-folder.ts'
import { createClusterStore } from '../computes/cluster-store.ts'
import { inTransaction } from '../store.ts'
import { closeFolder, type Execution, type ExecutionContext } from './job-execution.ts'
import { JobError } from './job-error.ts'
import { jobFolder } from './job-folder.ts'
import type { Outcome } from './job-outcome.ts'
import { createJobTable, failureColumns, isFinal, type JobRow, type JobTable, nodesOf, statusOf } from './job-table.ts'

/** What is on record about jobs: rows, the statuses that ARM shows, nodes and folders, kept in step. */
export type JobRecords = ReturnType<typeof createJobRecords>

export function createJobRecords(ctx: ExecutionContext) {
  const { clock, db, resources, settings } = ctx
  const table = createJobTable(db)
  const clusters = createClusterStore(ctx)

  /** Changes a row, also the one in hand, and with its phase the status that ARM shows. */
  function update(row: JobRow, changes: Parameters<JobTable['update']>[1]) {
    inTransaction(db, () => {
      table.update(row.seq, changes)
      const job = resources.get(`${row.workspaceId}/jobs/${row.jobName}`)
      if (changes.phase && job) {
        resources.put({ ...job, properties: { ...job.properties, status: statusOf(changes.phase) } })
      }
    })
    Object.assign(row, changes)
  }

  /** The same for a job that no longer needs its nodes. */
  function updateAndRelease(row: JobRow, changes: Parameters<JobTable['update']>[1]) {
    const { computeId } = row
    const nodeIds = nodesOf(row)
    inTransaction(db, () => {
      update(row, { ...changes, nodeIds: null })
      if (computeId !== null) clusters.release(computeId, nodeIds)
    })
  }

  return {
    table,
    clusters,
    update,
    finish: (row: JobRow, { phase, failure }: Outcome) => {
      updateAndRelease(row, { phase, endedAt: clock.now(), ...(failure && failureColumns(failure)) })
    },
    /**
     * For a job whose command has not begun, or whose nodes were taken away: it is prepared anew when it has nodes.
     * @param retries how often that was
     */
    async backToQueue(row: JobRow, retries = row.retries) {
      await rm(jobFolder(settings.dataDir, row.seq).root, { recursive: true, force: true })
      const begun = { startedAt: null, pid: null, processStart: null }
      updateAndRelease(row, { phase: 'Queued', stopReason: null, retries, ...begun })
    },
    executionOf(row: JobRow): Execution {
      const workspace = resources.get(row.workspaceId)
      const job = resources.get(`${row.workspaceId}/jobs/${row.jobName}`)
      if (!workspace || !job) throw new JobError('The workspace of this job, or the job itself, was deleted.')
      const artifacts = artifactFolder(resources, workspace.id, job.name)
      return { ctx, workspace, job, artifacts, folder: jobFolder(settings.dataDir, row.seq) }
    },
    /** Clears the folders of jobs that ended just before the emulator did. */
    async closeFoldersOfEndedJobs() {
      for (const name of foldersIn(resolve(settings.dataDir, 'jobs'))) {
        const row = table.bySeq(Number(name))
        if (row && !isFinal(row.phase)) continue
        const folder = jobFolder(settings.dataDir, Number(name))
        if (row) await closeFolder(ctx, artifactFolder(resources, row.workspaceId, row.jobName), folder)
        else await rm(folder.root, { recursive: true, force: true })
      }
    },
  }
}

/** Names of job folders, which are numbers. */
function foldersIn(path: string): string[] {
  try {
    return readdirSync(path).filter((name) => /^\d+$/.test(name))
  } catch {
    // No job has run yet.
    return []
  }
}
