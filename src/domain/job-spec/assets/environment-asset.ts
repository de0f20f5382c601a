import type { EnvironmentVersionResource } from '../../../api/generated/arm.ts'
import {
  assetNameFrom,
  assetOtherKeys,
  assetVersion,
  checkAssetAddress,
  checkAssetId,
  isAddress,
} from './asset-fields.ts'
import type { EnvironmentSpec, InlineEnvironment } from './asset-specs.ts'
import {
  checkOrigin,
  environmentKeys,
  environmentReadOnlyKeys,
  inlineEnvironment,
  isCondaFile,
} from './environment-fields.ts'
import { inlineEnvironmentToRest } from './environment-to-rest.ts'
import type { EnvironmentFiles } from './environment-to-rest.ts'
import { string } from '../format/fields.ts'
import type { YamlValue } from '../yaml/yaml-values.ts'
import type { JsonSchema } from '../format/json-schema.ts'
import { object } from '../format/objects.ts'
import type { ObjectType } from '../format/objects.ts'
import { parseObject } from '../format/parse-object.ts'
import { createProblemLog, hasErrors } from '../problems.ts'
import type { ParseResult } from '../problems.ts'
import { defined, readRest } from '../format/rest-reader.ts'
import type { RestReader } from '../format/rest-reader.ts'
import { yamlText } from '../yaml/yaml-text.ts'
import { parseYaml } from '../yaml/yaml-tree.ts'
import { toRecord } from '../yaml/yaml-values.ts'

const environmentFields = object<EnvironmentSpec>({
  title: 'Environment',
  doc: 'A version of an environment, as `az ml environment create` takes it.',
  fields: {
    name: { type: string(), required: true, doc: 'Name of the environment. All of its versions share it.' },
    version: { type: assetVersion, doc: 'Version of the environment. Left out, the next free number.' },
    ...environmentKeys,
  },
  readOnlyKeys: environmentReadOnlyKeys,
  otherKeys: assetOtherKeys,
  snippets: [
    {
      label: 'environment',
      description: 'An image with conda packages',
      body: {
        name: '${1:my-env}',
        image: '${2:mcr.microsoft.com/azureml/openmpi4.1.0-ubuntu22.04}',
        conda_file: '${3:conda.yml}',
      },
    },
  ],
})

const environmentFile: ObjectType<EnvironmentSpec> = {
  ...environmentFields,
  readPartial: (node, path, log) =>
    isCondaFile(node, path, log) ? {} : environmentFields.readPartial(node, path, log),
}

/** Reads the YAML of an environment; takes what `az ml environment create` takes and refuses what it refuses. */
export const parseEnvironment = (text: string): ParseResult<EnvironmentSpec> =>
  parseObject(text, environmentFile, (environment, root, log) => {
    checkAssetId(root, log)
    checkAssetAddress(environment, root, log)
    if (!hasErrors(log)) checkOrigin(root, [], log)
  })

/** Reads the file that a job names as `environment: file:…`: its environment is as good as given in the job. */
export function parseEnvironmentOfJob(text: string): ParseResult<InlineEnvironment> {
  const yaml = parseYaml(text)
  if (!yaml.ok) return yaml
  const log = createProblemLog(text)
  const value = inlineEnvironment.read(yaml.root, [], log)
  return value === undefined || hasErrors(log)
    ? { ok: false, problems: log.problems }
    : { ok: true, value, warnings: log.problems }
}

const schemaUrl = 'https://azuremlschemas.azureedge.net/latest/environment.schema.json'

/** A fresh YAML file for an environment. */
export function environmentToYaml(spec: EnvironmentSpec): string {
  // The writer of an object gives an object.
  return yamlText({ $schema: schemaUrl, ...(environmentFields.write(spec) as Record<string, YamlValue>) })
}

/** For the editor: completion, hover and snippets. parseEnvironment judges. */
export const environmentSchema: JsonSchema = {
  $schema: 'http://json-schema.org/draft-07/schema#',
  ...environmentFields.jsonSchema,
}

/**
 * The body of `PUT environments/{name}/versions/{version}`.
 * @throws Error when the environment names a file or a folder that `files` does not hold: a mistake of the caller
 */
export function environmentToRest(spec: EnvironmentSpec, files: EnvironmentFiles = {}): EnvironmentVersionResource {
  const path = spec.build?.path
  const given = path !== undefined && isAddress(path) ? { buildContextUri: path, ...files } : files
  const { isAnonymous: _, ...body } = inlineEnvironmentToRest(spec, given).properties
  return { properties: body }
}

/** The YAML's view of an environment version from the service. A conda file that is no YAML is left out. */
export function environmentFromRest(resource: object): EnvironmentSpec {
  const version = readRest(resource)
  const body = version.object('properties')
  const context = body.object('build')
  const contextUri = context.text('contextUri')
  const conda = parseYaml(body.text('condaFile') ?? '')
  return defined({
    ...(assetNameFrom(version) ?? { name: '' }),
    image: body.text('image'),
    // The root of a document is a map.
    condaFile: conda.ok ? toRecord(conda.root) : undefined,
    build:
      contextUri === undefined
        ? undefined
        : defined({ path: contextUri, dockerfilePath: context.text('dockerfilePath') }),
    osType: osTypeFrom(body.text('osType')),
    inferenceConfig: inferenceConfigFrom(body.object('inferenceConfig')),
    description: body.text('description'),
    tags: body.texts('tags'),
    properties: body.texts('properties'),
  })
}

function osTypeFrom(osType: string | undefined): EnvironmentSpec['osType'] {
  if (osType === undefined) return undefined
  return osType.toLowerCase() === 'windows' ? 'windows' : 'linux'
}

function inferenceConfigFrom(config: RestReader): Record<string, unknown> | undefined {
  const routes = (['liveness', 'readiness', 'scoring'] as const).map((name) => {
    const route = config.object(`${name}Route`)
    return [`${name}_route`, { port: route.number('port'), path: route.text('path') }] as const
  })
  return config.entries().length > 0 ? Object.fromEntries(routes) : undefined
}
