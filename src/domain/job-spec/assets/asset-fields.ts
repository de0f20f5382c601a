import { assetNameRule, nameProblem } from '../../names.ts'
import { assetRefFromId } from '../../refs.ts'
import { map, string, stringOrNumber } from '../format/fields.ts'
import type { FieldType } from '../format/fields.ts'
import { schemaKey } from '../format/json-schema.ts'
import { hasErrors } from '../problems.ts'
import type { ProblemLog } from '../problems.ts'
import type { RestReader } from '../format/rest-reader.ts'
import { spanAt } from '../yaml/yaml-tree.ts'
import { toValue } from '../yaml/yaml-values.ts'
import type { YamlMap } from '../yaml/yaml-tree.ts'

/** What the YAML files of data, environments and models have in common. */

const looseText: FieldType<string | null> = {
  read(node, path, log) {
    if (node.kind === 'scalar') return node.type === 'null' ? null : node.text
    log.warning(node, path, 'The service wants text here, so this is sent as text.')
    return JSON.stringify(toValue(node))
  },
  write: (value) => value,
  jsonSchema: { type: ['string', 'number', 'boolean', 'null'] },
}

/** Tags and properties of assets. Other than those of jobs they may be numbers, which are sent as their text. */
export const assetTags = map(looseText)

/** Text, or what the CLI turns into it: numbers and booleans. */
export const assetVersion: FieldType<string> = {
  ...stringOrNumber(),
  read(node, path, log) {
    return node.kind === 'scalar' && node.type === 'bool' ? node.text : stringOrNumber().read(node, path, log)
  },
}

/** Keys that `az ml … show` prints of every asset. */
export const assetReadOnlyKeys = ['creation_context', 'latest_version'] as const

/** Keys that say nothing of the asset itself. */
export const assetOtherKeys = {
  $schema: schemaKey,
  id: { type: 'string', description: 'Taken and not used: the address of an asset is its name and version.' },
} as const

/** The CLI makes no use of an `id`, but it looks at it; that of a model it does not even look at. */
export function checkAssetId(root: YamlMap, log: ProblemLog) {
  const id = root.entries.get('id')?.value
  if (id) string().read(id, ['id'], log)
}

/** What holds for the address of every asset. A name that only the service refuses is a warning. */
export function checkAssetAddress(
  { name, version }: { name?: string; version?: string },
  root: YamlMap,
  log: ProblemLog,
) {
  if (!name && version !== undefined && !hasErrors(log)) {
    log.error(spanAt(root, ['version']), ['version'], 'A version needs a “name” beside it.')
  }
  const bad = name === undefined ? undefined : nameProblem(name, assetNameRule)
  if (bad) log.warning(spanAt(root, ['name']), ['name'], bad)
}

/** Whether a `path` is an address that goes to the service as it is; everything else is a local path. */
export const isAddress = (path: string) => /^(?:[a-z][a-z0-9+.-]*:\/\/[^/?#]|runs:)/i.test(path)

/**
 * What the service is to find the content of an asset by: the path where it is an address, else where it was uploaded.
 * @throws Error when a local path was not uploaded: a mistake of the caller
 */
export function contentUri(path: string, uploadedUri: string | undefined): string {
  if (isAddress(path)) return path
  if (uploadedUri === undefined) throw new Error(`“${path}” has not been uploaded`)
  return uploadedUri
}

/** Name and version of an asset version from the service, whose own `name` is only the version. */
export function assetNameFrom(resource: RestReader): { name: string; version: string } | undefined {
  const ref = assetRefFromId(resource.text('id') ?? '')
  return ref && { name: ref.name, version: ref.version }
}
