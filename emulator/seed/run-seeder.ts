import { appendFileSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { setImmediate } from 'node:timers/promises'
import { artifactFolder } from '../artifact-folder.ts'
import type { EmulatorContext } from '../context.ts'
import type { Principal } from '../contracts.ts'
import { ServiceError } from '../errors.ts'
import { closeFolder, openFolder, systemLog } from '../jobs/job-execution.ts'
import { jobFolder } from '../jobs/job-folder.ts'
import { userLog } from '../jobs/job-logs.ts'
import { createJobRecords } from '../jobs/job-records.ts'
import type { JobRow } from '../jobs/job-table.ts'
import { followJob } from '../runs/job-runs.ts'
import type { Run } from '../runs/run-store.ts'
import { inTransaction } from '../store.ts'
import { hash32 } from '../sweeps/random-numbers.ts'
import { systemDataOf } from '../system-data.ts'
import { metricNames, pointsInTheEnd, type Seed } from './seed-body.ts'
import { curvePoints, type SeededCurve } from './seeded-curves.ts'
import { seededJob, seededParams } from './seeded-jobs.ts'

/** How often live jobs log what is due. */
const tickMs = 100
/** Between the ends of two jobs. */
const pauseMs = 60_000
/** From a job's submission to its start. */
const queuedMs = 20_000
/** Points that are written in one go. */
const pointsPerCall = 50_000
/** What stands for the process of a live job on record: no process has it, so a restart finds that one gone. */
const noProcess = { pid: 0, processStart: 'seeded' } as const

/** Whose points come by the clock. */
type LiveJob = Readonly<{ row: JobRow; run: Run; curves: readonly SeededCurve[]; endsAt: number }> & { logged: number }

/** One job of a seed before it is there. Times are in ms since 1970. */
type Plan = Readonly<{ jobName: string; salt: number; startedAt: number; endedAt: number; curves: SeededCurve[] }>

export type RunSeeder = ReturnType<typeof createRunSeeder>

/** Makes jobs that look as if they had run, with their runs; some go on logging for a while. */
export function createRunSeeder(ctx: EmulatorContext) {
  const { blobs, clock, db, resources, runs, settings } = ctx
  const records = createJobRecords(ctx)
  const live = new Set<LiveJob>()
  const closings = new Set<Promise<void>>()
  let timer: NodeJS.Timeout | undefined

  function planOf(seed: Seed, number: number): Plan {
    const digits = String(seed.runs).length
    const salt = hash32(seed.seed, number)
    const pointMs = seed.live ? 1000 / seed.live.pointsPerSecond : seed.secondsPerPoint * 1000
    const endedAt = clock.now() - (seed.live ? 0 : (seed.runs - number) * pauseMs)
    const startedAt = Math.round(endedAt - seed.points * pointMs)
    const length = pointsInTheEnd(seed)
    return {
      jobName: `${seed.name}-${String(number).padStart(digits, '0')}`,
      salt,
      startedAt,
      endedAt,
      curves: metricNames(seed.metrics).map((key) => ({ key, length, shape: seed.shape, startedAt, pointMs, salt })),
    }
  }

  /** The job, its place in the job table and its run with all that it has logged so far. */
  function make(workspaceId: string, seed: Seed, plan: Plan, principal: Principal) {
    const { jobName, salt, startedAt, endedAt, curves } = plan
    const createdAt = startedAt - queuedMs
    const job = seededJob(workspaceId, jobName, { seed, salt, systemData: systemDataOf(principal, createdAt) })
    return inTransaction(db, () => {
      resources.put(job)
      runs.ensureJobRun(workspaceId, jobName)
      const computeId = String(job.properties['computeId'])
      const seq = records.table.insert({ workspaceId, jobName, computeId, createdAt, instanceCount: 1 })
      const row = records.table.bySeq(seq)
      const run = runs.get(workspaceId, jobName)
      if (!row || !run) throw new Error(`Job ${jobName} was not stored.`)
      const end = seed.live ? ({ phase: 'Running', ...noProcess } as const) : ({ phase: 'Completed', endedAt } as const)
      records.update(row, { startedAt, ...end })
      runs.log(run, { metrics: [], params: seededParams(seed.params, salt), tags: [] })
      for (const curve of curves) logPoints(run, curve, 0, seed.points)
      // Or the first search would have to, for hundreds.
      followJob(ctx, workspaceId, run)
      return { row, run }
    })
  }

  function logPoints(run: Run, curve: SeededCurve, from: number, to: number) {
    for (let at = from; at < to; at += pointsPerCall) {
      runs.metrics.log(run.seq, curvePoints(curve, at, Math.min(to, at + pointsPerCall)))
    }
  }

  function goOn(
    seed: Seed,
    { row, run }: { row: JobRow; run: Run },
    curves: readonly SeededCurve[],
    forSeconds: number,
  ) {
    const execution = records.executionOf(row)
    openFolder(execution)
    systemLog(execution, 'start', 'Seeded: no process runs, its points come by the clock.')
    live.add({ row, run, curves, endsAt: clock.now() + forSeconds * 1000, logged: seed.points })
    timer ??= setInterval(tick, tickMs)
  }

  function tick() {
    for (const job of live) {
      try {
        logDue(job)
      } catch (error) {
        live.delete(job)
        process.stderr.write(`Seeded job ${job.row.jobName}: ${String(error)}\n`)
      }
    }
    if (live.size > 0) return
    clearInterval(timer)
    timer = undefined
  }

  function logDue(job: LiveJob) {
    const row = records.table.bySeq(job.row.seq)
    // It was cancelled, and maybe deleted since.
    if (row?.phase !== 'Running') return retire(job, row)
    const isOver = clock.now() >= job.endsAt
    logUntil(job, row, isOver ? Infinity : clock.now())
    if (!isOver) return
    records.finish(row, { phase: 'Completed' })
    retire(job, row)
  }

  /** Logs what is due at a moment. All curves of a job are of one length, and of one time. */
  function logUntil(job: LiveJob, row: JobRow, now: number) {
    const [first] = job.curves
    if (!first) return
    const due = Math.min(first.length, Math.floor((now - first.startedAt) / first.pointMs))
    if (due <= job.logged) return
    inTransaction(db, () => {
      for (const curve of job.curves) logPoints(job.run, curve, job.logged, due)
    })
    job.logged = due
    appendFileSync(`${records.executionOf(row).folder.userLogs}/std_log.txt`, `step ${due - 1}\n`)
  }

  function retire(job: LiveJob, row: JobRow | undefined) {
    live.delete(job)
    const folder = jobFolder(settings.dataDir, job.row.seq)
    const closing: Promise<void> = (
      row
        ? closeFolder(ctx, artifactFolder(resources, row.workspaceId, row.jobName), folder)
        : rm(folder.root, { recursive: true, force: true })
    )
      .catch((error: unknown) => void process.stderr.write(`Seeded job ${job.row.jobName}: ${String(error)}\n`))
      .finally(() => closings.delete(closing))
    closings.add(closing)
  }

  async function writeLog(workspaceId: string, { jobName, curves }: Plan, points: number) {
    const { container, prefix } = artifactFolder(resources, workspaceId, jobName)
    blobs.ensureContainer(container)
    const text = `Seeded: nothing ran.\n${curves.map(({ key }) => `${key}: ${points} points\n`).join('')}`
    await blobs.put(container, prefix + userLog, text, { contentType: 'text/plain' })
  }

  return {
    /**
     * Makes the jobs one after the other, letting others in between.
     * @returns their names
     * @throws ServiceError 409 when one of the names is taken; then none is made
     */
    async seed(workspaceId: string, seed: Seed, principal: Principal): Promise<string[]> {
      const plans = Array.from({ length: seed.runs }, (_, i) => planOf(seed, i + 1))
      const taken = plans.find(({ jobName }) => resources.get(`${workspaceId}/jobs/${jobName}`))
      if (taken) throw new ServiceError(409, 'Conflict', `There is a job '${taken.jobName}' already.`)
      for (const plan of plans) {
        const made = make(workspaceId, seed, plan, principal)
        if (seed.live) goOn(seed, made, plan.curves, seed.live.forSeconds)
        else {
          // oxlint-disable-next-line no-await-in-loop -- jobs are listed in the order in which they are made
          await writeLog(workspaceId, plan, seed.points)
        }
        // oxlint-disable-next-line no-await-in-loop -- others wait
        await setImmediate()
      }
      return plans.map(({ jobName }) => jobName)
    },
    /** Stops the clock of live jobs: the next start finds them as it finds any job that was lost. */
    async close() {
      clearInterval(timer)
      live.clear()
      await Promise.all(closings)
    },
  }
}
