import type { InlineEnvironment } from '../assets/asset-specs.ts'

/** What a job has whatever it runs. Undefined means left out. */
export type JobBase = {
  name?: string
  displayName?: string
  experimentName?: string
  description?: string
  tags?: Record<string, string | null>
  properties?: Record<string, string | null>
  compute?: string
  inputs?: Record<string, JobInput>
  outputs?: Record<string, JobOutput>
  identity?: JobIdentity
  services?: Record<string, JobService>
  queueSettings?: QueueSettings
  /** What a job from the service has beyond that, to go back as it came: see `restOnlyOf`. */
  restOnly?: Record<string, unknown>
}

/** What is run: by the job itself, or by each trial of a sweep. */
export type JobRun = {
  command: string
  code?: string
  environment: string | InlineEnvironment
  environmentVariables?: Record<string, string>
  resources?: JobResources
  distribution?: Distribution
}

/**
 * A command job between its two spellings, CLI v2 YAML and ARM REST. Values are those of the YAML: references are not
 * resolved (`azureml:env@latest`, `./src`), choices are in its words (`ro_mount`).
 */
export type CommandJobSpec = JobBase & JobRun & { limits?: { timeoutSeconds?: number } }

export type AssetKind = 'uri_file' | 'uri_folder' | 'mltable' | 'mlflow_model' | 'custom_model' | 'triton_model'
export type InputMode = 'ro_mount' | 'download' | 'direct' | 'eval_mount' | 'eval_download'
export type OutputMode = 'rw_mount' | 'upload' | 'direct'

/** `literal` is the text that the service puts in for `${{inputs.x}}`. */
export type JobInput = { literal: string } | DataInput
export type DataInput = { type: AssetKind; path: string; mode?: InputMode; datastore?: string }
export type JobOutput = { type: AssetKind; path?: string; mode?: OutputMode; name?: string; version?: string }

export const isLiteral = (input: JobInput): input is { literal: string } => 'literal' in input

export type JobResources = {
  instanceCount?: number
  instanceType?: string
  maxInstanceCount?: number
  shmSize?: string
  dockerArgs?: string
  locations?: string[]
  properties?: Record<string, unknown>
}

export type Distribution =
  | { type: 'pytorch'; processCountPerInstance?: number }
  | { type: 'mpi'; processCountPerInstance?: number }
  | { type: 'tensorflow'; workerCount?: number; parameterServerCount?: number }
  | {
      type: 'ray'
      port?: number
      address?: string
      includeDashboard?: boolean
      dashboardPort?: number
      headNodeAdditionalArgs?: string
      workerNodeAdditionalArgs?: string
    }

export type JobIdentity =
  | { type: 'managed'; clientId?: string; objectId?: string; msiResourceId?: string }
  | { type: 'aml_token' }
  | { type: 'user_identity' }

type ServiceCommon = { port?: number; nodes?: 'all'; properties?: Record<string, unknown> }
export type JobService =
  | ({ type: 'jupyter_lab' } & ServiceCommon)
  | ({ type: 'vs_code' } & ServiceCommon)
  | ({ type: 'ssh'; sshPublicKeys?: string } & ServiceCommon)
  | ({ type: 'tensor_board'; logDir?: string } & ServiceCommon)

export type QueueSettings = {
  jobTier?: 'spot' | 'basic' | 'standard' | 'premium'
  priority?: 'low' | 'medium' | 'high'
}
