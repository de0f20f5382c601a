import { randomInt } from 'node:crypto'
import type { JobTimes } from '../contracts.ts'
import type { ExecutionContext } from '../jobs/job-execution.ts'
import type { LocalJobRunner } from '../jobs/job-runner.ts'
import { isFinal } from '../jobs/job-table.ts'
import { type ActiveSweep, createSweepLife, unread } from './sweep-life.ts'
import { createSweepLog } from './sweep-log.ts'
import { createSweepRecords } from './sweep-records.ts'
import { samplingOf, trialLimits } from './sweep-settings.ts'
import type { SweepRow } from './sweep-table.ts'
import { sweepBody } from './trial-job.ts'

/** How often the trials of sweeps are looked at while there are any. */
const lookMs = 100
/** The same after a sweep could not be looked at, as while the disk is full. */
const troubledLookMs = 5000

/**
 * Runs sweeps beside the jobs of another runner, whose work their trials are. All that is needed to go on after a
 * crash is in the tables: a trial that was on its way is followed, and the next one is drawn as it would have been.
 */
export function createSweepRunner(ctx: ExecutionContext, jobs: LocalJobRunner): LocalJobRunner {
  const { clock, resources } = ctx
  const records = createSweepRecords(ctx)
  const { table } = records
  const log = createSweepLog(ctx)
  const life = createSweepLife(ctx, jobs, records, log)
  const active = new Map<number, ActiveSweep>()
  const closings = new Set<Promise<void>>()
  let isClosing = false
  let timer: NodeJS.Timeout | undefined
  let look: Promise<void> | undefined

  /** What was said of sweeps that are in trouble, by `seq`: trouble that stays is told once. */
  const complaints = new Map<number, Set<string>>()

  function complainOnce({ seq, jobName }: SweepRow, error: unknown) {
    const text = error instanceof Error ? error.message : String(error)
    const said = complaints.get(seq) ?? new Set()
    if (!said.has(text)) complain(`Sweep ${jobName}`, error)
    complaints.set(seq, said.add(text))
  }

  function complain(what: string, error: unknown) {
    process.stderr.write(`${what}: ${String(error instanceof Error ? error.stack : error)}\n`)
  }

  function wake() {
    clearTimeout(timer)
    if (isClosing || active.size === 0) return
    look ??= lookAtAll().finally(() => {
      look = undefined
      if (!isClosing && active.size > 0) timer = setTimeout(wake, complaints.size > 0 ? troubledLookMs : lookMs)
    })
  }

  async function lookAtAll() {
    for (const sweep of active.values()) {
      if (isClosing) return
      // Steps of one sweep must not overlap, and those of several need not.
      // oxlint-disable-next-line no-await-in-loop
      await lookAt(sweep)
    }
  }

  async function lookAt(sweep: ActiveSweep) {
    try {
      if (await life.step(sweep)) retire(sweep)
      complaints.delete(sweep.row.seq)
    } catch (error) {
      complainOnce(sweep.row, error)
      const message = error instanceof Error ? error.message : String(error)
      // Whatever goes wrong here ends one sweep, not the emulator. When not even that can be written, it is tried again.
      try {
        if (sweep.row.stopAs === null) life.stop(sweep, 'Failed', `The local Azure ML failed at this sweep: ${message}`)
      } catch (another) {
        complainOnce(sweep.row, another)
      }
    }
  }

  /** The status comes before the log is moved: the next start moves what a crash has left. */
  function retire(sweep: ActiveSweep) {
    active.delete(sweep.row.seq)
    complaints.delete(sweep.row.seq)
    const closing: Promise<void> = log
      .close(sweep.row)
      .catch((error: unknown) => complain(`The log of sweep ${sweep.row.jobName}`, error))
      .finally(() => void closings.delete(closing))
    closings.add(closing)
  }

  function takeUp(row: SweepRow) {
    log.open(row)
    const trials = table.trials(row.seq).map((trial) => ({ row: trial, ...unread() }))
    active.set(row.seq, { row, trials, isExhausted: false })
  }

  function begin(workspaceId: string, jobName: string) {
    const row = table.get(workspaceId, jobName)
    // The caller's transaction was rolled back.
    if (!row) return
    takeUp(row)
    const body = sweepBody(records.resourceOf(row))
    const { total, concurrent } = trialLimits(body)
    const sampling = samplingOf(body, row.seed)
    const seed = sampling.kind === 'grid' ? '' : `, seed ${sampling.seed}`
    log.write(
      row,
      'API',
      `Sweep created: ${sampling.kind} sampling${seed}, at most ${total} trials, ${concurrent} at a time`,
    )
    wake()
  }

  return {
    async start() {
      await jobs.start()
      for (const seq of log.left()) {
        const row = table.bySeq(seq)
        if (row && isFinal(row.phase)) await log.close(row)
      }
      for (const row of table.unfinished()) takeUp(row)
      wake()
    },
    submit(workspaceId, jobName) {
      const job = resources.get(`${workspaceId}/jobs/${jobName}`)
      if (job?.properties['jobType'] !== 'Sweep') return jobs.submit(workspaceId, jobName)
      table.insert({ workspaceId, jobName, seed: randomInt(2 ** 31), createdAt: clock.now() })
      const row = table.get(workspaceId, jobName)
      if (row) records.describe(row)
      // After the caller's transaction.
      setImmediate(begin, workspaceId, jobName)
    },
    cancel(workspaceId, jobName, reason) {
      const row = table.get(workspaceId, jobName)
      if (!row) return jobs.cancel(workspaceId, jobName, reason)
      if (isFinal(row.phase)) return false
      const sweep = active.get(row.seq)
      if (!sweep) records.update(row, { stopAs: 'Canceled', phase: 'CancelRequested' })
      else if (sweep.row.stopAs === null) {
        life.stop(sweep, 'Canceled', reason ?? null)
        if (life.settle(sweep)) retire(sweep)
      }
      return true
    },
    async remove(workspaceId, jobName) {
      const row = table.get(workspaceId, jobName)
      if (!row) return await jobs.remove(workspaceId, jobName)
      await Promise.all(closings)
      table.delete(row.seq)
    },
    trials(workspaceId, jobName) {
      const row = table.get(workspaceId, jobName)
      return row ? table.trials(row.seq).map((trial) => trial.jobName) : []
    },
    times(workspaceId, jobName) {
      const row = table.get(workspaceId, jobName)
      if (row) return timesOf(row)
      const times = jobs.times(workspaceId, jobName)
      const endedEarly = table.trialOf(workspaceId, jobName)?.endedEarly ?? undefined
      return (
        times &&
        (endedEarly === undefined ? times : { ...times, cancelationReason: `Early termination: ${endedEarly}` })
      )
    },
    computeChanged: () => jobs.computeChanged(),
    async close() {
      isClosing = true
      clearTimeout(timer)
      await look
      await jobs.close()
      await Promise.all(closings)
    },
  }

  function timesOf(row: SweepRow): JobTimes {
    const { computeId, properties, objective } = sweepBody(records.resourceOf(row))
    const message = `No trial logged the primary metric '${objective.primaryMetric}', so there is no best trial.`
    const isBestUnknown = row.phase === 'Completed' && properties?.['best_metric_status'] === 'NotFound'
    return {
      createdAt: row.createdAt,
      startedAt: row.startedAt ?? undefined,
      endedAt: row.endedAt ?? undefined,
      error: row.phase === 'Failed' ? { code: 'UserError', message: row.stopReason ?? '' } : undefined,
      computeId,
      queuePosition: undefined,
      cancelationReason: row.phase === 'Canceled' ? (row.stopReason ?? undefined) : undefined,
      warnings: isBestUnknown ? [{ source: 'Hyperdrive', message }] : [],
    }
  }
}
