import { signsOf } from './detect-kind-signs.ts'
import type { Signs } from './detect-kind-signs.ts'
import { nearest } from './problems.ts'

/** What a file can describe, each kind with the words for it. */
const kindNames = {
  command: 'a command job',
  sweep: 'a sweep job',
  pipeline: 'a pipeline job',
  automl: 'an automated ML job',
  spark: 'a Spark job',
  finetuning: 'a fine-tuning job',
  distillation: 'a distillation job',
  import: 'an import job',
  amlcompute: 'a compute cluster',
  computeinstance: 'a compute instance',
  virtualmachine: 'an attached virtual machine',
  kubernetes: 'an attached Kubernetes cluster',
  synapsespark: 'an attached Synapse Spark pool',
  data: 'a data asset',
  environment: 'an environment',
  model: 'a model',
  component: 'a component',
  dataimport: 'a data import',
  deployment: 'a deployment',
  endpoint: 'an endpoint',
  schedule: 'a schedule',
  datastore: 'a datastore',
  connection: 'a connection',
  workspace: 'a workspace',
  registry: 'a registry',
  feature: 'a part of a feature store',
  promptflow: 'a prompt flow',
  condafile: 'a conda file',
} as const

export type YamlKind = keyof typeof kindNames

/** The kind in words, with its article: “a pipeline job”. */
export const kindName = (kind: YamlKind): string => kindNames[kind]

// `az ml compute create` takes its types in any case; those of jobs are matched as they stand.
export const computeKinds = ['amlcompute', 'computeinstance', 'virtualmachine', 'kubernetes', 'synapsespark'] as const

export type ComputeKind = (typeof computeKinds)[number]

/** The kind that a `type` means to `az ml compute create`, letter case aside. */
export const computeKindOf = (type: string): ComputeKind | undefined =>
  computeKinds.find((kind) => kind === type.toLowerCase())

export const isCompute = (kind: YamlKind): kind is ComputeKind => computeKinds.some((compute) => compute === kind)

const kindByType: Readonly<Record<string, YamlKind>> = {
  command: 'command',
  sweep: 'sweep',
  pipeline: 'pipeline',
  automl: 'automl',
  spark: 'spark',
  finetuning: 'finetuning',
  distillation: 'distillation',
  import: 'import',
  uri_file: 'data',
  uri_folder: 'data',
  mltable: 'data',
  custom_model: 'model',
  mlflow_model: 'model',
  triton_model: 'model',
  azure_blob: 'datastore',
  azure_file: 'datastore',
  azure_data_lake_gen1: 'datastore',
  azure_data_lake_gen2: 'datastore',
  one_lake: 'datastore',
  hdfs: 'datastore',
}

/** Parts of the names of schemas, the telling ones first: `commandComponent` is a component. */
const kindBySchemaWord: readonly (readonly [RegExp, YamlKind])[] = [
  [/component/i, 'component'],
  [/deployment/i, 'deployment'],
  [/endpoint/i, 'endpoint'],
  [/schedule|monitor/i, 'schedule'],
  [/dataImport/i, 'dataimport'],
  [/connection/i, 'connection'],
  [/azureBlob|azureFile|azureDataLake|oneLake|datastore/i, 'datastore'],
  [/feature/i, 'feature'],
  [/workspace|hub|project/i, 'workspace'],
  [/registry/i, 'registry'],
  [/commandJob/i, 'command'],
  [/sweepJob/i, 'sweep'],
  [/pipelineJob/i, 'pipeline'],
  [/autoMLJob/i, 'automl'],
  [/sparkJob/i, 'spark'],
  [/amlCompute/i, 'amlcompute'],
  [/computeInstance/i, 'computeinstance'],
  [/vmCompute/i, 'virtualmachine'],
  [/kubernetesCompute/i, 'kubernetes'],
  [/synapseSpark/i, 'synapsespark'],
  [/^data\b/i, 'data'],
  [/^environment\b/i, 'environment'],
  [/^model\b/i, 'model'],
]

/** Keys that only one kind has at its top level. A kind further up wins. */
const kindByKey: readonly (readonly [YamlKind, readonly string[]])[] = [
  ['deployment', ['endpoint_name']],
  ['schedule', ['create_job', 'create_monitor', 'trigger']],
  ['promptflow', ['nodes']],
  ['feature', ['index_columns', 'specification', 'materialization_settings', 'materialization_store']],
  ['finetuning', ['model_provider']],
  ['automl', ['training_data', 'target_column_name']],
  ['sweep', ['trial', 'search_space', 'sampling_algorithm']],
  ['command', ['command']],
  ['pipeline', ['jobs']],
  ['spark', ['entry']],
  ['environment', ['image', 'build', 'conda_file', 'inference_config']],
  ['condafile', ['channels', 'dependencies']],
  ['dataimport', ['source']],
  ['endpoint', ['auth_mode', 'traffic']],
  ['connection', ['target', 'credentials']],
  ['registry', ['replication_locations']],
  ['workspace', ['managed_network', 'customer_managed_key', 'storage_account', 'key_vault', 'hub_id']],
  ['computeinstance', ['idle_time_before_shutdown', 'idle_time_before_shutdown_minutes', 'create_on_behalf_of']],
  ['amlcompute', ['min_instances', 'max_instances', 'idle_time_before_scale_down', 'tier', 'size', 'vm_size']],
  ['amlcompute', ['network_settings', 'ssh_settings', 'ssh_public_access_enabled', 'enable_node_public_ip']],
  ['model', ['flavors']],
  // Only a command job is left that has one of these; its command is missing or misspelt.
  ['command', ['environment', 'environment_variables', 'distribution', 'compute', 'experiment_name']],
]

/** Kinds that a type may not tell from others: a component has the type of its job, a deployment that of a compute. */
const beforeType: ReadonlySet<YamlKind> = new Set([
  'component',
  'deployment',
  'endpoint',
  'schedule',
  'dataimport',
  'connection',
  'datastore',
  'feature',
  'workspace',
  'registry',
])

/**
 * What a file describes. The CLI is told by its command line; here `$schema` decides where it names what `type` cannot
 * tell, then the type, then the keys that only one kind has, then the rest of `$schema`, as it is often copied and
 * never read. A text that is no YAML is told by its lines. A file without any sign is told by a key that is nearly
 * one, or by its name.
 *
 * @param path of the file, with forward slashes, where there is one
 * @returns undefined when nothing tells
 */
export function detectKind(text: string, path = ''): YamlKind | undefined {
  const signs = signsOf(text)
  const schema = kindBySchema(signs.schemaUrl)
  if (schema !== undefined && beforeType.has(schema)) return schema
  return (
    kindByTypeKey(signs, schema) ??
    kindByKey.find(([, keys]) => keys.some((key) => signs.has(key)))?.[0] ??
    schema ??
    kindOfPlainFile(signs, path) ??
    kindByMisspeltKey(signs)
  )
}

/** Only the first keys are looked at: a file of thousands is none of ours. */
function kindByMisspeltKey({ keys }: Signs): YamlKind | undefined {
  const first = keys.slice(0, 30)
  return kindByKey.find(([, known]) => first.some((key) => nearest(key, known)))?.[0]
}

function kindByTypeKey(signs: Signs, schema: YamlKind | undefined): YamlKind | undefined {
  const type = signs.textAt('type')
  if (type === undefined || signs.has('endpoint_name')) return undefined
  const compute = computeKindOf(type)
  if (compute) return compute
  const kind = Object.hasOwn(kindByType, type) ? kindByType[type] : undefined
  if (kind === 'data' && signs.has('source')) return 'dataimport'
  if (kind !== undefined && schema === undefined && looksLikeComponent(signs)) return 'component'
  return kind
}

const componentKeys = ['version', 'is_deterministic', 'additional_includes']
const jobKeys = ['compute', 'experiment_name', 'services', 'queue_settings', 'limits', 'settings']

/** A component must name its type and itself; what sets it apart from a job is a version, or inputs that are types. */
function looksLikeComponent(signs: Signs): boolean {
  if (!signs.has('name') || jobKeys.some((key) => signs.has(key))) return false
  const isRunnable = ['command', 'jobs', 'entry'].some((key) => signs.has(key))
  return isRunnable && (componentKeys.some((key) => signs.has(key)) || signs.hasTypedInputs)
}

function kindBySchema(url = ''): YamlKind | undefined {
  const [name = ''] = url.trim().split('/').slice(-1)
  return name.endsWith('.json') ? kindBySchemaWord.find(([word]) => word.test(name))?.[1] : undefined
}

/** Keys that files of many kinds share. A file that has no other sign says by its name what it is. */
const plainKeys = ['$schema', 'name', 'version', 'type', 'path', 'description', 'tags', 'properties']

const kindByWord: Readonly<Record<string, YamlKind>> = {
  command: 'command',
  job: 'command',
  sweep: 'sweep',
  pipeline: 'pipeline',
  data: 'data',
  dataset: 'data',
  environment: 'environment',
  env: 'environment',
  model: 'model',
  compute: 'amlcompute',
  cluster: 'amlcompute',
  component: 'component',
  deployment: 'deployment',
  endpoint: 'endpoint',
  schedule: 'schedule',
  datastore: 'datastore',
  workspace: 'workspace',
}

function kindOfPlainFile(signs: Signs, path: string): YamlKind | undefined {
  // A file of something else altogether may well be called data.yml.
  const isAsset = signs.has('name') && signs.has('path')
  if (!isAsset && signs.keys.some((key) => !plainKeys.includes(key))) return undefined
  const type = nearest(signs.textAt('type') ?? '', Object.keys(kindByType))
  if (type !== undefined) return kindByType[type]
  // The name of the file says more than that of its folder, and its last word more than the first.
  const [file = '', folder = ''] = path.split('/').toReversed()
  const words = [file.replace(/\.ya?ml$/i, ''), folder].flatMap((part) => wordsOf(part).toReversed())
  const word = words.find((each) => Object.hasOwn(kindByWord, each))
  // Of all kinds only models and data have a path, and data without a type is rare.
  return word === undefined ? (signs.has('path') ? 'model' : undefined) : kindByWord[word]
}

/** `my-models` has the words “my” and “model”. */
const wordsOf = (name: string) =>
  name
    .toLowerCase()
    .split(/[^a-z]+/)
    .map((word) => word.replace(/s$/, ''))
