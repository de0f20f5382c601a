import { artifactFolder } from '../artifact-folder.ts'
import type { EmulatorContext } from '../context.ts'
import type { JobTimes } from '../contracts.ts'
import { jobToWire, wireTimes } from '../jobs/job-wire.ts'
import { findVmSize } from '../seed/vm-sizes.ts'
import type { ArmResource } from '../store.ts'
import { readInfo } from './run-artifacts.ts'
import type { Run, RunStatus } from './run-store.ts'

/** Status of a run that is no job's, in run history's words. */
const historyStatus: Record<RunStatus, string> = {
  SCHEDULED: 'Queued',
  RUNNING: 'Running',
  FINISHED: 'Completed',
  FAILED: 'Failed',
  KILLED: 'Canceled',
}

/** Folders whose files are logs: https://learn.microsoft.com/azure/machine-learning/how-to-log-view-metrics */
export const logFolders = ['user_logs/', 'system_logs/', 'logs/', 'azureml-logs/'] as const

type Source = { run: Run; job: ArmResource | undefined; times: JobTimes | undefined }

const sourceOf = (ctx: EmulatorContext, workspaceId: string, run: Run): Source => ({
  run,
  job: run.isJob ? ctx.resources.get(`${workspaceId}/jobs/${run.runId}`) : undefined,
  times: run.isJob ? ctx.jobs.times(workspaceId, run.runId) : undefined,
})

const runTypes: Readonly<Record<string, string>> = { Command: 'azureml.commandrun', Sweep: 'hyperdrive' }

/** A run as `runs/{id}` answers it: without log files. */
export function historyRun(ctx: EmulatorContext, workspaceId: string, run: Run) {
  const source = sourceOf(ctx, workspaceId, run)
  const { job, times } = source
  const description = job?.properties['description']
  return {
    ...commonFields(ctx, source),
    experimentId: run.experimentId,
    dataContainerId: `dcid.${run.runId}`,
    displayName: run.name,
    name: run.name,
    description: typeof description === 'string' ? description : null,
    hidden: run.lifecycle === 'deleted',
    runType: job ? (runTypes[String(job.properties['jobType'])] ?? null) : 'azureml.mlflowrun',
    createdUtc: isoDate(run.createdAt),
    queueingInfo:
      times?.queuePosition === undefined
        ? null
        : {
            code: 'Queued',
            message: queueMessage(times.queuePosition),
            lastRefreshTimestamp: isoDate(ctx.clock.now()),
          },
    cancelationReason: times?.cancelationReason ?? null,
    isVirtual: false,
  }
}

const queueMessage = (ahead: number) =>
  ahead === 1
    ? '1 job is ahead of this one on the same compute.'
    : `${ahead || 'No'} jobs are ahead of this one on the same compute.`

/** A run as `runs/{id}/details` answers it: with an address for each log file, also while it runs. */
export function historyDetails(ctx: EmulatorContext, workspaceId: string, run: Run) {
  return { ...commonFields(ctx, sourceOf(ctx, workspaceId, run)), logFiles: logFiles(ctx, workspaceId, run.runId) }
}

function logFiles(ctx: EmulatorContext, workspaceId: string, runId: string): Record<string, string> {
  const folder = artifactFolder(ctx.resources, workspaceId, runId)
  const logs = logFolders.flatMap(
    (logFolder) => ctx.blobs.list(folder.container, { prefix: folder.prefix + logFolder, limit: 1000 }).blobs,
  )
  const infos = logs.map((blob) => readInfo(ctx, folder, blob))
  return Object.fromEntries(infos.map(({ path, contentUri }) => [path, contentUri]))
}

function commonFields(ctx: EmulatorContext, { run, job, times }: Source) {
  const { status, computeId: askedCompute } = job?.properties ?? {}
  const compute = computeOf(ctx, times?.computeId ?? askedCompute, job)
  const duration = timeSpan(run.startTime, run.endTime ?? (run.startTime === null ? null : ctx.clock.now()))
  return {
    runNumber: run.seq,
    runId: run.runId,
    parentRunId: run.parentRunId,
    rootRunId: run.rootRunId,
    status: typeof status === 'string' ? status : historyStatus[run.status],
    userId: run.userId,
    createdBy: { userName: run.userId },
    lastModifiedBy: { userName: job?.systemData?.lastModifiedBy ?? run.userId },
    createdTimeUtc: isoDate(run.createdAt),
    startTimeUtc: isoDate(run.startTime),
    endTimeUtc: isoDate(run.endTime),
    duration,
    computeDuration: duration,
    error: errorOf(run, times, compute?.region ?? null),
    warnings: times?.warnings ?? [],
    tags: ctx.runs.tags(run),
    properties: jobProperties(run, job, compute),
    parameters: ctx.runs.params(run),
    inputs: dataOf(job?.properties['inputs'], 'jobInputType'),
    outputs: dataOf(job?.properties['outputs'], 'jobOutputType'),
    services: job ? jobToWire(ctx, job).properties['services'] : {},
    target: compute?.target ?? null,
    compute,
    computeRequest: compute && { nodeCount: compute.instanceCount, gpuCount: compute.gpuCount },
  }
}

/** With the members around it that public reports of failed jobs show. @param region where it went wrong */
function errorOf(run: Run, times: JobTimes | undefined, region: string | null) {
  if (!times?.error) return null
  const where = { environment: region, location: region, componentName: 'globaljobdispatcher' }
  return { error: { ...times.error, details: [] }, ...where, time: isoDate(run.endTime) }
}

/** Where a job runs or waits; `gpuCount` is that of one node. */
function computeOf(ctx: EmulatorContext, computeId: unknown, job: ArmResource | undefined) {
  if (!job) return null
  const resources = record(job.properties['resources'])
  const instanceCount = typeof resources['instanceCount'] === 'number' ? resources['instanceCount'] : 1
  const region = ctx.resources.get(job.id.slice(0, job.id.lastIndexOf('/jobs/')))?.location ?? null
  if (typeof computeId !== 'string' || computeId === '') {
    const vmSize = resources['instanceType'] ?? null
    const isSpot = record(job.properties['queueSettings'])['jobTier'] === 'Spot'
    const priority = isSpot ? 'LowPriority' : 'Dedicated'
    const gpuCount = gpusOf(vmSize)
    return { target: 'serverless', targetType: 'serverless', vmSize, instanceCount, gpuCount, priority, region }
  }
  // A compute nests its own settings: https://learn.microsoft.com/rest/api/azureml/compute/get
  const { computeType, properties } = ctx.resources.get(computeId)?.properties ?? {}
  const target = computeId.slice(computeId.lastIndexOf('/') + 1)
  const { vmSize = null, vmPriority: priority = null } = record(properties)
  const targetType = computeType ?? 'AmlCompute'
  return { target, targetType, vmSize, instanceCount, gpuCount: gpusOf(vmSize), priority, region }
}

const gpusOf = (vmSize: unknown) => (typeof vmSize === 'string' ? findVmSize(vmSize)?.gpus : undefined) ?? 0

function jobProperties(run: Run, job: ArmResource | undefined, compute: ReturnType<typeof computeOf>) {
  const own = record(job?.properties['properties'])
  return {
    ...own,
    ...(compute && { '_azureml.ComputeTargetType': 'amlctrain', '_azureml.ClusterName': compute.target }),
    ...wireTimes(run.startTime, run.endTime),
  }
}

/** Data among a job's inputs or outputs, as `{assetId, type}`; literals are parameters, not data. */
function dataOf(values: unknown, typeKey: 'jobInputType' | 'jobOutputType') {
  const data = Object.entries(record(values)).map(([name, value]) => [name, record(value)] as const)
  return Object.fromEntries(
    data
      .filter(([, value]) => value[typeKey] !== 'literal')
      .map(([name, value]) => [name, { assetId: value['uri'] ?? null, type: value[typeKey] ?? null }]),
  )
}

const record = (value: unknown): Record<string, unknown> =>
  typeof value === 'object' && value !== null ? { ...value } : {}

const isoDate = (ms: number | null) => (ms === null ? null : new Date(ms).toISOString())

/** .NET's `[d.]hh:mm:ss.fffffff`; null before the start. */
function timeSpan(start: number | null, end: number | null): string | null {
  if (start === null || end === null) return null
  const ms = Math.max(0, end - start)
  const days = Math.floor(ms / 86_400_000)
  const time = new Date(ms % 86_400_000).toISOString().slice(11, 23)
  return `${days > 0 ? `${days}.` : ''}${time}0000`
}
