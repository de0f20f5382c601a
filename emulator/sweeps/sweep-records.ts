import type { ExecutionContext } from '../jobs/job-execution.ts'
import { type ArmResource, inTransaction } from '../store.ts'
import { bestTrial } from './best-trial.ts'
import { sizeOf, type TrialValues } from './draw.ts'
import { parseSearchSpace } from './search-space.ts'
import type { SweepProperties } from './sweep-properties.ts'
import { createSweepTable, type SweepRow, type TrialRow } from './sweep-table.ts'
import { sweepBody, trialCollection, trialJob } from './trial-job.ts'

/** What is on record about sweeps: rows, the statuses and properties that ARM shows, trials and their jobs. */
export type SweepRecords = ReturnType<typeof createSweepRecords>

export function createSweepRecords(ctx: ExecutionContext) {
  const { clock, db, resources, runs } = ctx
  const table = createSweepTable(db)

  /** The sweep's job. @throws Error when it is gone */
  function resourceOf({ workspaceId, jobName }: SweepRow): ArmResource {
    const resource = resources.get(`${workspaceId}/jobs/${jobName}`)
    if (!resource) throw new Error(`There is no sweep '${jobName}'.`)
    return resource
  }

  function setProperties(resource: ArmResource, changes: Readonly<Record<string, string>>) {
    const properties = { ...(resource.properties['properties'] as object), ...changes }
    resources.put({ ...resource, properties: { ...resource.properties, properties } })
  }

  /** Changes a row, also the one in hand, and with its phase the status that ARM shows. */
  function update(row: SweepRow, changes: Partial<Omit<SweepRow, 'seq'>>) {
    inTransaction(db, () => {
      table.update(row.seq, changes)
      const resource = resourceOf(row)
      if (changes.phase) resources.put({ ...resource, properties: { ...resource.properties, status: changes.phase } })
    })
    Object.assign(row, changes)
  }

  function updateTrial(sweep: SweepRow, trial: TrialRow, changes: Partial<Omit<TrialRow, 'number'>>) {
    table.updateTrial(sweep, trial.number, changes)
    Object.assign(trial, changes)
  }

  return {
    table,
    resourceOf,
    update,
    updateTrial,
    /** Writes down what the service says of a sweep from its beginning. */
    describe(row: SweepRow) {
      const resource = resourceOf(row)
      const { objective, searchSpace } = sweepBody(resource)
      const size = sizeOf(parseSearchSpace(searchSpace))
      const facts: SweepProperties = {
        runTemplate: 'HyperDrive',
        'azureml.runsource': 'hyperdrive',
        platform: 'AML',
        primary_metric_config: JSON.stringify({
          name: objective.primaryMetric,
          goal: objective.goal.toLowerCase(),
        }),
        space_size: Number.isFinite(size) ? String(size) : 'infinite_space_size',
      }
      setProperties(resource, facts)
    },
    /** Makes a trial's job, its run and its row; `submit` queues it. All of it or nothing. */
    addTrial(
      row: SweepRow,
      trial: { number: number; jobName: string; drawn: { point: readonly number[] | undefined; values: TrialValues } },
      submit: () => void,
    ): TrialRow {
      const { workspaceId, jobName: sweepName } = row
      const { jobName, drawn } = trial
      return inTransaction(db, () => {
        const facts = { jobName, values: drawn.values, createdAt: clock.now() }
        resources.put(trialJob(workspaceId, resourceOf(row), facts), trialCollection(workspaceId))
        runs.ensureJobRun(workspaceId, jobName, { 'mlflow.parentRunId': sweepName })
        submit()
        return table.addTrial(row, trial.number, jobName, drawn)
      })
    },
    setScore(row: SweepRow, trial: TrialRow, score: number) {
      updateTrial(row, trial, { score })
      const resource = resources.get(`${row.workspaceId}/jobs/${trial.jobName}`)
      if (resource) setProperties(resource, { score: String(score) })
    },
    /**
     * Shows which trial is the best so far.
     * @param isFinal there will be no other
     * @returns it, if that is news
     */
    showBest(row: SweepRow, trials: readonly TrialRow[], isFinal: boolean): TrialRow | undefined {
      const resource = resourceOf(row)
      const shown = resource.properties['properties'] as Partial<SweepProperties>
      const best = bestTrial(trials, sweepBody(resource).objective.goal)
      if (!best) {
        if (isFinal) setProperties(resource, { best_metric_status: 'NotFound' })
        return undefined
      }
      const score = String(best.score)
      if (shown.best_child_run_id === best.jobName && shown.score === score) return undefined
      setProperties(resource, {
        best_child_run_id: best.jobName,
        score,
        best_metric_status: 'Succeeded',
        best_data_container_id: `dcid.${best.jobName}`,
      })
      return best
    },
    finish: (row: SweepRow, phase: SweepRow['phase'], stopReason: string | null) =>
      update(row, { phase, endedAt: clock.now(), stopReason }),
  }
}
