import { assetTags } from './asset-fields.ts'
import type { InlineEnvironment } from './asset-specs.ts'
import { enumeration, freeMap, integer, isNull, string } from '../format/fields.ts'
import type { FieldType } from '../format/fields.ts'
import type { YamlValue } from '../yaml/yaml-values.ts'
import { schemaKey } from '../format/json-schema.ts'
import { object } from '../format/objects.ts'
import type { Fields } from '../format/objects.ts'
import { replaceBy } from '../problems.ts'
import type { Path, ProblemLog, Span } from '../problems.ts'
import { environmentReference } from '../references.ts'
import type { YamlMap } from '../yaml/yaml-tree.ts'

const condaFile: FieldType<string | Record<string, unknown>> = {
  read(node, path, log) {
    return node.kind === 'map' ? freeMap().read(node, path, log) : string().read(node, path, log)
  },
  // A conda file given in place came out of YAML or JSON.
  write: (value) => value as YamlValue,
  jsonSchema: { anyOf: [{ type: 'string' }, { type: 'object' }] },
}

type Route = { port: number; path: string }

const route = (doc: string) => ({
  type: object<Route>({
    fields: {
      port: { type: integer(), required: true, doc: 'Port of the server.' },
      path: { type: string({ examples: ['/score'] }), required: true, doc: 'Path at the server.' },
    },
  }),
  required: true,
  doc,
})

const routes = object<{ livenessRoute: Route; readinessRoute: Route; scoringRoute: Route }>({
  fields: {
    livenessRoute: route('Answers as long as the server lives.'),
    readinessRoute: route('Answers once the server can score.'),
    scoringRoute: route('Scores.'),
  },
})

/** Kept in the words of the YAML. */
const inferenceConfig: FieldType<Record<string, unknown>> = {
  read(node, path, log) {
    const config = routes.read(node, path, log)
    // The writer of an object gives an object.
    return config && (routes.write(config) as Record<string, YamlValue>)
  },
  // It came out of YAML or JSON.
  write: (value) => value as YamlValue,
  jsonSchema: routes.jsonSchema,
}

/** The keys that an environment has in a job and in a file of its own. */
export const environmentKeys: Omit<Fields<InlineEnvironment>, 'name' | 'version'> = {
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
  tags: { type: assetTags, doc: 'Labels of the environment.' },
  properties: { type: assetTags, doc: 'Facts about the environment.' },
  inferenceConfig: { type: inferenceConfig, doc: 'Routes of the web server, where the image serves a model.' },
  datastore: { type: string(), doc: 'The datastore that local files are uploaded to.' },
}

export const environmentReadOnlyKeys = ['creation_context', 'latest_version']

/** Says so when a conda file was taken for an environment; its keys are then not worth reading. */
export function isCondaFile({ entries, from, to }: YamlMap, path: Path, log: ProblemLog): boolean {
  if (!entries.has('dependencies') && !entries.has('channels')) return false
  const message = 'This is the content of a conda file. Put it under “conda_file:”, with an “image:” beside it.'
  log.error({ from, to }, path, message)
  return true
}

/** An environment comes from an image or from a build, and not from both. */
export function checkOrigin(node: YamlMap, path: Path, log: ProblemLog) {
  const image = node.entries.get('image')
  const build = node.entries.get('build')
  if (!image && !build) log.error(node, path, 'The environment needs an “image” or a “build”.')
  if (image && build) log.error(build.key, [...path, 'build'], '“image” and “build” exclude each other. Remove one.')
}

const inlineFields = object<Omit<InlineEnvironment, 'name' | 'version'>>({
  title: 'Environment for this job alone',
  fields: environmentKeys,
  readOnlyKeys: ['id', ...environmentReadOnlyKeys],
  // The CLI drops them before it looks at them, so anything may stand there.
  otherKeys: {
    $schema: schemaKey,
    name: { description: 'Taken and dropped: an environment given in a job has no name.' },
    version: { description: 'Taken and dropped: an environment given in a job has no version.' },
  },
})

/** An environment given in a job, or in the file that `environment: file:…` of a job names. */
export const inlineEnvironment: FieldType<InlineEnvironment> = {
  ...inlineFields,
  read(node, path, log) {
    if (node.kind === 'map' && isCondaFile(node, path, log)) return undefined
    const environment = inlineFields.read(node, path, log)
    if (environment === undefined || node.kind !== 'map') return undefined
    checkOrigin(node, path, log)
    for (const key of ['name', 'version']) {
      const dropped = node.entries.get(key)
      if (dropped)
        log.warning(dropped.key, [...path, key], `“${key}” is dropped: an environment given in a job has none.`)
    }
    return environment
  },
}

/** `NAME:VERSION` of a registered environment only lacks its prefix. */
const prefixFix = (text = '', span: Span) =>
  /^[\w.-]+(?::[\w.-]+|@latest)$/.test(text) ? replaceBy(`azureml:${text}`, span) : undefined

/** `environment` of a job: a reference, or the environment itself. */
export const environmentField: FieldType<string | InlineEnvironment> = {
  read(node, path, log) {
    if (isNull(node, path, log)) return undefined
    if (node.kind === 'map') return inlineEnvironment.read(node, path, log)
    const text = string().read(node, path, log)
    const reference = text === undefined ? undefined : environmentReference(text)
    if (reference?.kind === 'invalid') log.error(node, path, reference.reason, prefixFix(text, node))
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
