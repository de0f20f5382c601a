import { isDeepStrictEqual } from 'node:util'
import type { EmulatorContext } from '../context.ts'
import type { Principal } from '../contracts.ts'
import { withAddresses } from '../data-addresses.ts'
import { notFound, userError } from '../errors.ts'
import { inTransaction, type ArmResource } from '../store.ts'
import { systemDataOf } from '../system-data.ts'
import { withoutUndefined } from '../validate.ts'
import type { AssetKind } from './asset-kinds.ts'

const provider = 'Microsoft.MachineLearningServices/workspaces'

/** What a PUT came to: 201 for a new resource, 200 for an update or a repetition. */
export type PutResult = { isNew: boolean; resource: ArmResource }

type Put = Readonly<{
  kind: AssetKind
  workspaceId: string
  principal: Principal
  name: string
  /** Parsed by the kind's schema. */
  properties: Record<string, unknown>
}>

const defaults = { description: null, tags: {}, properties: {}, isArchived: false }

/** Every resource of a collection, newest first. */
export const listAll = (ctx: EmulatorContext, collectionId: string): ArmResource[] =>
  ctx.resources.list(collectionId, { limit: Number.MAX_SAFE_INTEGER - 1 }).items

/** An asset as ARM answers it. */
export const assetToWire = ({ blobs }: EmulatorContext, asset: ArmResource): ArmResource => ({
  ...asset,
  properties: withAddresses(asset.properties, blobs.currentUrl),
})

/** @throws ServiceError 404 with inner code `NotFound` */
export function getAsset(ctx: EmulatorContext, kind: AssetKind, id: string): ArmResource {
  const found = ctx.resources.get(id)
  if (found) return found
  const [name, , version] = id.split(`/${kind.collection}/`)[1]?.split('/') ?? []
  throw notFound(version ? `${kind.label} ${name} version ${version} not found.` : `${kind.label} ${name} not found.`)
}

/** Makes or updates a container. @throws ServiceError 400 when the type of existing data would change */
export function putContainer(ctx: EmulatorContext, { kind, workspaceId, principal, name, properties }: Put): PutResult {
  const id = `${workspaceId}/${kind.collection}/${name}`
  const existing = ctx.resources.get(id)
  if (existing && properties['dataType'] !== existing.properties['dataType']) throw typeFixed(name, existing)
  const resource: ArmResource = {
    id,
    name,
    type: `${provider}/${kind.collection}`,
    systemData: systemDataOf(principal, ctx.clock.now(), existing?.systemData),
    properties: {
      ...defaults,
      latestVersion: existing?.properties['latestVersion'] ?? null,
      nextVersion: existing?.properties['nextVersion'] ?? '1',
      ...withoutUndefined(properties),
      ...kind.containerState,
    },
  }
  ctx.resources.put(resource)
  return { isNew: !existing, resource }
}

/**
 * Makes a version, and its container when there is none; or updates what may change.
 * @throws ServiceError 400 with inner code `…VersionPropertyImmutable` when a fixed field would change
 */
export async function putVersion(ctx: EmulatorContext, put: Put & { version: string }): Promise<PutResult> {
  const { kind, workspaceId, principal, name, version } = put
  const containerId = `${workspaceId}/${kind.collection}/${name}`
  const id = `${containerId}/versions/${version}`
  const checked = kind.check ? await kind.check(ctx, workspaceId, put.properties) : put.properties
  const own = withAddresses(withoutUndefined(checked), ctx.blobs.durableUrl)
  const properties = { ...defaults, isAnonymous: false, ...own, ...kind.versionState }
  return inTransaction(ctx.db, () => {
    const existing = ctx.resources.get(id)
    if (existing) checkFixed(kind, existing, properties)
    const resource: ArmResource = {
      id,
      name: version,
      type: `${provider}/${kind.collection}/versions`,
      systemData: systemDataOf(principal, ctx.clock.now(), existing?.systemData),
      // Whoever made an environment first stays its maker: a curated one does not become a user's by a new tag.
      properties: { ...properties, ...keptState(existing) },
    }
    if (!existing) {
      const container = ctx.resources.get(containerId)
      const inherited = kind.containerOf?.(properties) ?? {}
      if (!container) putContainer(ctx, { ...put, properties: inherited })
      else if (inherited['dataType'] !== container.properties['dataType']) throw typeFixed(name, container)
    }
    ctx.resources.put(resource)
    if (!existing) countVersions(ctx, containerId)
    return { isNew: !existing, resource }
  })
}

const keptState = (existing: ArmResource | undefined) =>
  existing && 'environmentType' in existing.properties
    ? { environmentType: existing.properties['environmentType'] }
    : {}

/** Removes a container with its versions, or one version. @returns false when there was nothing */
export function deleteAsset(ctx: EmulatorContext, id: string): boolean {
  if (!ctx.resources.get(id)) return false
  inTransaction(ctx.db, () => {
    ctx.resources.deleteTree(id)
    const [containerId, version] = id.split('/versions/')
    if (containerId && version) countVersions(ctx, containerId)
  })
  return true
}

/** Brings the container's read-only numbers up to date. The latest version is the one made last, whatever its number. */
function countVersions(ctx: EmulatorContext, containerId: string) {
  const container = ctx.resources.get(containerId)
  if (!container) return
  const names = listAll(ctx, `${containerId}/versions`).map(({ name }) => name)
  const numbers = names.filter((name) => /^\d{1,15}$/.test(name)).map(Number)
  const latestVersion = names[0] ?? null
  const nextVersion = String(Math.max(0, ...numbers) + 1)
  ctx.resources.put({ ...container, properties: { ...container.properties, latestVersion, nextVersion } })
}

function checkFixed(kind: AssetKind, existing: ArmResource, wanted: Record<string, unknown>) {
  const changed = kind.fixed.find((field) => !isDeepStrictEqual(existing.properties[field], wanted[field]))
  if (!changed) return
  const message =
    `This ${kind.label.toLowerCase()} version exists, and its ${changed} cannot be changed. Only description, tags, ` +
    'properties, stage and isArchived can be updated; register a new version instead.'
  throw userError(`${kind.label}VersionPropertyImmutable`, message, `properties.${changed}`)
}

const typeFixed = (name: string, { properties }: ArmResource) =>
  userError(
    'DataContainerPropertyImmutable',
    `The data asset '${name}' is of type ${String(properties['dataType'])}; all of its versions are.`,
    'properties.dataType',
  )
