import { existsSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import type { Preparation } from '../environments/preparation.ts'
import { openBuildLog } from '../environments/build-log.ts'
import { askedError, askedFailureOf, failedBuild, failureFacts, preempted, strikes } from './asked-failure.ts'
import {
  closeFolder,
  type Execution,
  type ExecutionContext,
  keepFiles,
  openFolder,
  prepareLaunch,
  systemLog,
  workFolders,
} from './job-execution.ts'
import { timeoutOf, timeoutText } from './job-limits.ts'
import { closeLogs } from './job-logs.ts'
import { failureOf, type Outcome, outcomeOf } from './job-outcome.ts'
import { endLeftovers, type Exit, type JobProcess, killPrograms, startProcess, stopProcess } from './job-process.ts'
import type { JobRecords } from './job-records.ts'
import { type JobRow, nodesOf, type StopReason } from './job-table.ts'
import { showArtifacts } from './outputs.ts'
import type { HostPython } from './python.ts'
import { watchResources } from './system-metrics.ts'

/** How often a running job is held against its time limit. */
const limitLookMs = 250
/** How long a job runs before it fails as it has asked to: it has said something by then. */
const strikeAfterMs = 1000
/** How often new files below `./outputs` and `./logs` are looked for. */
const outputsLookMs = 2000

/** A job that is under way in this process: its environment is made, or it has nodes. */
export type ActiveJob = { abort: AbortController; process: JobProcess | undefined; done: Promise<void> }

/** What happens to one job from when it gets its nodes, or is refused a build, to its end. */
export type JobLife = ReturnType<typeof createJobLife>

export function createJobLife(
  ctx: ExecutionContext,
  records: JobRecords,
  { python, preparation }: { python: Promise<HostPython | undefined>; preparation: Preparation },
) {
  const { blobs, clock, settings } = ctx
  const { table, update } = records

  const markerOf = (row: JobRow) => `${resolve(settings.dataDir)}#${row.seq}`
  const stopReasonOf = (row: JobRow) => table.bySeq(row.seq)?.stopReason ?? null

  /** Prepares a job that has just got its node, runs it and stores what it made. */
  async function run(row: JobRow, job: ActiveJob): Promise<void> {
    const execution = records.executionOf(row)
    openFolder(execution)
    systemLog(execution, 'prepare', row.nodeIds === null ? 'On serverless compute' : `On ${nodesOf(row).join(' and ')}`)
    const begun = await begin(row, job, execution).catch((error: unknown) => ({ error }))
    if (!('error' in begun)) return await follow(row, execution, begun)
    const stopReason = stopReasonOf(row)
    if (stopReason === 'shutdown') return await records.backToQueue(row)
    if (isToRetry(execution, stopReason)) return await retry(row, execution, new Set())
    await end(row, execution, stopReason === 'cancel' ? { phase: 'Canceled' } : failureOf(begun.error))
  }

  async function begin(row: JobRow, job: ActiveJob, execution: Execution): Promise<JobProcess> {
    const { signal } = job.abort
    if (askedFailureOf(execution.job) === 'data-access') throw askedError(ctx.resources, execution.job, 'data-access')
    const launch = await prepareLaunch(execution, {
      python: await preparation.pythonOf(execution),
      marker: markerOf(row),
      signal,
    })
    signal.throwIfAborted()
    const process = await startProcess(launch)
    if (signal.aborted) {
      await stopProcess(process)
      throw signal.reason
    }
    job.process = process
    update(row, { phase: 'Running', startedAt: clock.now(), pid: process.pid, processStart: process.identity })
    systemLog(execution, 'start', `Process group ${process.pid}: ${launch.command}`)
    // Only now, with the pid on record: see the wrapper of job-process.ts.
    process.begin()
    return process
  }

  /** Waits for a command to end and stores what it made. */
  async function follow(row: JobRow, execution: Execution, process: JobProcess): Promise<void> {
    const shown = new Set<string>()
    const stopWatching = watch(row, execution, process, shown)
    const exit = await process.ended
    await stopWatching()
    endLeftovers(process.pid, markerOf(row))
    await conclude(row, execution, exit, shown)
  }

  /**
   * Enforces the limit of a running command, and shows its outputs and what it uses.
   * @param shown gets the names of outputs, see `showArtifacts`
   * @returns what ends it; it resolves when nothing more is shown
   */
  function watch(row: JobRow, execution: Execution, process: JobProcess, shown: Set<string>): () => Promise<void> {
    const limitLook = setInterval(() => {
      try {
        endWhenDue(row, execution, process)
      } catch {
        // The reason could not be written down; the next look tries again.
      }
    }, limitLookMs)
    let showing: Promise<void> | undefined
    const outputsLook = setInterval(() => {
      // They are shown for people's sake, and stored in any case at the end: a failure here is no failure of the job.
      showing ??= showArtifacts(blobs, execution.artifacts, workFolders(execution), shown)
        .catch(() => undefined)
        .finally(() => (showing = undefined))
    }, outputsLookMs)
    const stopMeasuring = watchResources(ctx, row, process.pid)
    return async () => {
      clearInterval(limitLook)
      clearInterval(outputsLook)
      stopMeasuring()
      await showing
    }
  }

  /** Ends a command that has run for longer than it may, or long enough to fail as it has asked to. */
  function endWhenDue(row: JobRow, { job }: Execution, process: JobProcess) {
    const ranMs = clock.now() - (row.startedAt ?? 0)
    const stopReason = stopReasonOf(row)
    const asked = askedFailureOf(job)
    // Its shell may have gone on with the next program of its command.
    if (stopReason === 'out-of-memory') killPrograms(process.pid)
    if (stopReason !== null) return
    if (ranMs >= (timeoutOf(job) ?? Infinity)) stop(row, process, 'timeout')
    else if (asked && strikes(asked) === 'while running' && ranMs >= strikeAfterMs) stop(row, process, asked)
  }

  function stop(row: JobRow, process: JobProcess, stopReason: StopReason) {
    update(row, { stopReason, ...(stopReason === 'cancel' ? { phase: 'CancelRequested' } : {}) })
    if (stopReason === 'out-of-memory') return killPrograms(process.pid)
    // Whoever follows the process hears of any failure.
    stopProcess(process).catch(() => undefined)
  }

  async function conclude(row: JobRow, execution: Execution, exit: Exit, shown: ReadonlySet<string>): Promise<void> {
    const stopReason = stopReasonOf(row)
    const hasPython = (await python) !== undefined
    let outcome = outcomeOf(exit, stopReason, {
      timeout: timeoutText(execution.job),
      hasPython,
      failure: failedProcess(execution),
      asked: failureFacts(ctx.resources, execution.job),
    })
    systemLog(execution, 'end', describe(exit))
    if (isToRetry(execution, stopReason)) return await retry(row, execution, shown)
    // ARM shows a job that is being cancelled as CancelRequested until its end.
    if (stopReason !== 'cancel') update(row, { phase: 'Finalizing' })
    try {
      await keepFiles(execution, shown)
    } catch (error) {
      if (outcome.phase === 'Completed') outcome = failureOf(error)
    }
    await end(row, execution, outcome)
  }

  /** A job whose nodes were taken away begins again, unless it has asked to fail of that. */
  const isToRetry = ({ job }: Execution, stopReason: StopReason | null) =>
    stopReason === 'preempted' && askedFailureOf(job) !== 'preempted'

  /** Puts a job back into the queue. What it has made stays, and its logs in a folder of their own. */
  async function retry(row: JobRow, execution: Execution, shown: ReadonlySet<string>) {
    systemLog(execution, 'preempted', preempted.message)
    await keepFiles(execution, shown)
    const retries = row.retries + 1
    await closeLogs(blobs, execution.artifacts, execution.folder, retries)
    await records.backToQueue(row, retries)
  }

  /** The status comes before the folder goes: a crash between the two leaves a folder, which the next start clears. */
  async function end(row: JobRow, execution: Execution, outcome: Outcome) {
    systemLog(execution, 'done', outcome.failure ? `Failed: ${outcome.failure.message}` : outcome.phase)
    records.finish(row, outcome)
    await closeFolder(ctx, execution.artifacts, execution.folder)
  }

  return {
    run,
    /** For a job that has asked for the failure of its image build. */
    async failBuild(row: JobRow): Promise<void> {
      const execution = records.executionOf(row)
      const log = openBuildLog(execution)
      log.write(failedBuild)
      await log.close()
      await end(row, execution, failureOf(askedError(ctx.resources, execution.job, 'image-build')))
    },
    follow,
    stop,
    /** For a command that ended while no emulator was there. */
    conclude(row: JobRow, execution: Execution, exit: Exit): Promise<void> {
      // Not by group: its number may be another one's by now.
      endLeftovers(null, markerOf(row))
      return conclude(row, execution, exit, new Set())
    },
  }
}

/** What the launcher of a distributed job left behind. */
function failedProcess({ folder }: Execution): string | undefined {
  if (!existsSync(folder.failure)) return undefined
  return `${readFileSync(folder.failure, 'utf8')}, and the others were ended.`
}

function describe(exit: Exit): string {
  if (exit.kind === 'code') return `Command exited with code ${exit.code}`
  return exit.kind === 'signal' ? `Command was ended by ${exit.signal}` : 'Command ended and left no exit code'
}
