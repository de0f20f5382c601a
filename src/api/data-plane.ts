import { isRegionalAddress, regionalAddress, type Cloud } from '../domain/cloud.ts'
import type { WorkspaceRef } from '../domain/refs.ts'
import { createArmClient, type ArmClient, type ArmOptions } from './arm-client.ts'
import { parseLenientJson } from './mlflow.ts'
import type { WorkspaceResource } from './workspaces.ts'

type DataPlaneOptions = Pick<ArmOptions, 'getToken' | 'fetch'> &
  Readonly<{
    cloud: Cloud
    /** Set where a proxy or an emulator stands in for every region. */
    baseUrl?: string | undefined
    getWorkspace: (ref: WorkspaceRef) => Promise<WorkspaceResource>
  }>

/**
 * Finds the data plane (run history, artifacts, MLflow) of a workspace: what the configuration says, else what the
 * workspace's discovery address answers, else the host of its region: a browser cannot count on discovery allowing
 * its origin. Each workspace is looked up once.
 */
export function createDataPlane({
  cloud,
  baseUrl,
  getWorkspace,
  getToken,
  fetch = globalThis.fetch.bind(globalThis),
}: DataPlaneOptions) {
  const clients = new Map<string, Promise<ArmClient>>()
  const clientAt = (base: string) => createArmClient({ baseUrl: base, getToken, fetch, parse: parseLenientJson })
  const configured = baseUrl === undefined ? undefined : Promise.resolve(clientAt(baseUrl))

  async function lookUp(ref: WorkspaceRef): Promise<ArmClient> {
    const { properties, location } = await getWorkspace(ref)
    const discovered = properties.discoveryUrl ? await discover(properties.discoveryUrl) : undefined
    if (discovered) return clientAt(discovered)
    const regional = location && regionalAddress(cloud, location)
    if (!regional) throw new Error(`No address is known for the run history of ${ref.workspaceName}`)
    return clientAt(regional)
  }

  /** The answer is a flat map from service names to addresses. It takes no token, and must not get one. */
  async function discover(url: string): Promise<string | undefined> {
    try {
      const response = await fetch(url)
      const services: unknown = await response.json()
      if (typeof services !== 'object' || services === null || !('api' in services)) return undefined
      return typeof services.api === 'string' && isRegionalAddress(cloud, services.api) ? services.api : undefined
    } catch {
      return undefined
    }
  }

  return (ref: WorkspaceRef): Promise<ArmClient> => {
    if (configured) return configured
    const key = `${ref.subscriptionId}/${ref.resourceGroup}/${ref.workspaceName}`.toLowerCase()
    let client = clients.get(key)
    if (!client) {
      client = lookUp(ref)
      clients.set(key, client)
      client.catch(() => clients.delete(key)) // the next call asks again
    }
    return client
  }
}
