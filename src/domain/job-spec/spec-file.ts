import type { AmlComputeSpec } from './computes/aml-compute.ts'
import type { DataSpec, EnvironmentSpec, ModelSpec } from './assets/asset-specs.ts'
import type { CommandJobSpec } from './jobs/command-job-spec.ts'
import type { SweepJobSpec } from './jobs/sweep-job-spec.ts'

/** What a YAML file describes, for the kinds that Trainyard reads, edits and sends. */
export type SpecFile =
  | { kind: 'command'; spec: CommandJobSpec }
  | { kind: 'sweep'; spec: SweepJobSpec }
  | { kind: 'amlcompute'; spec: AmlComputeSpec }
  | { kind: 'data'; spec: DataSpec }
  | { kind: 'environment'; spec: EnvironmentSpec }
  | { kind: 'model'; spec: ModelSpec }
