import type {
  AssetKind,
  Distribution,
  InputMode,
  JobIdentity,
  JobService,
  OutputMode,
  QueueSettings,
} from './command-job-spec.ts'
import type { EarlyTermination, SamplingAlgorithm, SweepJobSpec } from './sweep-job-spec.ts'

/** The same choice, as YAML and as ARM spell it. */
export const restAssetKind: Record<AssetKind, string> = {
  uri_file: 'uri_file',
  uri_folder: 'uri_folder',
  mltable: 'mltable',
  mlflow_model: 'mlflow_model',
  custom_model: 'custom_model',
  triton_model: 'triton_model',
}

export const restInputMode: Record<InputMode, string> = {
  ro_mount: 'ReadOnlyMount',
  download: 'Download',
  direct: 'Direct',
  eval_mount: 'EvalMount',
  eval_download: 'EvalDownload',
}

export const restOutputMode: Record<OutputMode, string> = {
  rw_mount: 'ReadWriteMount',
  upload: 'Upload',
  direct: 'Direct',
}

export const restDistribution: Record<Distribution['type'], string> = {
  pytorch: 'PyTorch',
  mpi: 'Mpi',
  tensorflow: 'TensorFlow',
  ray: 'Ray',
}

export const restIdentity: Record<JobIdentity['type'], string> = {
  managed: 'Managed',
  aml_token: 'AMLToken',
  user_identity: 'UserIdentity',
}

export const restServiceType: Record<JobService['type'], string> = {
  jupyter_lab: 'JupyterLab',
  ssh: 'SSH',
  tensor_board: 'TensorBoard',
  vs_code: 'VSCode',
}

export const restTier: Record<NonNullable<QueueSettings['jobTier']>, string> = {
  spot: 'Spot',
  basic: 'Basic',
  standard: 'Standard',
  premium: 'Premium',
}

export const restPriority: Record<NonNullable<QueueSettings['priority']>, number> = { low: 1, medium: 2, high: 3 }

export const restGoal: Record<SweepJobSpec['objective']['goal'], string> = {
  minimize: 'Minimize',
  maximize: 'Maximize',
}

export const restSampling: Record<SamplingAlgorithm['type'], string> = {
  random: 'Random',
  grid: 'Grid',
  bayesian: 'Bayesian',
}

export const restSamplingRule = { random: 'Random', sobol: 'Sobol' } as const

export const restPolicy: Record<EarlyTermination['type'], string> = {
  bandit: 'Bandit',
  median_stopping: 'MedianStopping',
  truncation_selection: 'TruncationSelection',
}
