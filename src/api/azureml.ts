import type { Cloud } from '../domain/cloud.ts'
import type { WorkspaceRef } from '../domain/refs.ts'
import { createArmClient, type ArmOptions } from './arm-client.ts'
import { createArtifacts } from './artifacts.ts'
import { createData, createEnvironments, createModels } from './assets.ts'
import { createCodes } from './codes.ts'
import { createComputes, createUsages, createVmSizes } from './computes.ts'
import { createDataPlane } from './data-plane.ts'
import { createDatastores } from './datastores.ts'
import { apiVersion } from './generated/arm.ts'
import { createJobs } from './jobs.ts'
import { createMlflow } from './mlflow.ts'
import { createPermissions } from './permissions.ts'
import { createRunHistory } from './run-history.ts'
import { createSubscriptions, createTenants } from './subscriptions.ts'
import { createWorkspaces } from './workspaces.ts'

export type AzureMlOptions = Readonly<{
  cloud: Cloud
  armBaseUrl: string
  /** Set where a proxy or an emulator stands in for the regional services. */
  dataPlaneBaseUrl?: string | undefined
  getToken: (request: {
    tenantId?: string | undefined
    claims?: string | undefined
    renew?: boolean
  }) => Promise<string>
  fetch?: typeof globalThis.fetch
}>

export type AzureMl = ReturnType<typeof createAzureMl>

/** Everything the studio asks of Azure, by resource. */
export function createAzureMl({ cloud, armBaseUrl, dataPlaneBaseUrl, getToken, fetch }: AzureMlOptions) {
  const tenantBySubscription = new Map<string, string>()

  /** A token is good for one tenant; the subscription in the path tells which one a call needs. */
  const tokenFor: ArmOptions['getToken'] = ({ url, tenantId, claims, renew }) => {
    const subscriptionId = /\/subscriptions\/([^/]+)/i.exec(url.pathname)?.[1]?.toLowerCase()
    return getToken({
      tenantId: tenantId ?? tenantBySubscription.get(subscriptionId ?? ''),
      claims,
      renew: renew ?? false,
    })
  }

  const shared = { getToken: tokenFor, ...(fetch ? { fetch } : {}) }
  const arm = createArmClient({ ...shared, baseUrl: armBaseUrl, apiVersion })
  const workspaces = createWorkspaces(arm)
  const dataPlane = createDataPlane({ ...shared, cloud, baseUrl: dataPlaneBaseUrl, getWorkspace: workspaces.get })

  return {
    tenants: createTenants(arm),
    subscriptions: createSubscriptions(arm),
    workspaces,
    permissions: createPermissions(arm),
    computes: createComputes(arm),
    vmSizes: createVmSizes(arm),
    usages: createUsages(arm),
    jobs: createJobs(arm),
    codes: createCodes(arm),
    data: createData(arm),
    environments: createEnvironments(arm),
    models: createModels(arm),
    datastores: createDatastores(arm),
    runHistory: createRunHistory(dataPlane),
    mlflow: createMlflow(dataPlane),
    artifacts: createArtifacts(dataPlane),
    /** Which tenant to ask for tokens for a subscription: said by a link's `tid` or by the list of subscriptions. */
    rememberTenant: ({ subscriptionId }: Pick<WorkspaceRef, 'subscriptionId'>, tenantId: string) => {
      tenantBySubscription.set(subscriptionId.toLowerCase(), tenantId)
    },
    tenantOf: ({ subscriptionId }: Pick<WorkspaceRef, 'subscriptionId'>) =>
      tenantBySubscription.get(subscriptionId.toLowerCase()),
  }
}

/** Set up once by `main.tsx`, after the configuration and before the first query. */
export let azureml: AzureMl

export function setUpAzureMl(options: AzureMlOptions): void {
  azureml = createAzureMl(options)
}
