import { appendFileSync, existsSync, readdirSync, statSync } from 'node:fs'
import type { ArtifactFolder } from '../artifact-folder.ts'
import type { BlobStore } from '../contracts.ts'
import type { Layout } from './distribution.ts'
import type { JobFolder } from './job-folder.ts'

/** Paths of a job's logs among its artifacts. */
export const userLog = 'user_logs/std_log.txt'
const lifecycleLog = 'system_logs/lifecycler/lifecycler.log'
const wrapperLog = 'system_logs/lifecycler/execution-wrapper.log'
const mpiLog = 'user_logs/mpi_log.txt'
export const buildLog = 'azureml-logs/20_image_build_log.txt'

/** Name of the log that a job's first process writes, in its folder of user logs. */
const mainLog = (layout: Layout | undefined) => layout?.processes[0]?.log ?? 'std_log.txt'

/** The file that stdout and stderr of a job's first process go to. */
export const mainLogFile = (folder: JobFolder, layout: Layout | undefined) => `${folder.userLogs}/${mainLog(layout)}`

/** Makes a job's logs and serves them from the first line on. */
export function openLogs(
  blobs: BlobStore,
  { container, prefix }: ArtifactFolder,
  folder: JobFolder,
  layout: Layout | undefined,
) {
  const own = (layout?.processes.map(({ log }) => log) ?? [mainLog(layout)]).map(
    (name) => [`user_logs/${name}`, `${folder.userLogs}/${name}`] as const,
  )
  // Open MPI's starter has a log among the user's; those of other starters are the system's.
  const wrapper = layout ? ([[layout.kind === 'Mpi' ? mpiLog : wrapperLog, folder.wrapperLog]] as const) : []
  blobs.ensureContainer(container)
  const logs = [...own, ...wrapper, [lifecycleLog, folder.systemLog] as const]
  for (const [, file] of logs) appendFileSync(file, '')
  blobs.putLiveAll(
    container,
    logs.map(([path, file]) => ({ name: prefix + path, file, contentType: 'text/plain' })),
  )
}

/** Where the log of an earlier attempt is kept; the present attempt has the plain name. */
const retryPath = (path: string, retry: number) => path.replace(/[^/]+$/, `retry_${String(retry).padStart(3, '0')}/$&`)

/**
 * Moves the logs into blob storage. Nothing may write to them after this.
 * @param retry of a job that begins again: the number of the attempt that has ended, from 1
 */
export async function closeLogs(
  blobs: BlobStore,
  { container, prefix }: ArtifactFolder,
  folder: JobFolder,
  retry?: number,
) {
  const own = existsSync(folder.userLogs) ? readdirSync(folder.userLogs) : []
  const isMpi = blobs.get(container, prefix + mpiLog) !== undefined
  const logs = [
    ...own.map((name) => [`user_logs/${name}`, `${folder.userLogs}/${name}`] as const),
    [isMpi ? mpiLog : wrapperLog, folder.wrapperLog] as const,
    [lifecycleLog, folder.systemLog] as const,
    [buildLog, folder.buildLog] as const,
  ]
  const there = logs.filter(([, file]) => existsSync(file) && statSync(file).isFile())
  await blobs.adoptAll(
    container,
    there.map(([path, file]) => ({
      name: prefix + (retry === undefined ? path : retryPath(path, retry)),
      file,
      contentType: 'text/plain',
    })),
  )
  if (retry === undefined) return
  await Promise.all(there.map(([path]) => blobs.delete(container, prefix + path)))
}
