import { execFile } from 'node:child_process'
import { appendFileSync, mkdirSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { promisify } from 'node:util'
import type { ArtifactFolder } from '../artifact-folder.ts'
import type { EmulatorContext } from '../context.ts'
import type { ArmResource } from '../store.ts'
import { locateData, outputLocation } from './data-location.ts'
import { distributedLaunch } from './distributed-launch.ts'
import { layoutOf } from './distribution.ts'
import { fillIn } from './expressions.ts'
import { copyFolder, type Fetching, fetchInput, type JobInput } from './inputs.ts'
import { jobEnvironment } from './job-environment.ts'
import { JobError } from './job-error.ts'
import { type JobFolder, makeJobFolder, type NodeFolder, nodeFolder } from './job-folder.ts'
import { closeLogs, mainLogFile, openLogs } from './job-logs.ts'
import type { Launch } from './job-process.ts'
import { keepArtifacts, keepOutput } from './outputs.ts'
import type { Python } from './python.ts'

export type ExecutionContext = Omit<EmulatorContext, 'jobs'>

/** One job on this machine: its resource, its workspace, its folder on disk and the one in blob storage. */
export type Execution = Readonly<{
  ctx: ExecutionContext
  workspace: ArmResource
  job: ArmResource
  folder: JobFolder
  artifacts: ArtifactFolder
}>

/** A line in the log of the system, which tells what happened around the command. */
export function systemLog({ ctx, folder }: Execution, phase: string, text: string) {
  appendFileSync(folder.systemLog, `${new Date(ctx.clock.now()).toISOString()} [${phase}] ${text}\n`)
}

/** Makes the job's folder and serves its logs from the first line on. */
export function openFolder({ ctx, job, folder, artifacts }: Execution) {
  makeJobFolder(folder)
  openLogs(ctx.blobs, artifacts, folder, layoutOf(job))
}

/**
 * Fetches code and inputs and works out the command and its environment.
 * @throws JobError when something cannot be had
 */
export async function prepareLaunch(
  execution: Execution,
  facts: { python: Python | undefined; marker: string; signal: AbortSignal },
): Promise<Launch> {
  const { ctx, workspace, job, folder } = execution
  const layout = layoutOf(job)
  const logFile = mainLogFile(folder, layout)
  if (layout?.kind === 'Ray') await checkRay()
  const note = (text: string) => systemLog(execution, 'prepare', text)
  const warn = (text: string) => {
    note(text)
    appendFileSync(logFile, `[local Azure ML] ${text}\n`)
  }
  const fetching: Fetching = { ctx, workspaceId: workspace.id, signal: facts.signal, note, warn }
  await fetchCode(fetching, job, folder.work)

  const inputs: Record<string, string> = {}
  for (const [name, input] of inputsOf(job)) {
    if (input) inputs[name] = await fetchInput(fetching, name, input, folder.inputs)
  }
  const outputs: Record<string, string> = {}
  for (const [name, output] of outputsOf(job)) {
    // Fails now rather than after hours when the place is none we can write to.
    outputLocation(ctx, workspace.id, job, name)
    outputs[name] = `${folder.outputs}/${name}`
    if (output?.jobOutputType !== 'uri_file') mkdirSync(outputs[name], { recursive: true })
  }
  const experimentId = ctx.runs.ensureExperiment(workspace.id, String(job.properties['experimentName']))
  const token = await ctx.tokens.issueJobToken(workspace.id, job.name)
  const { settings } = ctx
  const rootRunId = ctx.runs.get(workspace.id, job.name)?.rootRunId ?? job.name
  const command = fillIn(String(job.properties['command']), { inputs, outputs })
  const environmentOf = (node: NodeFolder) =>
    jobEnvironment({ settings, workspace, job, node, ...facts, token, experimentId, rootRunId, inputs, outputs })
  if (layout) return distributedLaunch({ folder, layout, command }, environmentOf)
  return { command, workingDirectory: folder.work, env: environmentOf(folder), logFile, exitFile: folder.exit }
}

/** Ray's own program makes its cluster. @throws JobError when this machine lacks it */
async function checkRay() {
  const found = await promisify(execFile)('ray', ['--version']).catch(() => undefined)
  if (found) return
  throw new JobError(
    'Ray is not installed on this machine: there is no `ray` on its PATH. Install it (pip install ray), or use another ' +
      'distribution.',
  )
}

// The job routes have checked the body before they stored it.
const inputsOf = (job: ArmResource) =>
  Object.entries((job.properties['inputs'] ?? {}) as Record<string, JobInput | null>)

/** Named outputs; `default` is the artifact folder, which every job has. */
const outputsOf = (job: ArmResource) =>
  Object.entries((job.properties['outputs'] ?? {}) as Record<string, { jobOutputType: string } | null>).filter(
    ([name]) => name !== 'default',
  )

async function fetchCode(fetching: Fetching, job: ArmResource, folder: string) {
  const codeId = job.properties['codeId']
  if (typeof codeId !== 'string') return
  const codeUri = fetching.ctx.resources.get(codeId)?.properties['codeUri']
  if (typeof codeUri !== 'string') throw new JobError(`The code '${codeId}' was not found.`)
  const place = locateData(fetching.ctx, fetching.workspaceId, codeUri)
  if (place.kind === 'web') throw new JobError(`The code at '${codeUri}' is not in this workspace's storage account.`)
  const count = await copyFolder(fetching, place, folder)
  if (count === 0) throw new JobError(`The code folder '${codeUri}' is empty.`)
  fetching.note(`Code: ${count} file(s) from ${codeUri}`)
}

/** Where a job's command runs, on each of its nodes. */
export const workFolders = ({ job, folder }: Execution): string[] =>
  Array.from({ length: layoutOf(job)?.nodeCount ?? 1 }, (_, node) => nodeFolder(folder, node).work)

/**
 * Moves artifacts and named outputs of a job whose command has ended into blob storage. What was moved before, by an
 * emulator that was killed meanwhile, is not there any more, so this can be done again.
 * @param shown see `keepArtifacts`
 */
export async function keepFiles(execution: Execution, shown: ReadonlySet<string>) {
  const { ctx, workspace, job, folder } = execution
  const artifactCount = await keepArtifacts(ctx.blobs, execution.artifacts, workFolders(execution), shown)
  systemLog(execution, 'finalize', `Artifacts: ${artifactCount} file(s)`)
  for (const [name] of outputsOf(job)) {
    const to = outputLocation(ctx, workspace.id, job, name)
    ctx.blobs.ensureContainer(to.container)
    const count = await keepOutput(ctx.blobs, `${folder.outputs}/${name}`, to)
    systemLog(execution, 'finalize', `Output '${name}': ${count} file(s) in ${to.container}/${to.name}`)
  }
}

/** Moves the logs into blob storage and removes the folder. Nothing may write to the logs after this. */
export async function closeFolder(
  { blobs }: Pick<ExecutionContext, 'blobs'>,
  artifacts: ArtifactFolder,
  folder: JobFolder,
) {
  await closeLogs(blobs, artifacts, folder)
  await rm(folder.root, { recursive: true, force: true })
}
