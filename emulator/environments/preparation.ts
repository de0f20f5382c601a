import { closeFolder, type Execution, type ExecutionContext, systemLog } from '../jobs/job-execution.ts'
import { JobError } from '../jobs/job-error.ts'
import type { ActiveJob } from '../jobs/job-life.ts'
import { timeoutOf, timeoutText } from '../jobs/job-limits.ts'
import { failureOf } from '../jobs/job-outcome.ts'
import type { JobRecords } from '../jobs/job-records.ts'
import { findEnvironment } from '../jobs/job-references.ts'
import type { JobRow } from '../jobs/job-table.ts'
import type { HostPython, Python } from '../jobs/python.ts'
import type { ArmResource } from '../store.ts'
import { BuildFailure, buildFailed } from './build-failure.ts'
import { buildLine, lazyBuildLog } from './build-log.ts'
import { createEnvironmentStore } from './environment-store.ts'
import { hasCondaFile, keyOf, planOf, titleOf } from './environment-plan.ts'
import { hostNote } from './host-note.ts'

/** The service's own limit of an image build: `Timeout(sec): 5400` in its logs. */
const longestBuildMs = 5400_000
/** How often a build is held against its time limit. */
const limitLookMs = 250

/** What happens to a job before it may have a node: its environment is made, unless it is there. */
export type Preparation = ReturnType<typeof createPreparation>

export function createPreparation(
  ctx: ExecutionContext,
  records: JobRecords,
  hostPython: Promise<HostPython | undefined>,
) {
  const { clock, resources, settings } = ctx
  const store = createEnvironmentStore({ dataDir: settings.dataDir, clock })

  const environmentOf = (workspaceId: string, job: ArmResource | undefined) =>
    findEnvironment(resources, workspaceId, String(job?.properties['environmentId']))

  /** @throws BuildFailure; the signal's reason when it is aborted */
  async function makeReady(environment: ArmResource, listen: (text: string) => void, signal: AbortSignal) {
    const python = await hostPython
    if (!python) throw new BuildFailure('this machine has no python3 on its PATH, which environments are made of')
    const plan = planOf(environment, python)
    const key = keyOf(plan, python)
    if (plan.requirements.length === 0 || store.find(key)) return
    await store.build({ key, plan, python }, { listen, signal })
  }

  /** Ends a job whose environment cannot be had. */
  async function fail(row: JobRow, execution: Execution, error: unknown) {
    const isCanceled = records.table.bySeq(row.seq)?.stopReason === 'cancel'
    const shown =
      error instanceof BuildFailure ? new JobError(buildFailed.message, buildFailed.code, buildFailed) : error
    records.finish(row, isCanceled ? { phase: 'Canceled' } : failureOf(shown))
    await closeFolder(ctx, execution.artifacts, execution.folder)
  }

  return {
    /** Whether a job's environment has to be looked after before the job may have a node. */
    isNeeded: (workspaceId: string, job: ArmResource | undefined) => hasCondaFile(environmentOf(workspaceId, job)),

    /** Makes the environment of a job that is Building, and puts the job into the queue. */
    async prepare(row: JobRow, { abort }: ActiveJob): Promise<void> {
      const execution = records.executionOf(row)
      const environment = environmentOf(row.workspaceId, execution.job)
      if (!environment) return records.update(row, { phase: 'Queued' })
      const limit = buildLimit(execution)
      const signal = AbortSignal.any([abort.signal, limit.signal])
      const log = lazyBuildLog(execution)
      // When the emulator stops, the next start takes the job up.
      const isCanceled = () => records.table.bySeq(row.seq)?.stopReason === 'cancel'
      try {
        await makeReady(environment, log.write, signal)
        await log.close()
      } catch (error) {
        if (abort.signal.aborted && !isCanceled()) return
        // A build that fails by itself has said so.
        if (signal.aborted || !log.isOpen()) log.write(buildLine(clock, lastWord(abort.signal, error)))
        return await fail(row, execution, error)
      } finally {
        limit.end()
      }
      // In the moment in which it was ready.
      if (!abort.signal.aborted) records.update(row, { phase: 'Queued' })
      else if (isCanceled()) await fail(row, execution, abort.signal.reason)
    },

    /**
     * The Python that a job runs with, and a word about it in the log of the system.
     * @throws JobError when the environment that was made for it is gone
     */
    async pythonOf(execution: Execution): Promise<Python | undefined> {
      const python = await hostPython
      const environment = environmentOf(execution.workspace.id, execution.job)
      if (!python || !environment) return python
      const note = (text: string) => systemLog(execution, 'environment', text)
      const title = `Environment ${titleOf(environment)}`
      if (!hasCondaFile(environment)) {
        note(`${title} ${await hostNote(environment, python)}`)
        return python
      }
      const plan = planOf(environment, python)
      for (const text of plan.notes) note(text)
      if (plan.requirements.length === 0) {
        note(`${title} has no packages: the command runs with Python ${python.version} of this machine`)
        return python
      }
      const ready = store.find(keyOf(plan, python))
      if (!ready) throw new JobError(`${title} was removed while this job was queued. Submit it again.`, 'ServiceError')
      note(`${title} is ready (built at ${ready.builtAt})`)
      return { ...python, bin: `${ready.folder}/bin` }
    },

    clearLeftovers: () => store.clearLeftovers(),
    close: () => store.close(),
  }

  function buildLimit({ job }: Execution) {
    const limitMs = Math.min(timeoutOf(job) ?? longestBuildMs, longestBuildMs)
    const text = timeoutOf(job) === limitMs ? `limits.timeout = ${timeoutText(job)}` : '90 minutes'
    const begun = clock.now()
    const overdue = new AbortController()
    const look = setInterval(() => {
      if (clock.now() - begun < limitMs) return
      overdue.abort(new JobError(`The environment of this job took longer to build than its limit (${text}).`))
    }, limitLookMs)
    return { signal: overdue.signal, end: () => clearInterval(look) }
  }
}

const lastWord = (canceled: AbortSignal, error: unknown) =>
  canceled.aborted
    ? 'The image build was canceled'
    : `Image build failed: ${error instanceof Error ? error.message : String(error)}`
