import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { listAll } from '../assets/asset-store.ts'
import { datastoreProperties } from '../assets/datastore-body.ts'
import type { EmulatorContext } from '../context.ts'
import { notFound, userError } from '../errors.ts'
import { pageOf, armPage } from '../paging.ts'
import { authorizedWorkspace, workspacePath, type WorkspaceParams } from '../rbac.ts'
import type { ArmResource } from '../store.ts'
import { systemDataOf } from '../system-data.ts'
import { checkResourceName, parseBody, withoutUndefined } from '../validate.ts'

const datastoreType = 'Microsoft.MachineLearningServices/workspaces/datastores'

const listQuery = z.object({
  $skip: z.string().optional(),
  count: z.coerce.number().int().min(1).max(1000).default(30),
  isDefault: z.stringbool().optional(),
  names: z.union([z.string(), z.array(z.string())]).optional(),
  searchText: z.string().optional(),
  orderByAsc: z.stringbool().default(false),
})

type CollectionRequest = { Params: WorkspaceParams }
type DatastoreRequest = { Params: WorkspaceParams & { name: string } }

/** Storage registered in a workspace. Secrets are taken and never given back, except by `listSecrets`. */
export function registerDatastores(app: FastifyInstance, ctx: EmulatorContext): void {
  const collection = `${workspacePath}/datastores`
  const path = `${collection}/:name`

  const find = (workspace: ArmResource, name: string) => {
    const found = ctx.resources.get(`${workspace.id}/datastores/${name}`)
    if (found) return found
    throw notFound(`Datastore ${name} not found.`)
  }

  app.get<CollectionRequest>(collection, async ({ principal, params, query, url }) => {
    const workspace = authorizedWorkspace(ctx, principal, params, 'datastores/read')
    const asked = parseBody(listQuery, query)
    const names = asked.names === undefined ? undefined : [asked.names].flat().flatMap((name) => name.split(','))
    const found = listAll(ctx, `${workspace.id}/datastores`).filter(
      ({ name, properties }) =>
        (asked.isDefault === undefined || properties['isDefault'] === asked.isDefault) &&
        (!names || names.includes(name)) &&
        (!asked.searchText || name.includes(asked.searchText.toLowerCase())),
    )
    const sorted = asked.orderByAsc ? found.toReversed() : found
    const page = pageOf(sorted, { skip: asked.$skip, size: asked.count, keyOf: ({ id }) => id })
    const items = page.items.map((datastore) => answerOf(ctx, datastore))
    return armPage(ctx.settings.origins.cloud, url, { ...page, items })
  })

  app.get<DatastoreRequest>(path, async ({ principal, params }) =>
    answerOf(ctx, find(authorizedWorkspace(ctx, principal, params, 'datastores/read'), params.name)),
  )

  app.put<DatastoreRequest>(path, async ({ principal, params, body }, reply) => {
    const workspace = authorizedWorkspace(ctx, principal, params, 'datastores/write')
    checkResourceName(params.name)
    const { properties } = parseBody(z.object({ properties: datastoreProperties }), body)
    const id = `${workspace.id}/datastores/${params.name}`
    const existing = ctx.resources.get(id)
    const resource: ArmResource = {
      id,
      name: existing?.name ?? params.name,
      type: datastoreType,
      systemData: systemDataOf(principal, ctx.clock.now(), existing?.systemData),
      properties: {
        description: null,
        tags: {},
        properties: {},
        ...withoutUndefined(properties),
        isDefault: existing?.properties['isDefault'] ?? false,
      },
    }
    if (existing) checkSamePlace(existing, resource)
    ctx.resources.put(resource)
    return reply.code(existing ? 200 : 201).send(answerOf(ctx, resource))
  })

  app.delete<DatastoreRequest>(path, async ({ principal, params }, reply) => {
    const workspace = authorizedWorkspace(ctx, principal, params, 'datastores/delete')
    const existing = ctx.resources.get(`${workspace.id}/datastores/${params.name}`)
    if (existing?.properties['isDefault'] === true) {
      throw userError('CannotDeleteDefault', `${existing.name} is the default datastore and cannot be deleted.`, 'name')
    }
    if (existing) ctx.resources.delete(existing.id)
    return reply.code(existing ? 200 : 204).send()
  })

  app.post<DatastoreRequest>(`${path}/listSecrets`, async ({ principal, params }) => {
    const workspace = authorizedWorkspace(ctx, principal, params, 'datastores/listSecrets/action')
    return secretsOf(ctx, find(workspace, params.name))
  })
}

type Credentials = { credentialsType: string; secrets?: Record<string, unknown> }
// Seed and PUT store nothing else.
const credentialsOf = ({ properties }: ArmResource) => properties['credentials'] as Credentials

/**
 * A datastore as a client sees it. The spec demands `secrets` in answers too; what is left of them is their type. The
 * local account answers at the blob origin of this start, not where Azure would have it.
 */
function answerOf({ settings }: EmulatorContext, datastore: ArmResource): ArmResource {
  const credentials = credentialsOf(datastore)
  const secrets =
    credentials.credentialsType === 'None' ? {} : { secrets: { secretsType: credentials.credentialsType } }
  const isLocal = datastore.properties['accountName'] === settings.storageAccount
  const { host, protocol } = new URL(settings.origins.blob)
  const place = isLocal ? { endpoint: host, protocol: protocol.slice(0, -1) } : {}
  return {
    ...datastore,
    properties: { ...datastore.properties, ...place, credentials: { ...credentials, ...secrets } },
  }
}

/** A datastore of the local account gets a fresh SAS; any other gives back what was registered. */
function secretsOf(ctx: EmulatorContext, datastore: ArmResource) {
  const { accountName, containerName } = datastore.properties
  const { credentialsType, secrets } = credentialsOf(datastore)
  if (credentialsType === 'None') {
    throw userError('NoCredentials', `Datastore ${datastore.name} has no credentials: it is used by identity.`)
  }
  if (accountName !== ctx.settings.storageAccount || typeof containerName !== 'string') return secrets
  const url = ctx.blobs.sasUrl({ container: containerName }, 'racwdl', ctx.switches.sasSeconds)
  return { secretsType: 'Sas', sasToken: new URL(url).search.slice(1) }
}

/** Where a datastore points is fixed: assets are registered by paths in it. */
function checkSamePlace(existing: ArmResource, wanted: ArmResource) {
  const fixed = ['datastoreType', 'accountName', 'containerName', 'filesystem', 'fileShareName', 'storeName']
  const changed = fixed.find((field) => existing.properties[field] !== wanted.properties[field])
  if (!changed) return
  const message = `Datastore ${existing.name} exists, and its ${changed} cannot be changed.`
  throw userError('DatastorePropertyImmutable', message, `properties.${changed}`)
}
