import { mapValues } from '../../../lib/map-values.ts'
import type { ModelVersionResource } from '../../../api/generated/arm.ts'
import {
  assetNameFrom,
  assetOtherKeys,
  assetReadOnlyKeys,
  assetTags,
  assetVersion,
  checkAssetAddress,
  contentUri,
} from './asset-fields.ts'
import type { ModelSpec } from './asset-specs.ts'
import { enumeration, freeMap, map, string } from '../format/fields.ts'
import type { YamlValue } from '../yaml/yaml-values.ts'
import type { JsonSchema } from '../format/json-schema.ts'
import { object } from '../format/objects.ts'
import { parseObject } from '../format/parse-object.ts'
import type { ParseResult } from '../problems.ts'
import { defined, readRest } from '../format/rest-reader.ts'
import type { RestReader } from '../format/rest-reader.ts'
import { yamlText } from '../yaml/yaml-text.ts'

/** In YAML the type may be left out. */
type ModelYaml = Omit<ModelSpec, 'type' | 'flavors'> & {
  type?: ModelSpec['type']
  flavors?: Record<string, Record<string, YamlValue>>
}

const modelTypes: Record<ModelSpec['type'], string> = {
  custom_model: 'Any files.',
  mlflow_model: 'A folder that MLflow wrote; it can be deployed without code.',
  triton_model: 'A folder laid out for the Triton server.',
}

const modelFields = object<ModelYaml>({
  title: 'Model',
  doc: 'A version of a model, as `az ml model create` takes it.',
  fields: {
    name: { type: string(), required: true, doc: 'Name of the model. All of its versions share it.' },
    version: { type: assetVersion, doc: 'Version of the model. Left out, the next free number.' },
    type: { type: enumeration({ values: modelTypes }), doc: 'How the model is stored.', default: 'custom_model' },
    path: {
      type: string({
        examples: ['./model', 'azureml://jobs/my_job/outputs/artifacts/paths/model/', 'runs:/my_job/model'],
      }),
      doc: 'A file or folder here, which is uploaded; or an address, such as that of a job’s output.',
    },
    flavors: {
      type: map(freeMap()),
      doc: 'For each flavour of an MLflow model, what the flavour’s library says about it.',
    },
    stage: { type: string(), doc: 'Stage of its life, e.g. `Production`.' },
    description: { type: string(), doc: 'What the model is for.' },
    tags: { type: assetTags, doc: 'Labels to find the model by.' },
    properties: { type: assetTags, doc: 'Facts about the model.' },
    datastore: {
      type: string(),
      doc: 'The datastore that a local file or folder is uploaded to.',
      default: 'workspaceblobstore',
    },
  },
  readOnlyKeys: [...assetReadOnlyKeys, 'utc_time_created', 'job_name', 'intellectual_property', 'id'],
  otherKeys: { $schema: assetOtherKeys.$schema },
  snippets: [
    {
      label: 'model',
      description: 'A model from a job’s output',
      body: {
        name: '${1:my-model}',
        type: 'mlflow_model',
        path: 'azureml://jobs/${2:job}/outputs/artifacts/paths/model/',
      },
    },
  ],
})

/** Reads the YAML of a model; takes what `az ml model create` takes and refuses what it refuses. */
export function parseModel(text: string): ParseResult<ModelSpec> {
  const result = parseObject(text, modelFields, checkAssetAddress)
  return result.ok ? { ...result, value: { ...result.value, type: result.value.type ?? 'custom_model' } } : result
}

const schemaUrl = 'https://azuremlschemas.azureedge.net/latest/model.schema.json'

/** A fresh YAML file for a model. */
export function modelToYaml(spec: ModelSpec): string {
  // What flavours hold came out of YAML or JSON; the writer of an object gives an object.
  const written = modelFields.write(spec as ModelYaml) as Record<string, YamlValue>
  return yamlText({ $schema: schemaUrl, ...written })
}

/** For the editor: completion, hover and snippets. parseModel judges. */
export const modelSchema: JsonSchema = {
  $schema: 'http://json-schema.org/draft-07/schema#',
  ...modelFields.jsonSchema,
}

/**
 * The body of `PUT models/{name}/versions/{version}`.
 *
 * @param uploadedUri where a local path was uploaded to; not needed for an address
 * @throws Error when a local path was not uploaded: a mistake of the caller
 */
export function modelToRest(spec: ModelSpec, uploadedUri?: string): ModelVersionResource {
  const { type, path, flavors, stage, description, tags, properties } = spec
  return {
    properties: defined({
      modelType: type,
      modelUri: path === undefined ? undefined : contentUri(path, uploadedUri),
      // The published spec has texts there; MLflow's own flavours hold numbers and maps, and the service takes them.
      flavors: flavors && mapValues(flavors, (data) => ({ data: data as Record<string, string> })),
      stage,
      description,
      tags: tags && withoutNulls(tags),
      properties: properties && withoutNulls(properties),
    }),
  }
}

/** The CLI leaves out labels of a model that have no value, other than those of data. */
const withoutNulls = (texts: Record<string, string | null>) =>
  Object.fromEntries(Object.entries(texts).filter(([, value]) => value !== null))

/** The YAML's view of a model version from the service. A type that is not known is taken for a custom model. */
export function modelFromRest(resource: object): ModelSpec {
  const version = readRest(resource)
  const body = version.object('properties')
  const type = body.text('modelType')
  return defined({
    ...(assetNameFrom(version) ?? { name: '' }),
    type: type === 'mlflow_model' || type === 'triton_model' ? type : 'custom_model',
    path: body.text('modelUri'),
    flavors: flavorsFrom(body.object('flavors')),
    stage: body.text('stage'),
    description: body.text('description'),
    tags: body.texts('tags'),
    properties: body.texts('properties'),
  })
}

function flavorsFrom(flavors: RestReader): ModelSpec['flavors'] {
  const entries = flavors.entries().map(([name]) => {
    return [name, Object.fromEntries(flavors.object(name).object('data').entries())] as const
  })
  return entries.length > 0 ? Object.fromEntries(entries) : undefined
}
