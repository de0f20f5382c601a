import type { FastifyRequest } from 'fastify'
import type { EmulatorContext } from '../context.ts'
import type { Principal } from '../contracts.ts'
import { ServiceError } from '../errors.ts'
import { authorizedWorkspace, type WorkspaceParams } from '../rbac.ts'
import { resourceKey } from '../store.ts'
import { followJob } from './job-runs.ts'
import type { Run } from './run-store.ts'

/** Someone who may read, or also write, the runs of one workspace; a job only its own run and those below it. */
export type RunCaller = Readonly<{ workspaceId: string; principal: Principal }>

/**
 * The caller of a data-plane path that begins with a workspace.
 * @throws ServiceError 403 when the role lacks `jobs/read` or `jobs/write`, or a job calls another workspace
 */
export function callerOf(ctx: EmulatorContext, request: FastifyRequest, access: 'read' | 'write'): RunCaller {
  const { principal } = request
  const params = request.params as WorkspaceParams // The path was registered below `workspacePath`.
  if (principal.kind !== 'job') {
    return { principal, workspaceId: authorizedWorkspace(ctx, principal, params, `jobs/${access}`).id }
  }
  const { subscriptionId, resourceGroup, workspace } = params
  const asked = `/subscriptions/${subscriptionId}/resourceGroups/${resourceGroup}/providers/Microsoft.MachineLearningServices/workspaces/${workspace}`
  if (resourceKey(asked) !== resourceKey(principal.workspaceId)) throw forbidden(principal.jobName, asked)
  return { principal, workspaceId: principal.workspaceId }
}

/** The run that a job's token is confined to; undefined for everybody else. */
export const ownRunOf = ({ principal }: RunCaller): string | undefined =>
  principal.kind === 'job' ? principal.jobName : undefined

/**
 * A run, up to date with its job.
 * @throws ServiceError 404 when it is not there, 403 when a job asks for a run that is not below its own
 */
export function runFor(ctx: EmulatorContext, caller: RunCaller, runId: string): Run {
  const run = ctx.runs.get(caller.workspaceId, runId)
  const ownRun = ownRunOf(caller)
  if (ownRun !== undefined && !(run && isBelow(ctx, caller.workspaceId, run, ownRun))) {
    throw forbidden(ownRun, `run '${runId}'`)
  }
  if (!run) throw new ServiceError(404, 'ResourceNotFound', `Run with id=${runId} not found.`)
  return followJob(ctx, caller.workspaceId, run)
}

/** Whether a run is a job's own or hangs below it. A trial's own run hangs below its sweep's, which it may not reach. */
function isBelow(ctx: EmulatorContext, workspaceId: string, run: Run, jobName: string): boolean {
  if (run.runId === jobName) return true
  const parent = run.parentRunId === null ? undefined : ctx.runs.get(workspaceId, run.parentRunId)
  return parent !== undefined && isBelow(ctx, workspaceId, parent, jobName)
}

/**
 * Refuses an experiment other than the job's own to a job.
 * @throws ServiceError 403
 */
export function checkExperiment(ctx: EmulatorContext, caller: RunCaller, experimentId: string): void {
  const ownRun = ownRunOf(caller)
  if (ownRun === undefined) return
  if (ctx.runs.get(caller.workspaceId, ownRun)?.experimentId !== experimentId) {
    throw forbidden(ownRun, `experiment '${experimentId}'`)
  }
}

const forbidden = (jobName: string, what: string) =>
  new ServiceError(403, 'Forbidden', `The token of job '${jobName}' does not open ${what}.`)
