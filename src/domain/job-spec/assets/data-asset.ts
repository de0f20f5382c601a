import type { DataVersionBaseResource, DataVersionBaseUnion } from '../../../api/generated/arm.ts'
import {
  assetNameFrom,
  assetOtherKeys,
  assetReadOnlyKeys,
  assetTags,
  assetVersion,
  checkAssetAddress,
  checkAssetId,
  contentUri,
} from './asset-fields.ts'
import type { DataSpec } from './asset-specs.ts'
import { enumeration, string } from '../format/fields.ts'
import type { YamlValue } from '../yaml/yaml-values.ts'
import type { JsonSchema } from '../format/json-schema.ts'
import { object } from '../format/objects.ts'
import { parseObject } from '../format/parse-object.ts'
import type { ParseResult, ProblemLog } from '../problems.ts'
import { defined, readRest } from '../format/rest-reader.ts'
import { yamlText } from '../yaml/yaml-text.ts'
import type { YamlMap } from '../yaml/yaml-tree.ts'

/** In YAML the type may be left out. */
type DataYaml = Omit<DataSpec, 'type' | 'properties'> & { type?: DataSpec['type'] }

const dataTypes: Record<DataSpec['type'], string> = {
  uri_file: 'One file.',
  uri_folder: 'A folder with all it holds.',
  mltable: 'A folder with an `MLTable` file that says how its files become a table.',
}

const dataFields = object<DataYaml>({
  title: 'Data asset',
  doc: 'A version of a data asset, as `az ml data create` takes it.',
  fields: {
    name: { type: string(), doc: 'Name of the asset. All of its versions share it.' },
    version: { type: assetVersion, doc: 'Version of the asset. Left out, the next free number.' },
    type: {
      type: enumeration({ values: dataTypes, matchCase: true }),
      doc: 'What `path` leads to.',
      default: 'uri_folder',
    },
    path: {
      type: string({ examples: ['./data', 'azureml://datastores/workspaceblobstore/paths/data/'] }),
      required: true,
      doc: 'A file or folder here, which is uploaded; or an address: `azureml://`, `https://`, `abfss://`, `wasbs://`.',
    },
    description: { type: string(), doc: 'What the data is.' },
    tags: { type: assetTags, doc: 'Labels to find the data by.' },
    datastore: {
      type: string(),
      doc: 'The datastore that a local file or folder is uploaded to.',
      default: 'workspaceblobstore',
    },
  },
  // The CLI takes properties of data for something that only the service writes.
  readOnlyKeys: [...assetReadOnlyKeys, 'properties'],
  otherKeys: assetOtherKeys,
  snippets: [
    {
      label: 'data asset',
      description: 'A folder of data',
      body: { name: '${1:my-data}', type: 'uri_folder', path: '${2:./data}' },
    },
  ],
})

/** Reads the YAML of a data asset; takes what `az ml data create` takes and refuses what it refuses. */
export function parseData(text: string): ParseResult<DataSpec> {
  const result = parseObject(text, dataFields, checkData)
  return result.ok ? { ...result, value: { ...result.value, type: result.value.type ?? 'uri_folder' } } : result
}

function checkData(data: Partial<DataYaml>, root: YamlMap, log: ProblemLog) {
  checkAssetId(root, log)
  checkAssetAddress(data, root, log)
  if (data.name === undefined && data.version === undefined) {
    log.warning(root, ['name'], 'Without a “name” the data cannot be found again: it would be registered without one.')
  }
}

const schemaUrl = 'https://azuremlschemas.azureedge.net/latest/data.schema.json'

/** A fresh YAML file for a data asset. Its properties have no place there. */
export function dataToYaml(spec: DataSpec): string {
  // The writer of an object gives an object.
  return yamlText({ $schema: schemaUrl, ...(dataFields.write(spec) as Record<string, YamlValue>) })
}

/** For the editor: completion, hover and snippets. parseData judges. */
export const dataSchema: JsonSchema = {
  $schema: 'http://json-schema.org/draft-07/schema#',
  ...dataFields.jsonSchema,
}

/**
 * The body of `PUT data/{name}/versions/{version}`. Data without a name is anonymous, as inputs of one job are.
 *
 * @param uploadedUri where a local path was uploaded to; not needed for an address
 * @throws Error when a local path was not uploaded: a mistake of the caller
 */
export function dataToRest(spec: DataSpec, uploadedUri?: string): DataVersionBaseResource {
  const { name, type, path, description, tags, properties } = spec
  const body: DataVersionBaseUnion = {
    dataType: type,
    dataUri: contentUri(path, uploadedUri),
    ...(description !== undefined && { description }),
    ...(tags && { tags }),
    ...(properties && { properties }),
    ...(name === undefined && { isAnonymous: true }),
  }
  return { properties: body }
}

/** The YAML's view of a data version from the service. A type that is not known is taken for a folder. */
export function dataFromRest(resource: object): DataSpec {
  const version = readRest(resource)
  const body = version.object('properties')
  const type = body.text('dataType')
  return defined({
    ...assetNameFrom(version),
    type: type === 'uri_file' || type === 'mltable' ? type : 'uri_folder',
    path: body.text('dataUri') ?? '',
    description: body.text('description'),
    tags: body.texts('tags'),
    properties: body.texts('properties'),
  })
}
