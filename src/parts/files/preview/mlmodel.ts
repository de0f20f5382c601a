import { parse } from 'yaml'

/** A column of what a model takes or gives. */
export type SignatureField = Readonly<{ name: string; type: string; isOptional: boolean }>

/** What an `MLmodel` file says, as far as people ask. */
export type ModelFacts = Readonly<{
  flavors: readonly string[]
  loader: string | undefined
  pythonVersion: string | undefined
  mlflowVersion: string | undefined
  /** Of the library that made it, by its flavour: `sklearn 1.5.0`. */
  libraries: readonly string[]
  runId: string | undefined
  created: string | undefined
  sizeBytes: number | undefined
  inputs: readonly SignatureField[]
  outputs: readonly SignatureField[]
}>

/** @throws Error when it is no YAML map */
export function readModelFacts(text: string): ModelFacts {
  // Aliases could make gigabytes out of a few lines.
  const model: unknown = parse(text, { maxAliasCount: 20 })
  if (!isRecord(model)) throw new Error('It is no list of names and values.')
  const flavors = record(model['flavors'])
  const python = record(flavors['python_function'])
  const signature = record(model['signature'])
  const size = model['model_size_bytes']
  return {
    flavors: Object.keys(flavors),
    loader: textOf(python['loader_module']),
    pythonVersion: textOf(python['python_version']),
    mlflowVersion: textOf(model['mlflow_version']),
    libraries: Object.entries(flavors).flatMap(([name, flavor]) =>
      Object.entries(record(flavor))
        .filter(([key]) => key.endsWith('_version') && key !== 'python_version')
        .map(([key, version]) => `${key.replace(/_version$/, '')} ${textOf(version) ?? ''} (${name})`),
    ),
    runId: textOf(model['run_id']),
    created: textOf(model['utc_time_created']),
    sizeBytes: typeof size === 'number' && size >= 0 ? size : undefined,
    inputs: fieldsOf(signature['inputs']),
    outputs: fieldsOf(signature['outputs']),
  }
}

/** A signature is JSON in a string, of columns or of one tensor. */
function fieldsOf(json: unknown): SignatureField[] {
  if (typeof json !== 'string') return []
  try {
    const fields: unknown = JSON.parse(json)
    return Array.isArray(fields) ? fields.filter(isRecord).map(fieldOf) : []
  } catch {
    return []
  }
}

function fieldOf(field: Record<string, unknown>): SignatureField {
  const tensor = record(field['tensor-spec'])
  const shape = Array.isArray(tensor['shape']) ? ` [${tensor['shape'].join(', ')}]` : ''
  return {
    name: textOf(field['name']) ?? '–',
    type:
      field['type'] === 'tensor' ? `${textOf(tensor['dtype']) ?? 'tensor'}${shape}` : (textOf(field['type']) ?? '?'),
    isOptional: field['required'] === false,
  }
}

const textOf = (value: unknown): string | undefined =>
  typeof value === 'string' || typeof value === 'number' ? String(value) : undefined

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const record = (value: unknown): Record<string, unknown> => (isRecord(value) ? value : {})
