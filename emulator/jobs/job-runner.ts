import type { JobRunner } from '../contracts.ts'
import { createPreparation } from '../environments/preparation.ts'
import { type ArmResource, resourceKey } from '../store.ts'
import { askedFailureOf } from './asked-failure.ts'
import { instanceCountOf } from './distribution.ts'
import { type ExecutionContext, systemLog } from './job-execution.ts'
import { JobError } from './job-error.ts'
import { type ActiveJob, createJobLife } from './job-life.ts'
import { failureOf } from './job-outcome.ts'
import { createPlacement } from './job-placement.ts'
import { adoptProcess, type JobProcess, readExit } from './job-process.ts'
import { createJobRecords } from './job-records.ts'
import { isFinal, type JobRow } from './job-table.ts'
import { jobTimes } from './job-times.ts'
import { processIdentity } from './process-identity.ts'
import { preparePython } from './python.ts'

/** How often the queue is looked at while a job waits for a node. */
const queueLookMs = 200
/** The same after the data folder could not be read or written. */
const troubledLookMs = 5000

export type LocalJobRunner = JobRunner & {
  /** Takes up the jobs that an earlier emulator left behind and starts the queue. To call once the servers listen. */
  start(): Promise<void>
}

/**
 * Runs jobs as processes of this machine, as many at a time as their compute has nodes for, in the order in which they
 * came. All that is needed to go on after a crash is in the job table and in the jobs' folders.
 */
export function createJobRunner(ctx: ExecutionContext): LocalJobRunner {
  const { clock, resources } = ctx
  const records = createJobRecords(ctx)
  const { table, update, finish } = records
  const placement = createPlacement(ctx, records)
  const python = preparePython(ctx.settings.dataDir)
  const preparation = createPreparation(ctx, records, python)
  const life = createJobLife(ctx, records, { python, preparation })
  const active = new Map<number, ActiveJob>()
  let closing = false
  let timer: NodeJS.Timeout | undefined

  /** Starts every job whose turn it is, and looks again while others wait. */
  function pump() {
    clearTimeout(timer)
    if (closing) return
    try {
      startBuilds()
      stopPreempted()
      if (startNext()) timer = setTimeout(pump, queueLookMs)
    } catch (error) {
      complain('The queue', error)
      timer = setTimeout(pump, troubledLookMs)
    }
  }

  function startBuilds() {
    for (const row of table.building()) {
      if (active.has(row.seq)) continue
      const isToFail = askedFailureOf(jobOf(row)) === 'image-build'
      activate(row, undefined, (job) => (isToFail ? life.failBuild(row) : preparation.prepare(row, job)))
    }
  }

  function stopPreempted() {
    for (const [seq, job] of active) {
      const row = table.bySeq(seq)
      if (!row || row.stopReason !== null || !placement.isPreempted(row)) continue
      if (job.process && row.phase === 'Running') life.stop(row, job.process, 'preempted')
      else if (!job.process) {
        update(row, { stopReason: 'preempted' })
        job.abort.abort()
      }
    }
  }

  const needsBuild = (workspaceId: string, job: ArmResource | undefined) =>
    preparation.isNeeded(workspaceId, job) || askedFailureOf(job) === 'image-build'

  /** @returns whether jobs are left that wait */
  function startNext(): boolean {
    const full = new Set<string>()
    const placeOf = (row: JobRow) => resourceKey(row.computeId ?? row.workspaceId)
    for (;;) {
      // Jobs of one compute start in order: when the first of them has no node, the others wait, too.
      const heads = table.heads().filter((row) => !full.has(placeOf(row)))
      if (heads.length === 0) return full.size > 0
      for (const row of heads) if (!tryStart(row)) full.add(placeOf(row))
    }
  }

  /** @returns false when the job has to wait */
  function tryStart(row: JobRow): boolean {
    try {
      const place = placement.placeFor(row)
      if (!place) return false
      update(row, { phase: 'Preparing', ...place })
    } catch (error) {
      if (!(error instanceof JobError)) throw error
      finish(row, failureOf(error))
      return true
    }
    activate(row, undefined, (started) => life.run(row, started))
    return true
  }

  function activate(row: JobRow, ofJob: JobProcess | undefined, work: (job: ActiveJob) => Promise<void>) {
    const job: ActiveJob = { abort: new AbortController(), process: ofJob, done: Promise.resolve() }
    active.set(row.seq, job)
    job.done = work(job)
      // Whatever goes wrong here ends one job, not the emulator.
      .catch((error: unknown) => {
        if (!isFinal(table.bySeq(row.seq)?.phase ?? 'Failed')) finish(row, failureOf(error))
      })
      // Not even that could be written: the next start takes the job up where the record of it ends.
      .catch((error: unknown) => complain(`Job ${row.jobName}`, error))
      .finally(() => {
        // A job whose environment is there may have got a node already.
        if (active.get(row.seq) === job) active.delete(row.seq)
        pump()
      })
  }

  const jobOf = (row: JobRow) => resources.get(`${row.workspaceId}/jobs/${row.jobName}`)

  const complain = (what: string, error: unknown) =>
    void process.stderr.write(`${what}: ${error instanceof Error ? error.stack : String(error)}\n`)

  /** Finds out what became of a job that was under way when the emulator was killed. */
  async function takeUp(row: JobRow) {
    if (row.pid === null || row.processStart === null) {
      if (row.stopReason === 'cancel') finish(row, { phase: 'Canceled' })
      else {
        if (row.phase !== 'Queued' && row.phase !== 'Building') await records.backToQueue(row)
        // Its environment may be half made, or gone since.
        if (needsBuild(row.workspaceId, jobOf(row))) update(row, { phase: 'Building' })
      }
      return
    }
    const { pid, processStart } = row
    const execution = records.executionOf(row)
    if (processIdentity(pid) === processStart) {
      systemLog(execution, 'resume', `The emulator was restarted; process group ${pid} still runs and is followed.`)
      const process = adoptProcess(pid, processStart, execution.folder.exit)
      activate(row, process, () => life.follow(row, execution, process))
      if (row.stopReason !== null) life.stop(row, process, row.stopReason)
    } else {
      systemLog(execution, 'resume', 'The emulator was restarted; the command has ended meanwhile.')
      const exit = readExit(execution.folder.exit)
      activate(row, undefined, () => life.conclude(row, execution, exit))
    }
  }

  return {
    async start() {
      preparation.clearLeftovers()
      await records.closeFoldersOfEndedJobs()
      for (const row of table.unfinished()) {
        await takeUp(row).catch((error: unknown) => finish(row, failureOf(error)))
      }
      pump()
    },
    submit(workspaceId, jobName) {
      const job = resources.get(`${workspaceId}/jobs/${jobName}`)
      const computeId = job?.properties['computeId']
      table.insert({
        workspaceId,
        jobName,
        computeId: typeof computeId === 'string' ? computeId : null,
        createdAt: clock.now(),
        instanceCount: job ? instanceCountOf(job) : 1,
      })
      const row = table.get(workspaceId, jobName)
      if (row && needsBuild(workspaceId, job)) update(row, { phase: 'Building' })
      // After the caller's transaction, whose rollback would leave a job running that is on no record.
      setImmediate(pump)
    },
    cancel(workspaceId, jobName, reason) {
      const row = table.get(workspaceId, jobName)
      if (!row || isFinal(row.phase)) return false
      if (reason !== undefined) update(row, { cancelationReason: reason })
      // The command has ended already, or was asked to.
      if (row.phase === 'Finalizing' || row.phase === 'CancelRequested') return true
      const job = active.get(row.seq)
      if (!job) finish(row, { phase: 'Canceled' })
      else if (job.process) life.stop(row, job.process, 'cancel')
      else {
        update(row, { phase: 'CancelRequested', stopReason: 'cancel' })
        job.abort.abort()
      }
      return true
    },
    async remove(workspaceId, jobName) {
      const row = table.get(workspaceId, jobName)
      if (!row) return
      // The status is final a moment before the last file is stored.
      await active.get(row.seq)?.done
      table.delete(workspaceId, jobName)
    },
    times(workspaceId, jobName) {
      const row = table.get(workspaceId, jobName)
      return row && jobTimes(row, row.phase === 'Queued' ? table.ahead(row) : undefined)
    },
    trials: () => [],
    computeChanged: () => void setImmediate(pump),
    async close() {
      closing = true
      clearTimeout(timer)
      for (const [seq, job] of active) {
        const row = table.bySeq(seq)
        if (row?.stopReason === null && row.phase === 'Running' && job.process) life.stop(row, job.process, 'shutdown')
        else if (row?.stopReason === null && row.phase === 'Preparing') update(row, { stopReason: 'shutdown' })
        job.abort.abort()
      }
      await Promise.all(Array.from(active.values(), (job) => job.done))
      // Only then is nothing written to the data folder any more.
      await Promise.all([preparation.close(), python])
    },
  }
}
