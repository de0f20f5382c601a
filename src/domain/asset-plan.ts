import { parseYaml } from './job-spec/yaml/yaml-tree.ts'
import { toValue } from './job-spec/yaml/yaml-values.ts'
import { newestFirst } from './latest-version.ts'

/** A field that a version keeps for ever, as REST and as YAML call it. */
export type FixedField = Readonly<{
  rest: string
  key: string
  /** What it is to a reader: `type`, `path`. */
  word: string
  /** What the service takes where the field is left out. */
  otherwise?: string
}>

type Version = Readonly<{ name: string; properties: object; systemData?: { createdAt?: string } }>

/** What the workspace has under the asset's name. */
export type FoundVersions = Readonly<{
  asset: Readonly<{ properties: { nextVersion?: string | null; dataType?: string } }>
  versions: readonly Version[]
}>

/** What registering a version comes to. */
export type AssetPlan =
  /** `against` is the newest version there is, to compare with. */
  | Readonly<{ kind: 'create'; version: string; against: string | undefined }>
  | Readonly<{ kind: 'update' | 'same'; version: string }>
  | Readonly<{ kind: 'refused'; refused: readonly { path: string[]; message: string }[]; nextVersion: string }>

/** Fields that may differ when a version that is there is sent again (ARM 2025-09-01, assets). */
const changeable = ['description', 'tags', 'stage']

/**
 * Decides what a version's body means to what is there: a new version, other words about one that exists, or nothing
 * the service would take. Versions are for ever: what they hold cannot be changed.
 *
 * @param version as the YAML names it; without one the next free number is meant
 * @param properties of the body to send; the address of a file that is yet to be uploaded is never an old one
 * @param found null when nothing has the name
 */
export function planAsset({
  name,
  version,
  properties,
  found,
  fixed,
}: {
  name: string
  version: string | undefined
  properties: object
  found: FoundVersions | null
  fixed: readonly FixedField[]
}): AssetPlan {
  const wanted = recordOf(properties)
  const nextVersion = found?.asset.properties.nextVersion ?? '1'
  const dataType = found?.asset.properties.dataType
  if (dataType !== undefined && dataType !== wanted['dataType']) {
    const message = `“${name}” is of type ${dataType}, and so are all of its versions. Take another name for another type.`
    return { kind: 'refused', refused: [{ path: ['type'], message }], nextVersion }
  }
  const target = version ?? nextVersion
  const existing = found?.versions.find((each) => each.name === target)
  if (!existing) return { kind: 'create', version: target, against: newestFirst(found?.versions ?? [])[0]?.name }

  const now = recordOf(existing.properties)
  const changed = fixed.filter(({ rest, otherwise }) => !isSame(now[rest] ?? otherwise, wanted[rest] ?? otherwise))
  if (changed.length > 0) {
    const refused = changed.map(({ key, word }) => ({
      path: [key],
      message: `Version ${target} of “${name}” exists, and its ${word} cannot be changed. The next free version is ${nextVersion}.`,
    }))
    return { kind: 'refused', refused, nextVersion }
  }
  const isChanged = changeable.some((field) => !isSame(now[field], wanted[field]))
  return { kind: isChanged ? 'update' : 'same', version: target }
}

/**
 * The properties to send for a version that exists: all it has, with what may be changed as it is wanted now. What is
 * left out is taken away.
 */
export function updatedProperties(existing: object, wanted: object): Record<string, unknown> {
  const { provisioningState: _, environmentType: __, ...kept } = recordOf(existing)
  const { description = null, tags = {}, stage } = recordOf(wanted)
  return { ...kept, description, tags, ...(stage !== undefined && { stage }) }
}

const recordOf = (properties: object): Record<string, unknown> => ({ ...properties })

/** Whether two values mean the same to the service: null and empty are none, and an address has a long and a short form. */
function isSame(a: unknown, b: unknown): boolean {
  return JSON.stringify(meaning(a)) === JSON.stringify(meaning(b))
}

const workspaceInAddress = /^azureml:\/\/subscriptions\/[^/]+\/resourcegroups\/[^/]+\/workspaces\/[^/]+\//i

function meaning(value: unknown): unknown {
  if (value === undefined || value === null || value === '') return null
  if (typeof value === 'string') {
    // The text of a conda file may be written in many ways.
    const yaml = value.includes('\n') ? parseYaml(value) : undefined
    return yaml?.ok ? toValue(yaml.root) : value.replace(workspaceInAddress, 'azureml://').replace(/\/$/, '')
  }
  if (typeof value !== 'object') return value
  if (Array.isArray(value)) return value.map(meaning)
  const entries = Object.entries(value)
    .map(([key, item]) => [key, meaning(item)] as const)
    .filter(([, item]) => item !== null)
    .toSorted(([x], [y]) => x.localeCompare(y))
  return entries.length === 0 ? null : Object.fromEntries(entries)
}
