import { z } from 'zod'
import { meaningful, optional, textMap } from '../validate.ts'

const text = optional(z.string())
const secretText = z.string().min(1)

const principal = { tenantId: z.uuid(), clientId: z.uuid(), authorityUrl: text, resourceUrl: text }

const credentials = z.discriminatedUnion('credentialsType', [
  z.object({
    credentialsType: z.literal('AccountKey'),
    secrets: z.object({ secretsType: z.literal('AccountKey'), key: secretText }),
  }),
  z.object({
    credentialsType: z.literal('Sas'),
    secrets: z.object({ secretsType: z.literal('Sas'), sasToken: secretText }),
  }),
  z.object({
    credentialsType: z.literal('ServicePrincipal'),
    ...principal,
    secrets: z.object({ secretsType: z.literal('ServicePrincipal'), clientSecret: secretText }),
  }),
  z.object({
    credentialsType: z.literal('Certificate'),
    ...principal,
    thumbprint: meaningful,
    secrets: z.object({ secretsType: z.literal('Certificate'), certificate: secretText }),
  }),
  z.object({ credentialsType: z.literal('None') }),
])

const base = {
  description: text,
  tags: optional(textMap),
  properties: optional(textMap),
  credentials,
}
const identity = {
  serviceDataAccessAuthIdentity: z
    .enum(['None', 'WorkspaceSystemAssignedIdentity', 'WorkspaceUserAssignedIdentity'])
    .default('None'),
}
const account = { ...base, ...identity, subscriptionId: text, resourceGroup: text, endpoint: text, protocol: text }

/** `properties` of a datastore PUT, by its type. */
export const datastoreProperties = z.discriminatedUnion('datastoreType', [
  z.object({ datastoreType: z.literal('AzureBlob'), ...account, accountName: text, containerName: text }),
  z.object({
    datastoreType: z.literal('AzureFile'),
    ...account,
    accountName: meaningful,
    fileShareName: meaningful,
  }),
  z.object({
    datastoreType: z.literal('AzureDataLakeGen2'),
    ...account,
    accountName: meaningful,
    filesystem: meaningful,
  }),
  z.object({
    datastoreType: z.literal('AzureDataLakeGen1'),
    ...base,
    ...identity,
    subscriptionId: text,
    resourceGroup: text,
    storeName: meaningful,
  }),
  z.object({
    datastoreType: z.literal('OneLake'),
    ...base,
    ...identity,
    endpoint: text,
    oneLakeWorkspaceName: meaningful,
    artifact: z.object({ artifactType: z.literal('LakeHouse'), artifactName: meaningful }),
  }),
])
