import { createClusterStore } from '../computes/cluster-store.ts'
import type { JobRunner } from '../contracts.ts'
import { durationMs } from '../iso-duration.ts'
import type { ExecutionContext } from '../jobs/job-execution.ts'
import { isFinal } from '../jobs/job-table.ts'
import type { Place } from '../runs/metric-points.ts'
import { longestPage } from '../runs/metric-store.ts'
import { bestOf, type Goal, intervalsToJudge, reasonToEnd } from './early-termination.ts'
import { drawNext } from './sampler.ts'
import { parseSearchSpace } from './search-space.ts'
import type { SweepLog } from './sweep-log.ts'
import type { SweepRecords } from './sweep-records.ts'
import { policyOf, samplingOf, trialLimits } from './sweep-settings.ts'
import { drawnOf, type SweepRow, type TrialRow } from './sweep-table.ts'
import { sweepBody, trialName } from './trial-job.ts'

/** Trials started in one step, so that a sweep of hundreds does not hold everything else up. */
const startsPerStep = 10
/** The service gives a sweep up when its first jobs all fail. */
const firstJobs = 3

/** A trial and the values of the primary metric that were read of it: how many there are, and where to read on. */
export type Trial = { row: TrialRow; values: number[]; points: number; last: Place | undefined }

/** A trial of which nothing was read. */
export const unread = (): Omit<Trial, 'row'> => ({ values: [], points: 0, last: undefined })

/** A sweep that has not ended, in this process. */
export type ActiveSweep = { row: SweepRow; trials: Trial[]; isExhausted: boolean }

/** What happens to one sweep between its submission and its end. */
export type SweepLife = ReturnType<typeof createSweepLife>

export function createSweepLife(ctx: ExecutionContext, jobs: JobRunner, records: SweepRecords, log: SweepLog) {
  const { clock, resources, runs } = ctx
  const clusters = createClusterStore(ctx)

  const bodyOf = ({ row }: ActiveSweep) => sweepBody(records.resourceOf(row))
  const goalOf = (sweep: ActiveSweep): Goal => bodyOf(sweep).objective.goal
  const openTrials = ({ trials }: ActiveSweep) => trials.filter(({ row }) => row.outcome === null)
  const statusOf = (sweep: ActiveSweep, { row }: Trial) =>
    String(resources.get(`${sweep.row.workspaceId}/jobs/${row.jobName}`)?.properties['status'])

  /** Reads what a trial has logged and whether it has ended. */
  function follow(sweep: ActiveSweep, trial: Trial) {
    // First the status: what was logged until a final one is complete.
    const status = statusOf(sweep, trial)
    // Nothing has run, be it that its environment is made or its node is prepared.
    if (status === 'Queued' || status === 'Preparing') return
    readMetric(sweep, trial)
    const { row } = trial
    if (sweep.row.phase === 'Queued' && status !== 'Canceled') {
      records.update(sweep.row, { phase: 'Running', startedAt: clock.now() })
    }
    if (!isFinal(status)) return
    // It may have come to its end just before the policy ended it.
    const endedEarly = status === 'Canceled' ? row.endedEarly : null
    records.updateTrial(sweep.row, row, { outcome: status, endedEarly })
    const error = jobs.times(sweep.row.workspaceId, row.jobName)?.error
    const score = row.score === null ? 'no value of the primary metric' : `score ${row.score}`
    const level = status === 'Failed' ? 'WARNING' : 'INFO'
    const why = error ? `: ${error.message}` : ''
    log.write(sweep.row, 'CONTROLLER', `Job '${row.jobName}' is ${status}, ${score}${why}`, level)
  }

  function readMetric(sweep: ActiveSweep, trial: Trial) {
    const { primaryMetric } = bodyOf(sweep).objective
    const run = runs.get(sweep.row.workspaceId, trial.row.jobName)
    const points = run ? runs.metrics.count(run.seq, primaryMetric) : 0
    if (!run || points === trial.points) return
    readOn(run.seq, primaryMetric, trial)
    if (trial.points < points) {
      // Some were logged with times that had been read already.
      Object.assign(trial, unread())
      readOn(run.seq, primaryMetric, trial)
    }
    const score = bestOf(trial.values, goalOf(sweep))
    if (score !== undefined && score !== trial.row.score) records.setScore(sweep.row, trial.row, score)
  }

  function readOn(run: number, primaryMetric: string, trial: Trial) {
    let page: number[]
    do {
      const { values, last } = runs.metrics.values(run, primaryMetric, trial.last)
      page = values
      trial.values.push(...values)
      Object.assign(trial, { points: trial.points + values.length, last })
    } while (page.length === longestPage)
  }

  /** Why no further trial should be started; undefined when all is well. */
  function reasonToStop(sweep: ActiveSweep): { stopAs: 'Canceled' | 'Failed'; reason: string } | undefined {
    const { limits, computeId } = bodyOf(sweep)
    const limitMs = durationMs(limits?.timeout ?? '')
    const { startedAt, workspaceId } = sweep.row
    if (limitMs !== undefined && startedAt !== null && clock.now() - startedAt >= limitMs) {
      const reason = `The sweep ran longer than its limit (limits.timeout = ${limits?.timeout}) and was canceled.`
      return { stopAs: 'Canceled', reason }
    }
    if (computeId !== undefined) {
      const compute = resources.get(computeId)
      const state = compute && clusters.view(compute)?.provisioningState
      if (state === undefined || state === 'Deleting') {
        return { stopAs: 'Canceled', reason: `The compute '${computeId}' was deleted while this sweep ran.` }
      }
    }
    const first = sweep.trials.slice(0, firstJobs)
    const haveFailed = first.every(({ row }) => {
      const isOwnFault = () => jobs.times(workspaceId, row.jobName)?.error?.code === 'UserError'
      return row.outcome === 'Failed' && isOwnFault()
    })
    if (first.length < firstJobs || !haveFailed) return undefined
    const reason =
      `The first ${firstJobs} jobs have failed. The system is canceling the experiment. Please resolve the issues ` +
      'before resubmitting the experiment.'
    return { stopAs: 'Failed', reason }
  }

  function endBadTrials(sweep: ActiveSweep) {
    const policy = policyOf(bodyOf(sweep))
    if (!policy) return
    const all = sweep.trials.map(({ row, values }) => ({
      values,
      hasEnded: row.outcome !== null || row.endedEarly !== null,
    }))
    for (const [index, trial] of sweep.trials.entries()) {
      const own = all[index]
      if (!own || own.hasEnded || trial.row.judged >= own.values.length) continue
      const intervals = intervalsToJudge(policy, trial.row.judged, own.values.length)
      const reason = intervals
        .map((interval) => reasonToEnd(policy, goalOf(sweep), { own, all, interval }))
        .find((found) => found !== undefined)
      records.updateTrial(sweep.row, trial.row, { judged: own.values.length, endedEarly: reason ?? null })
      if (reason === undefined) continue
      all[index] = { ...own, hasEnded: true }
      log.write(sweep.row, 'CONTROLLER', `Early termination of job '${trial.row.jobName}': ${reason}`)
    }
  }

  /** Cancels what is to end. It is decided and written down before, so that a crash in between changes nothing. */
  function cancelTrials(sweep: ActiveSweep) {
    const { workspaceId, stopAs } = sweep.row
    for (const { row } of openTrials(sweep)) {
      if (stopAs !== null || row.endedEarly !== null) jobs.cancel(workspaceId, row.jobName)
    }
  }

  async function startTrials(sweep: ActiveSweep) {
    const { row, trials } = sweep
    const body = bodyOf(sweep)
    const { total, concurrent } = trialLimits(body)
    const space = parseSearchSpace(body.searchSpace)
    const sampling = samplingOf(body, row.seed)
    const goal = goalOf(sweep)
    for (let started = 0; started < startsPerStep; started += 1) {
      sweep.isExhausted ||= trials.length >= total
      if (sweep.isExhausted || openTrials(sweep).length >= concurrent) return
      // One after the other: each draw depends on those before it.
      // oxlint-disable-next-line no-await-in-loop
      const draw = await drawNext({ space, sampling, goal, trials: trials.map((trial) => drawnOf(trial.row)) })
      // It may have been cancelled meanwhile.
      if (row.stopAs !== null) return
      if (!draw) {
        log.write(row, 'GENERATOR', `All ${trials.length} different sets of values were drawn.`)
        sweep.isExhausted = true
        return
      }
      const isTaken = (name: string) => resources.get(`${row.workspaceId}/jobs/${name}`) !== undefined
      const number = trials.length
      const jobName = trialName(row.jobName, number, isTaken)
      const { point, values } = draw
      log.write(row, 'GENERATOR', `Sampled ${JSON.stringify(values)}: ${draw.how}`)
      log.write(row, 'SCHEDULER', `Scheduling job, id='${jobName}'`)
      const submit = () => jobs.submit(row.workspaceId, jobName)
      trials.push({
        row: records.addTrial(row, { number, jobName, drawn: { point, values } }, submit),
        ...unread(),
      })
    }
  }

  function showBest(sweep: ActiveSweep, isLast: boolean) {
    const rows = sweep.trials.map((trial) => trial.row)
    const best = records.showBest(sweep.row, rows, isLast)
    if (best) log.write(sweep.row, 'CONTROLLER', `Best job so far: '${best.jobName}', score ${best.score}`)
  }

  /** Starts no trial any more and cancels those that are there; the sweep ends with the last of them. */
  function stop(sweep: ActiveSweep, stopAs: 'Canceled' | 'Failed', stopReason: string | null) {
    const phase = stopAs === 'Canceled' ? { phase: 'CancelRequested' as const } : {}
    records.update(sweep.row, { stopAs, stopReason, ...phase })
    log.write(sweep.row, 'CONTROLLER', stopReason ?? 'Cancellation was requested.', 'WARNING')
    cancelTrials(sweep)
  }

  /** What a sweep ends as by its trials alone. */
  function outcomeOf({ row: { workspaceId }, trials }: ActiveSweep): Pick<SweepRow, 'phase' | 'stopReason'> {
    if (trials.some(({ row }) => row.outcome === 'Completed' || row.endedEarly !== null)) {
      return { phase: 'Completed', stopReason: null }
    }
    if (trials.some(({ row }) => row.outcome === 'Canceled')) return { phase: 'Canceled', stopReason: null }
    const first = jobs.times(workspaceId, trials[0]?.row.jobName ?? '')?.error?.message ?? ''
    return { phase: 'Failed', stopReason: `No trial has completed. The first one failed: ${first}` }
  }

  /** Brings a sweep up to date with its trials. @returns whether it has ended */
  function settle(sweep: ActiveSweep): boolean {
    for (const trial of openTrials(sweep)) follow(sweep, trial)
    const { row } = sweep
    const isOver = openTrials(sweep).length === 0 && (sweep.isExhausted || row.stopAs !== null)
    showBest(sweep, isOver)
    if (!isOver) return false
    const { phase, stopReason } =
      row.stopAs === null ? outcomeOf(sweep) : { phase: row.stopAs, stopReason: row.stopReason }
    log.write(row, 'CONTROLLER', `The sweep is ${phase}.`)
    records.finish(row, phase, stopReason)
    return true
  }

  return {
    stop,
    settle,
    /** One look at a sweep: follows its trials, ends bad ones, starts new ones. @returns whether it has ended */
    async step(sweep: ActiveSweep): Promise<boolean> {
      if (settle(sweep)) return true
      if (sweep.row.stopAs !== null) {
        cancelTrials(sweep)
        return false
      }
      const reason = reasonToStop(sweep)
      if (reason) {
        stop(sweep, reason.stopAs, reason.reason)
        return settle(sweep)
      }
      endBadTrials(sweep)
      cancelTrials(sweep)
      await startTrials(sweep)
      return false
    },
  }
}
