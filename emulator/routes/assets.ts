import type { FastifyInstance } from 'fastify'
import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import { assetKinds, type AssetKind } from '../assets/asset-kinds.ts'
import { pageSizeOf, parseAssetQuery, selectAssets } from '../assets/asset-query.ts'
import {
  assetToWire,
  deleteAsset,
  getAsset,
  listAll,
  putContainer,
  putVersion,
  type PutResult,
} from '../assets/asset-store.ts'
import type { EmulatorContext } from '../context.ts'
import { userError } from '../errors.ts'
import { pageOf, armPage } from '../paging.ts'
import { authorizedWorkspace, workspacePath, type WorkspaceParams } from '../rbac.ts'
import type { ArmResource } from '../store.ts'
import { checkResourceName, optional, parseBody } from '../validate.ts'

type CollectionRequest = { Params: WorkspaceParams }
type ContainerRequest = { Params: WorkspaceParams & { name: string } }
type VersionRequest = { Params: WorkspaceParams & { name: string; version: string } }

/** How long a page may take to upload a code folder. */
const uploadSeconds = 8 * 3600

/** Codes, data, environments and models: containers and their versions, all by the same rules. */
export function registerAssets(app: FastifyInstance, ctx: EmulatorContext): void {
  for (const kind of assetKinds) registerKind(app, ctx, kind)
  registerPendingUpload(app, ctx)
}

function registerKind(app: FastifyInstance, ctx: EmulatorContext, kind: AssetKind) {
  const collection = `${workspacePath}/${kind.collection}`
  const container = `${collection}/:name`
  const version = `${container}/versions/:version`
  const action = (verb: string) => `${kind.collection}/${verb}`
  const containerBody = z.object({ properties: kind.containerSchema })
  const versionBody = z.object({ properties: kind.versionSchema })

  /** @returns a page of a collection, as its query asks */
  const list = (collectionId: string, query: unknown, url: string) =>
    pageOfAssets(listAll(ctx, collectionId), query, url)

  const pageOfAssets = (assets: ArmResource[], query: unknown, url: string) => {
    const asked = parseAssetQuery(query)
    const found = selectAssets(assets, asked)
    const page = pageOf(found, { skip: asked.$skip, size: pageSizeOf(asked), keyOf: ({ id }) => id })
    const items = page.items.map((asset) => assetToWire(ctx, asset))
    return armPage(ctx.settings.origins.cloud, url, { ...page, items })
  }

  app.get<CollectionRequest>(collection, async ({ principal, params, query, url }) => {
    const workspace = authorizedWorkspace(ctx, principal, params, action('read'))
    return list(`${workspace.id}/${kind.collection}`, query, url)
  })

  app.get<ContainerRequest>(container, async ({ principal, params }) => {
    const workspace = authorizedWorkspace(ctx, principal, params, action('read'))
    return getAsset(ctx, kind, `${workspace.id}/${kind.collection}/${params.name}`)
  })

  app.put<ContainerRequest>(container, async ({ principal, params, body }, reply) => {
    const workspace = authorizedWorkspace(ctx, principal, params, action('write'))
    checkResourceName(params.name)
    const { properties } = parseBody(containerBody, body)
    const put = putContainer(ctx, { kind, workspaceId: workspace.id, principal, name: params.name, properties })
    return reply.code(statusOf(put)).send(assetToWire(ctx, put.resource))
  })

  app.delete<ContainerRequest>(container, async ({ principal, params }, reply) => {
    const workspace = authorizedWorkspace(ctx, principal, params, action('delete'))
    const existed = deleteAsset(ctx, `${workspace.id}/${kind.collection}/${params.name}`)
    return reply.code(existed ? 200 : 204).send()
  })

  app.get<ContainerRequest>(`${container}/versions`, async ({ principal, params, query, url }) => {
    const workspace = authorizedWorkspace(ctx, principal, params, action('read'))
    const id = `${workspace.id}/${kind.collection}/${params.name}`
    // azure-ai-ml asks for a hash under a name that it has just made up, and takes the name of what is found from its
    // id: so a hash is looked for in the whole workspace, and nothing found is an empty list.
    if (kind.collection === 'codes' && parseAssetQuery(query).hash) {
      const codes = listAll(ctx, `${workspace.id}/codes`)
      return pageOfAssets(
        codes.flatMap((code) => listAll(ctx, `${code.id}/versions`)),
        query,
        url,
      )
    }
    if (kind.collection !== 'codes') getAsset(ctx, kind, id)
    return list(`${id}/versions`, query, url)
  })

  app.get<VersionRequest>(version, async ({ principal, params }) => {
    const workspace = authorizedWorkspace(ctx, principal, params, action('read'))
    return assetToWire(ctx, getAsset(ctx, kind, versionId(workspace, kind, params)))
  })

  app.put<VersionRequest>(version, async ({ principal, params, body }, reply) => {
    const workspace = authorizedWorkspace(ctx, principal, params, action('write'))
    const { name, version: versionName } = params
    checkResourceName(name)
    checkVersionName(versionName)
    const { properties } = parseBody(versionBody, body)
    const put = await putVersion(ctx, {
      kind,
      workspaceId: workspace.id,
      principal,
      name,
      version: versionName,
      properties,
    })
    return reply.code(statusOf(put)).send(assetToWire(ctx, put.resource))
  })

  app.delete<VersionRequest>(version, async ({ principal, params }, reply) => {
    const workspace = authorizedWorkspace(ctx, principal, params, action('delete'))
    const existed = deleteAsset(ctx, versionId(workspace, kind, params))
    return reply.code(existed ? 200 : 204).send()
  })
}

const versionId = (workspace: ArmResource, kind: AssetKind, { name, version }: VersionRequest['Params']) =>
  `${workspace.id}/${kind.collection}/${name}/versions/${version}`

const statusOf = ({ isNew }: PutResult) => (isNew ? 201 : 200)

/** The spec has no pattern for versions; what cannot stand in a path is refused. */
function checkVersionName(version: string) {
  if (/^[\w.\-+]{1,255}$/.test(version)) return
  throw userError('InvalidVersion', `The version '${version}' is invalid.`, 'version')
}

const pendingUploadBody = z
  .object({
    pendingUploadId: optional(z.uuid()),
    pendingUploadType: optional(z.enum(['None', 'TemporaryBlobReference'])),
  })
  .optional()

/**
 * Gives the uploader of a code folder a container of its own, so that two uploads never meet; for a version that is
 * there, the container it lies in, to read it as the SDK does when it downloads code.
 */
function registerPendingUpload(app: FastifyInstance, ctx: EmulatorContext) {
  const path = `${workspacePath}/codes/:name/versions/:version/startPendingUpload`
  app.post<VersionRequest>(path, async ({ principal, params, body }) => {
    const workspace = authorizedWorkspace(ctx, principal, params, 'codes/write')
    checkResourceName(params.name)
    checkVersionName(params.version)
    const pendingUploadId = parseBody(pendingUploadBody, body)?.pendingUploadId ?? randomUUID()
    const there = ctx.resources.get(`${workspace.id}/codes/${params.name}/versions/${params.version}`)
    const place =
      typeof there?.properties['codeUri'] === 'string' ? ctx.blobs.locate(there.properties['codeUri']) : undefined
    const container = place?.container ?? `code-${pendingUploadId}`
    if (!place) ctx.blobs.ensureContainer(container)
    return {
      pendingUploadId,
      pendingUploadType: 'TemporaryBlobReference',
      blobReferenceForConsumption: {
        blobUri: ctx.blobs.url(container),
        storageAccountArmId: workspace.properties['storageAccount'],
        credential: {
          credentialType: 'SAS',
          sasUri: ctx.blobs.sasUrl({ container }, place ? 'rl' : 'racwl', uploadSeconds),
        },
      },
    }
  })
}
