import type { Readable } from 'node:stream'

/** What the emulator's parts ask of each other. The whole of them, wired, is in `context.ts`. */

/** Where the emulator answers, e.g. `http://localhost:4281`; no trailing slash. */
export type Origins = Readonly<{ studio: string; cloud: string; blob: string }>

export type Settings = Readonly<{
  dataDir: string
  origins: Origins
  /** Where local processes reach the same servers: `http://127.0.0.1:{port}`. */
  loopback: Origins
  /** Name of the one storage account that backs every workspace. */
  storageAccount: string
  /** Seconds until an access token expires; tests shorten it. */
  accessTokenSeconds: number
}>

/** Who makes a call. A job's token reaches nothing but the run it was made for. */
export type Principal =
  | Readonly<{ kind: 'user' | 'servicePrincipal'; objectId: string; tenantId: string; name: string }>
  | Readonly<{ kind: 'job'; workspaceId: string; jobName: string }>

export type TokenService = {
  /** A bearer token for one job's own calls (MLflow, artifacts), valid for as long as a job may run. */
  issueJobToken(workspaceId: string, jobName: string): Promise<string>
  /**
   * @param plane what is called: ARM (the default) takes ARM tokens, the data plane those of jobs and ml.azure.com too
   * @throws ServiceError 401 when the token is missing, malformed, expired or for another audience
   */
  verify(authorization: string | undefined, plane?: 'arm' | 'data'): Promise<Principal>
}

export type BlobInfo = Readonly<{
  container: string
  name: string
  size: number
  etag: string
  lastModified: number
  contentType: string
  metadata: Record<string, string>
}>

/** A file on disk and the blob that it is, or becomes. */
export type NamedFile = Readonly<{ name: string; file: string; contentType?: string | undefined }>

export type BlobStore = {
  /** Makes the container if it is not there. */
  ensureContainer(container: string): void
  put(
    container: string,
    name: string,
    body: Buffer | string | Readable,
    options?: { contentType?: string; metadata?: Record<string, string> },
  ): Promise<BlobInfo>
  /** Serves a file that a job is still writing: size and ETag are those of the file when it is read. */
  putLive(container: string, name: string, file: string, contentType?: string): void
  /** The same for many, all of them or none. */
  putLiveAll(container: string, files: readonly NamedFile[]): void
  /** Takes over a finished file: afterwards the bytes belong to the store. */
  adopt(container: string, name: string, file: string, contentType?: string): Promise<BlobInfo>
  /** The same for many, which is far quicker than one after the other; all of them or none. */
  adoptAll(container: string, files: readonly NamedFile[]): Promise<BlobInfo[]>
  get(container: string, name: string): BlobInfo | undefined
  /** The bytes from `start` to `end`, both included. @throws when the blob is not there */
  read(container: string, name: string, range?: { start: number; end: number }): Readable
  /** Names in code-unit order. With a delimiter, names are grouped as in hierarchical blob lists. */
  list(
    container: string,
    options?: { prefix?: string; delimiter?: string; after?: string; limit?: number },
  ): { blobs: BlobInfo[]; prefixes: string[]; next: string | undefined }
  delete(container: string, name: string): Promise<boolean>
  /** `{blob origin}/{account}/{container}/{name}`, names escaped by segment, without a signature. */
  url(container: string, name?: string): string
  /** The same with a SAS. @param permissions letters of the `sp` field, e.g. `r` or `racwl` */
  sasUrl(where: { container: string; name?: string }, permissions: string, seconds: number): string
  /** Reads an address of this account, by our own host, 127.0.0.1 or `{account}.blob.core.windows.net`. */
  locate(url: string): { container: string; name: string } | undefined
  /** An address to store: one of this account in Azure's form, which no port is part of; any other as it is. */
  durableUrl(url: string): string
  /** An address that was stored, as it is now. */
  currentUrl(url: string): string
  close(): Promise<void>
}

/** What went wrong, as run history tells it. */
export type ServiceFailure = Readonly<{
  code: 'UserError' | 'ServiceError'
  message: string
  messageFormat?: string
  messageParameters?: Readonly<Record<string, string>>
  target?: string
  /** Says more by code alone, the innermost the most. */
  innerError?: Readonly<{ code: string; innerError?: Readonly<{ code: string }> }>
}>

export type JobTimes = Readonly<{
  createdAt: number
  startedAt: number | undefined
  endedAt: number | undefined
  /** Why a job failed, in the words of the service. */
  error: ServiceFailure | undefined
  /** ARM id of the compute; undefined is serverless. */
  computeId: string | undefined
  /** Jobs ahead of this one on the same compute while it is queued. */
  queuePosition: number | undefined
  /** Why a job was ended by something else than a person. */
  cancelationReason?: string | undefined
  /** What a person should know of a job that did not fail. */
  warnings?: readonly Readonly<{ source: string; message: string }>[]
}>

export type JobRunner = {
  /** Queues a job whose resource is in the store already; its `properties.status` is the runner's from here on. */
  submit(workspaceId: string, jobName: string): void
  /**
   * @param reason where it is not a person who cancels it
   * @returns false when the job is final already
   */
  cancel(workspaceId: string, jobName: string, reason?: string): boolean
  /** Forgets a job that is final, once its last file is stored. */
  remove(workspaceId: string, jobName: string): Promise<void>
  times(workspaceId: string, jobName: string): JobTimes | undefined
  /** Names of a sweep's trials, in the order in which they were drawn; empty for any other job. */
  trials(workspaceId: string, jobName: string): string[]
  /** To call after a compute was created, resized or deleted. */
  computeChanged(): void
  /** Ends running jobs (they get a reason) and stops the queue. */
  close(): Promise<void>
}

/** MLflow runs as the runner needs them. */
export type RunStore = {
  /** Makes the run of a job, once; later calls change nothing. @param tags beside the job's own */
  ensureJobRun(workspaceId: string, jobName: string, tags?: Readonly<Record<string, string>>): void
  /** Id of an experiment, made when it is not there. */
  ensureExperiment(workspaceId: string, name: string): string
  /** Removes a run with its metrics, parameters and tags. */
  deleteRun(workspaceId: string, runId: string): void
}
