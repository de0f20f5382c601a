import type { InlineEnvironment } from './command-job-spec.ts'
import { enumeration, freeMap, isNull, map, nullable, string, stringOrNumber } from './fields.ts'
import type { FieldType, YamlValue } from './fields.ts'
import { object } from './objects.ts'
import { environmentReference } from './references.ts'

const freeText = map(nullable(string()))

const condaFile: FieldType<string | Record<string, unknown>> = {
  read(node, path, log) {
    return node.kind === 'map' ? freeMap().read(node, path, log) : string().read(node, path, log)
  },
  // A conda file given in place came out of YAML or JSON.
  write: (value) => value as YamlValue,
  jsonSchema: { anyOf: [{ type: 'string' }, { type: 'object' }] },
}

const inlineFields = object<InlineEnvironment>({
  title: 'Environment for this job alone',
  fields: {
    image: {
      type: string({ examples: ['mcr.microsoft.com/azureml/openmpi4.1.0-ubuntu22.04'] }),
      doc: 'Docker image the command runs in.',
    },
    condaFile: { type: condaFile, doc: 'Conda packages put on top of the image: a path, or the content itself.' },
    build: {
      type: object<NonNullable<InlineEnvironment['build']>>({
        fields: {
          path: { type: string(), required: true, doc: 'Folder with the Dockerfile and the files it needs.' },
          dockerfilePath: {
            type: string(),
            doc: 'Path of the Dockerfile inside of that folder.',
            default: 'Dockerfile',
          },
        },
      }),
      doc: 'Builds the image from a Dockerfile.',
    },
    osType: {
      type: enumeration({ values: { linux: 'Linux.', windows: 'Windows.' } }),
      doc: 'Operating system of the image.',
      default: 'linux',
    },
    description: { type: string(), doc: 'What the environment is for.' },
    tags: { type: freeText, doc: 'Labels of the environment.' },
    properties: { type: freeText, doc: 'Facts about the environment.' },
    inferenceConfig: { type: freeMap(), doc: 'Routes of the web server, where the image serves a model.' },
    datastore: { type: string(), doc: 'The datastore that local files are uploaded to.' },
    name: { type: string(), doc: 'Taken and dropped: an environment given in a job has no name.' },
    version: { type: stringOrNumber(), doc: 'Taken and dropped: an environment given in a job has no version.' },
  },
  readOnlyKeys: ['id', 'creation_context', 'latest_version'],
})

const inlineEnvironment: FieldType<InlineEnvironment> = {
  ...inlineFields,
  read(node, path, log) {
    if (node.kind === 'map' && (node.entries.has('dependencies') || node.entries.has('channels'))) {
      log.error(
        node,
        path,
        'This is the content of a conda file. Put it under “conda_file:”, with an “image:” beside it.',
      )
      return undefined
    }
    const environment = inlineFields.read(node, path, log)
    if (environment === undefined || node.kind !== 'map') return undefined
    const { entries } = node
    if (!entries.has('image') && !entries.has('build'))
      log.error(node, path, 'The environment needs an “image” or a “build”.')
    if (entries.has('image') && entries.has('build')) {
      log.error(
        entries.get('build')?.key ?? node,
        [...path, 'build'],
        '“image” and “build” exclude each other. Remove one.',
      )
    }
    for (const key of ['name', 'version']) {
      const dropped = entries.get(key)
      if (dropped)
        log.warning(dropped.key, [...path, key], `“${key}” is dropped: an environment given in a job has none.`)
    }
    return environment
  },
}

/** `environment` of a job: a reference, or the environment itself. */
export const environmentField: FieldType<string | InlineEnvironment> = {
  read(node, path, log) {
    if (isNull(node, path, log)) return undefined
    if (node.kind === 'map') return inlineEnvironment.read(node, path, log)
    const text = string().read(node, path, log)
    const reference = text === undefined ? undefined : environmentReference(text)
    if (reference?.kind === 'invalid') log.error(node, path, reference.reason)
    return text
  },
  write: (value) => (typeof value === 'string' ? value : inlineEnvironment.write(value)),
  jsonSchema: {
    anyOf: [
      {
        type: 'string',
        examples: [
          'azureml:my-env:1',
          'azureml:my-env@latest',
          'azureml://registries/azureml/environments/sklearn-1.5/labels/latest',
        ],
      },
      inlineEnvironment.jsonSchema,
    ],
    defaultSnippets: [{ label: 'image', description: 'A Docker image', body: { image: '$1' } }],
  },
}
