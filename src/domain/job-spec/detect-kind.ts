import { parseYaml } from './yaml-tree.ts'
import type { YamlMap } from './yaml-tree.ts'

export type YamlKind =
  | 'command'
  | 'sweep'
  | 'pipeline'
  | 'automl'
  | 'spark'
  | 'amlcompute'
  | 'computeinstance'
  | 'virtualmachine'
  | 'kubernetes'
  | 'synapsespark'
  | 'data'
  | 'environment'
  | 'model'

const kindByType: Record<string, YamlKind> = {
  command: 'command',
  sweep: 'sweep',
  pipeline: 'pipeline',
  automl: 'automl',
  spark: 'spark',
  uri_file: 'data',
  uri_folder: 'data',
  mltable: 'data',
  custom_model: 'model',
  mlflow_model: 'model',
  triton_model: 'model',
}

// `az ml compute create` takes these in any case; the job types above are matched as they stand.
const computeKinds: readonly YamlKind[] = [
  'amlcompute',
  'computeinstance',
  'virtualmachine',
  'kubernetes',
  'synapsespark',
]

const kindBySchema: Record<string, YamlKind> = {
  commandJob: 'command',
  sweepJob: 'sweep',
  pipelineJob: 'pipeline',
  autoMLJob: 'automl',
  sparkJob: 'spark',
  amlCompute: 'amlcompute',
  computeInstance: 'computeinstance',
  vmCompute: 'virtualmachine',
  data: 'data',
  environment: 'environment',
  model: 'model',
}

/**
 * What a file describes. The CLI is told by its command line; here the type decides, then the keys that only one kind
 * has, and `$schema` last, as it is often copied and never read. Undefined when nothing tells, or it is no YAML.
 */
export function detectKind(text: string): YamlKind | undefined {
  const yaml = parseYaml(text)
  if (!yaml.ok) return undefined
  const { root } = yaml
  const type = textAt(root, 'type')
  if (type !== undefined) {
    const compute = computeKinds.find((kind) => kind === type.toLowerCase())
    return compute ?? (Object.hasOwn(kindByType, type) ? kindByType[type] : undefined)
  }
  return kindByKeys(root) ?? kindBySchemaUrl(textAt(root, '$schema'))
}

function kindByKeys({ entries }: YamlMap): YamlKind | undefined {
  if (entries.has('command')) return 'command'
  if (entries.has('trial') || entries.has('search_space')) return 'sweep'
  if (entries.has('jobs')) return 'pipeline'
  if (entries.has('image') || entries.has('build') || entries.has('conda_file')) return 'environment'
  return undefined
}

function kindBySchemaUrl(url: string | undefined): YamlKind | undefined {
  const name = /(\w+)\.schema\.json\s*$/.exec(url ?? '')?.[1]
  return name !== undefined && Object.hasOwn(kindBySchema, name) ? kindBySchema[name] : undefined
}

function textAt({ entries }: YamlMap, key: string): string | undefined {
  const value = entries.get(key)?.value
  return value?.kind === 'scalar' && value.type === 'string' ? value.value : undefined
}
