import { isRegionalAddress, regionalAddress } from '../domain/cloud.ts'
import { workspaceId, type WorkspaceRef } from '../domain/refs.ts'
import { parseLenientJson } from '../lib/lenient-json.ts'
import type { ArmClient } from './arm-client.ts'
import { clientOptions, createServiceClient } from './clients.ts'
import { workspaces } from './workspaces.ts'

const clients = new Map<string, Promise<ArmClient>>()

/**
 * The data plane (run history, artifacts, MLflow) of a workspace: at the address that the configuration names, else
 * where the workspace's discovery address says, else at the host of its region: a browser cannot count on discovery
 * allowing its origin. Each workspace is looked up once.
 */
export function dataPlane(workspace: WorkspaceRef): Promise<ArmClient> {
  const key = workspaceId(workspace).toLowerCase()
  let client = clients.get(key)
  if (!client) {
    client = findAddress(workspace).then((baseUrl) => createServiceClient({ baseUrl, parse: parseLenientJson }))
    clients.set(key, client)
    client.catch(() => clients.delete(key)) // the next call asks again
  }
  return client
}

async function findAddress(workspace: WorkspaceRef): Promise<string> {
  const { cloud, dataPlaneBaseUrl } = clientOptions
  if (dataPlaneBaseUrl !== undefined) return dataPlaneBaseUrl
  const { properties, location } = await workspaces.get(workspace)
  const discovered = properties.discoveryUrl && (await discover(properties.discoveryUrl))
  const address = discovered || (location && regionalAddress(cloud, location))
  if (!address) throw new Error(`No address is known for the run history of ${workspace.workspaceName}`)
  return address
}

/**
 * Asks a discovery address. The answer is a flat map from service names to addresses. It takes no token and must not
 * get one; and since the user's token goes to the answer next, only an address of the cloud itself will do.
 */
async function discover(url: string): Promise<string | undefined> {
  const { cloud, fetch = globalThis.fetch } = clientOptions
  try {
    const response = await fetch(url)
    const services: unknown = await response.json()
    if (typeof services !== 'object' || services === null || !('api' in services)) return undefined
    return typeof services.api === 'string' && isRegionalAddress(cloud, services.api) ? services.api : undefined
  } catch {
    return undefined
  }
}
