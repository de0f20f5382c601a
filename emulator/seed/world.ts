import { randomUUID } from 'node:crypto'
import { artifactContainer } from '../artifact-folder.ts'
import { armDate } from '../clock.ts'
import type { EmulatorContext } from '../context.ts'
import { inTransaction, type ArmResource, type SystemData } from '../store.ts'
import { curatedEnvironments } from './curated-environments.ts'
import { guestTenant, homeTenant } from './directory.ts'

type WorkspaceSeed = {
  name: string
  friendlyName: string
  description: string
  location: string
  tags: Record<string, string>
}
type GroupSeed = { name: string; location: string; workspaces: WorkspaceSeed[] }
type SubscriptionSeed = { subscriptionId: string; displayName: string; tenantId: string; groups: GroupSeed[] }

/** What an Azure directory of a middling company might hold. No jobs, computes or models: those are the user's to make. */
const world: SubscriptionSeed[] = [
  {
    subscriptionId: '8f6d1c2e-3b7a-4c95-a1e0-5d9f7b2c4e01',
    displayName: 'Contoso ML Research',
    tenantId: homeTenant.tenantId,
    groups: [
      {
        name: 'rg-ml-research',
        location: 'eastus',
        workspaces: [
          {
            name: 'contoso-research',
            friendlyName: 'Contoso research',
            description: 'Shared workspace of the research team',
            location: 'eastus',
            tags: { team: 'research' },
          },
        ],
      },
      {
        name: 'rg-vision-lab',
        location: 'westeurope',
        workspaces: [
          {
            name: 'vision-lab',
            friendlyName: 'Vision lab',
            description: 'Image models and their data',
            location: 'westeurope',
            tags: { team: 'vision' },
          },
        ],
      },
    ],
  },
  {
    subscriptionId: '27b5e9a4-6c1d-4f83-b2e7-0a8d3c5f9e02',
    displayName: 'Contoso ML Production',
    tenantId: homeTenant.tenantId,
    groups: [
      {
        name: 'rg-ml-production',
        location: 'swedencentral',
        workspaces: [
          {
            name: 'churn-production',
            friendlyName: 'Churn',
            description: 'Monthly churn model',
            location: 'swedencentral',
            tags: { team: 'customer', stage: 'production' },
          },
          {
            name: 'demand-forecast',
            friendlyName: 'Demand forecast',
            description: 'Weekly demand by store',
            location: 'westeurope',
            tags: { team: 'supply', stage: 'production' },
          },
        ],
      },
    ],
  },
  {
    subscriptionId: 'c4a7f2d8-9e5b-4137-8d60-2f1b6e8a3c03',
    displayName: 'Fabrikam Joint Research',
    tenantId: guestTenant.tenantId,
    groups: [
      {
        name: 'rg-joint-study',
        location: 'swedencentral',
        workspaces: [
          {
            name: 'joint-study',
            friendlyName: 'Joint study',
            description: 'Research shared with Contoso',
            location: 'swedencentral',
            tags: {},
          },
        ],
      },
    ],
  },
]

const [main] = world
if (!main?.groups[0]?.workspaces[0]) throw new Error('The seed has no main workspace.')

/** The workspace that the `ready` line names. */
export const mainWorkspace = {
  tenantId: main.tenantId,
  subscriptionId: main.subscriptionId,
  resourceGroup: main.groups[0].name,
  workspace: main.groups[0].workspaces[0].name,
} as const

const provider = 'Microsoft.MachineLearningServices/workspaces'

/** ARM id of that workspace. */
export const mainWorkspaceId = `/subscriptions/${mainWorkspace.subscriptionId}/resourceGroups/${mainWorkspace.resourceGroup}/providers/${provider}/${mainWorkspace.workspace}`

/** Fills an empty data folder; finds its own work done in any other. */
export function seedWorld(ctx: EmulatorContext): void {
  if (ctx.resources.get(`/subscriptions/${mainWorkspace.subscriptionId}`)) return
  inTransaction(ctx.db, () => {
    for (const { subscriptionId, displayName, tenantId, groups } of world) {
      const subscription = `/subscriptions/${subscriptionId}`
      ctx.resources.put({
        id: subscription,
        name: subscriptionId,
        type: 'Microsoft.Resources/subscriptions',
        properties: { displayName, tenantId },
      })
      for (const group of groups) {
        const groupId = `${subscription}/resourceGroups/${group.name}`
        ctx.resources.put({
          id: groupId,
          name: group.name,
          type: 'Microsoft.Resources/resourceGroups',
          location: group.location,
          tags: {},
          properties: { provisioningState: 'Succeeded' },
        })
        for (const workspace of group.workspaces) seedWorkspace(ctx, groupId, tenantId, workspace)
      }
    }
  })
}

function seedWorkspace(ctx: EmulatorContext, groupId: string, tenantId: string, seed: WorkspaceSeed) {
  const id = `${groupId}/providers/${provider}/${seed.name}`
  const workspaceId = randomUUID()
  const systemData = systemDataAt('Olivia Owner', ctx.clock.now())
  ctx.resources.put({
    id,
    name: seed.name,
    type: provider,
    location: seed.location,
    tags: seed.tags,
    kind: 'Default',
    sku: { name: 'Basic', tier: 'Basic' },
    identity: { type: 'SystemAssigned', principalId: randomUUID(), tenantId },
    systemData,
    properties: {
      workspaceId,
      friendlyName: seed.friendlyName,
      description: seed.description,
      storageAccount: `${groupId}/providers/Microsoft.Storage/storageAccounts/${ctx.settings.storageAccount}`,
      keyVault: `${groupId}/providers/Microsoft.KeyVault/vaults/kv-${seed.name}`,
      applicationInsights: `${groupId}/providers/Microsoft.Insights/components/appi-${seed.name}`,
      containerRegistry: null,
      hbiWorkspace: false,
      provisioningState: 'Succeeded',
      publicNetworkAccess: 'Enabled',
      allowPublicAccessWhenBehindVnet: false,
      v1LegacyMode: false,
      privateLinkCount: 0,
      storageHnsEnabled: false,
      systemDatastoresAuthMode: 'AccessKey',
      tenantId,
    },
  })
  for (const datastore of datastoresOf(ctx, id, workspaceId, systemData)) ctx.resources.put(datastore)
  for (const environment of curatedEnvironments(id)) ctx.resources.put(environment)
}

/** The four datastores that the service makes with a workspace. */
function datastoresOf(ctx: EmulatorContext, id: string, workspaceId: string, systemData: SystemData): ArmResource[] {
  const [, , subscriptionId, , resourceGroup] = id.split('/')
  const common = {
    description: null,
    tags: {},
    properties: {},
    subscriptionId,
    resourceGroup,
    accountName: ctx.settings.storageAccount,
    serviceDataAccessAuthIdentity: 'None',
  }
  const datastore = (name: string, properties: Record<string, unknown>): ArmResource => ({
    id: `${id}/datastores/${name}`,
    name,
    type: `${provider}/datastores`,
    systemData,
    properties: { ...common, ...properties },
  })
  const blob = (name: string, containerName: string, isDefault: boolean) => {
    ctx.blobs.ensureContainer(containerName)
    return datastore(name, {
      datastoreType: 'AzureBlob',
      containerName,
      endpoint: 'core.windows.net',
      protocol: 'https',
      credentials: { credentialsType: 'Sas' },
      isDefault,
    })
  }
  // File shares are listed, as every workspace has them, but the local storage serves blobs only.
  const share = (name: string, fileShareName: string) =>
    datastore(name, {
      datastoreType: 'AzureFile',
      fileShareName,
      endpoint: 'core.windows.net',
      protocol: 'https',
      credentials: { credentialsType: 'None' },
      isDefault: false,
    })
  return [
    share('workspaceworkingdirectory', `code-${workspaceId}`),
    blob('workspaceartifactstore', artifactContainer(workspaceId), false),
    share('workspacefilestore', `azureml-filestore-${workspaceId}`),
    blob('workspaceblobstore', `azureml-blobstore-${workspaceId}`, true),
  ]
}

const systemDataAt = (createdBy: string, ms: number): SystemData => ({
  createdBy,
  createdByType: 'User',
  createdAt: armDate(ms),
  lastModifiedBy: createdBy,
  lastModifiedByType: 'User',
  lastModifiedAt: armDate(ms),
})
