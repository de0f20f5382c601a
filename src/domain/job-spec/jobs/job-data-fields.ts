import type { AssetKind, DataInput, InputMode, JobInput, JobOutput, OutputMode } from './command-job-spec.ts'
import { isLiteral } from './command-job-spec.ts'
import { enumeration, isNull, string, stringOrNumber } from '../format/fields.ts'
import type { FieldType } from '../format/fields.ts'
import { schemaKey } from '../format/json-schema.ts'
import { object, tagged } from '../format/objects.ts'
import type { Fields } from '../format/objects.ts'
import { putInQuotes } from '../problems.ts'
import type { Path, ProblemLog } from '../problems.ts'
import { resolvePlain } from '../yaml/yaml-scalars.ts'
import type { YamlScalar } from '../yaml/yaml-tree.ts'

const assetKinds: Record<AssetKind, string> = {
  uri_folder: 'A folder of files of any kind.',
  uri_file: 'A single file of any kind.',
  mltable: 'A table described by an `MLTable` file.',
  mlflow_model: 'A model in MLflow format.',
  custom_model: 'Model files in a format of your own.',
  triton_model: 'A model repository for the Triton server.',
}

const inputModes: Record<InputMode, string> = {
  ro_mount: 'Mounts the data read-only: bytes are fetched when they are read. The default.',
  download: 'Copies the data to the node before the command starts.',
  direct: 'Passes the address alone; the script opens it itself.',
  eval_mount: 'Reads the `MLTable` definition and mounts the files it names.',
  eval_download: 'Reads the `MLTable` definition and copies the files it names.',
}

const outputModes: Record<OutputMode, string> = {
  rw_mount: 'Mounts the storage: what is written lands there while the job runs. The default.',
  upload: 'Collects files on the node and uploads them when the command has ended.',
  direct: 'Passes the address alone; the script writes there itself.',
}

const pathExamples = [
  'azureml:my-data:1',
  'azureml://datastores/workspaceblobstore/paths/folder/',
  'https://azuremlexamples.blob.core.windows.net/datasets/iris.csv',
  './data',
]

function dataInputFields(modes: readonly InputMode[]): Fields<Omit<DataInput, 'type'>> {
  // Only some of the modes: the enumeration takes the words from this very object.
  const allowed = Object.fromEntries(modes.map((mode) => [mode, inputModes[mode]])) as Record<InputMode, string>
  return {
    path: {
      type: string({ examples: pathExamples }),
      required: true,
      doc: 'Where the data is: a registered asset (`azureml:NAME:VERSION`), a path on a datastore, a URL, or a local path that is uploaded with the job.',
    },
    mode: {
      type: enumeration({ values: allowed }),
      doc: 'How the data reaches the command.',
      default: 'ro_mount',
    },
    datastore: {
      type: string(),
      doc: 'The datastore that a local path is uploaded to.',
      default: 'workspaceblobstore',
    },
  }
}

const plainModes: readonly InputMode[] = ['ro_mount', 'download', 'direct']
const tableModes: readonly InputMode[] = [...plainModes, 'eval_mount', 'eval_download']
const variant = (kind: AssetKind) => ({
  doc: assetKinds[kind],
  fields: dataInputFields(kind === 'mltable' ? tableModes : plainModes),
})

const dataInput = tagged<DataInputByType>({
  defaultType: 'uri_folder',
  variants: {
    uri_folder: variant('uri_folder'),
    uri_file: variant('uri_file'),
    mltable: variant('mltable'),
    mlflow_model: variant('mlflow_model'),
    custom_model: variant('custom_model'),
    triton_model: variant('triton_model'),
  },
})
/** DataInput as a union over its `type`, which is what a tagged description is made of. */
type DataInputByType = { [K in AssetKind]: Omit<DataInput, 'type'> & { type: K } }[AssetKind]

/** One input: a literal, `{value: literal}`, or data. */
export const jobInput: FieldType<JobInput> = {
  read(node, path, log) {
    if (isNull(node, path, log)) return undefined
    if (node.kind === 'scalar') return readLiteral(node, path, log)
    if (node.kind === 'list') {
      log.error(node, path, 'An input is one value, or data with “type” and “path”. A list is not possible.')
      return undefined
    }
    const value = node.entries.get('value')
    if (!value || node.entries.has('path')) return dataInput.read(node, path, log)
    for (const [key, entry] of node.entries) {
      if (key !== 'value') log.error(entry.key, [...path, key], `There is no key “${key}” beside “value”.`)
    }
    if (isNull(value.value, [...path, 'value'], log)) return undefined
    if (value.value.kind === 'scalar') return readValueForm(value.value, [...path, 'value'], log)
    log.error(value.value, [...path, 'value'], 'This must be text, a number, true or false.')
    return undefined
  },
  write: (input) => (isLiteral(input) ? writeLiteral(input.literal) : dataInput.write(input)),
  jsonSchema: {
    description: 'A value, or data with `type` and `path`.',
    anyOf: [
      { type: ['string', 'number', 'boolean'] },
      {
        type: 'object',
        properties: { value: { type: ['string', 'number', 'boolean'] } },
        required: ['value'],
        additionalProperties: false,
      },
      dataInput.jsonSchema,
    ],
    defaultSnippets: [
      { label: 'file', description: 'A file as input', body: { type: 'uri_file', path: '$1' } },
      { label: 'folder', description: 'A folder as input', body: { type: 'uri_folder', path: '$1' } },
    ],
  },
}

function readLiteral(node: YamlScalar, path: Path, log: ProblemLog): JobInput | undefined {
  if (node.type === 'date') {
    log.error(node, path, `YAML reads this as a date. Put it in quotes: "${node.text}".`, putInQuotes(node))
    return undefined
  }
  if (node.type === 'float' && !Number.isFinite(node.value)) {
    log.error(node, path, `This is no number that can be sent. Put it in quotes: "${node.text}".`, putInQuotes(node))
    return undefined
  }
  // The spec gives literals a minimum length of 1.
  if (node.text === '') log.warning(node, path, 'The service refuses an empty value.')
  return { literal: node.text }
}

/**
 * `{value: 0.5}` becomes `0` and `{value: 1}` becomes `True` in the CLI, which tries booleans and integers before
 * floats there. We send the same as the CLI, and say so.
 */
function readValueForm(node: YamlScalar, path: Path, log: ProblemLog): JobInput | undefined {
  if (node.type !== 'int' && node.type !== 'float') return readLiteral(node, path, log)
  const asWord = node.value === 1 ? 'True' : 'False'
  const literal = node.value === 0 || node.value === 1 ? asWord : cutToInteger(node.text)
  if (literal !== node.text) {
    log.warning(node, path, `The CLI turns this into “${literal}”. Write the value itself in place of “value: …”.`)
  }
  return { literal }
}

/** Python's `int()` of a printed float; what has no integer part that fits stays as it is. */
function cutToInteger(text: string): string {
  const whole = Math.trunc(Number(text))
  return /^-?\d+$/.test(text) || !Number.isFinite(whole) ? text : BigInt(whole).toString()
}

/** A number or a boolean where reading it back gives the same text, else the text itself: `1.0` has no number. */
function writeLiteral(literal: string): string | number | boolean {
  const { type, value, text } = resolvePlain(literal)
  if (text !== literal) return literal
  if (type === 'bool' || (type === 'int' && Number.isSafeInteger(value))) return value
  return type === 'float' && Number.isFinite(value) && !Number.isInteger(value) ? value : literal
}

const outputFields = object<Partial<JobOutput>>({
  fields: {
    type: { type: enumeration({ values: assetKinds }), doc: 'What the job writes.', default: 'uri_folder' },
    path: {
      type: string({ examples: ['azureml://datastores/workspaceblobstore/paths/${{name}}/'] }),
      doc: 'Where it is stored. Left out, the service picks a folder of the default datastore. `${{name}}` stands for the job’s name.',
    },
    mode: {
      type: enumeration({ values: outputModes, aliases: { mount: 'rw_mount' } }),
      doc: 'How the files reach the storage.',
      default: 'rw_mount',
    },
    name: { type: string(), doc: 'Registers the output as an asset of this name when the job has ended.' },
    version: { type: stringOrNumber(), doc: 'Version of the registered asset.' },
  },
  otherKeys: { $schema: schemaKey },
  snippets: [{ label: 'folder', description: 'A folder as output', body: { type: 'uri_folder' } }],
})

/** One output; an empty value means a folder at a place of the service's choice. */
export const jobOutput: FieldType<JobOutput> = {
  read(node, path, log) {
    if (node.kind === 'scalar' && node.type === 'null') return { type: 'uri_folder' }
    const output = outputFields.read(node, path, log)
    return output && { ...output, type: output.type ?? 'uri_folder' }
  },
  write: outputFields.write,
  jsonSchema: { anyOf: [outputFields.jsonSchema, { type: 'null' }] },
}
