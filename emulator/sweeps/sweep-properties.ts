/**
 * What the service writes into a sweep's `properties`, in ARM and in run history alike. All values are texts. The names
 * are those that public answers show and that Microsoft's SDK reads (`best_child_run_id`).
 */
export type SweepProperties = {
  runTemplate: 'HyperDrive'
  'azureml.runsource': 'hyperdrive'
  platform: 'AML'
  /** JSON: `{"name": "accuracy", "goal": "maximize"}`. */
  primary_metric_config: string
  /** How many different trials there are, or `infinite_space_size`. */
  space_size: string
  /** From the first trial on that has logged the primary metric. */
  best_child_run_id?: string
  score?: string
  best_metric_status?: 'Succeeded' | 'NotFound'
  best_data_container_id?: string
}

/** Names of all of them: a job that is made from a sweep must not inherit its best trial. */
export const sweepPropertyNames = [
  'runTemplate',
  'azureml.runsource',
  'platform',
  'primary_metric_config',
  'space_size',
  'best_child_run_id',
  'score',
  'best_metric_status',
  'best_data_container_id',
] as const satisfies readonly (keyof SweepProperties)[]
