import type { Evidence, LogTail } from './log-lines.ts'

export type FailureKind =
  | 'your-code'
  | 'dependency'
  | 'data-access'
  | 'image-build'
  | 'out-of-memory'
  | 'out-of-disk'
  | 'quota'
  | 'preempted'
  | 'timed-out'
  | 'cancelled'
  | 'service'
  | 'unknown'

/** What another attempt could have otherwise. What becomes of it in the YAML: see `waysToChange`. */
export type JobChange =
  | Readonly<{ kind: 'longer-timeout' }>
  | Readonly<{ kind: 'more-memory' | 'more-gpu-memory' | 'more-disk' }>
  | Readonly<{ kind: 'more-shared-memory' }>
  | Readonly<{ kind: 'dedicated' }>
  | Readonly<{ kind: 'add-package'; package: string }>

/** The last call of a traceback in the user's own files. */
export type OwnFrame = Readonly<{
  file: string
  line: number
  function?: string | undefined
  source?: string | undefined
  /** Where the log says so. */
  at?: Evidence | undefined
}>

export type Failure = Readonly<{
  kind: FailureKind
  /** In a few words. */
  title: string
  /** What happened, in one sentence. */
  what: string
  /** The lines that decided, in the order to read them. */
  evidence: readonly Evidence[]
  frame?: OwnFrame | undefined
  /** What to do about it. */
  advice?: string | undefined
  changes: readonly JobChange[]
}>

/** An error as run history tells it; inner ones say more. */
export type ServiceError = Readonly<{
  code?: string | null
  message?: string | null
  details?: readonly ServiceError[] | null
  innerError?: ServiceError | null
}>

/** All that a cause is read from. */
export type FailureFacts = Readonly<{
  status: string
  error?: ServiceError | null | undefined
  /** Why and by whom a job was stopped, as far as run history says. */
  cancelation?: Readonly<{ reason?: string | undefined; by?: string | undefined }> | undefined
  /** `limits.timeout`, and how long the command ran. */
  timeoutSeconds?: number | undefined
  ranSeconds?: number | undefined
  isTrial?: boolean | undefined
  /** Of a sweep: what its trials failed of most often. */
  trialFailure?: Failure | undefined
  logs: readonly LogTail[]
  /** Names of the user's own modules, where the code is known. */
  ownModules?: readonly string[] | undefined
}>
