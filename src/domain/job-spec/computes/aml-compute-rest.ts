import { isoToSeconds, secondsToIso } from '../../duration.ts'
import { defaultVmSize } from './aml-compute.ts'
import type { AmlComputeSpec } from './aml-compute.ts'
import type { ComputeIdentity } from './compute-fields.ts'
import { defined, readRest, yamlWord } from '../format/rest-reader.ts'
import type { RestReader } from '../format/rest-reader.ts'

export type AmlComputeProperties = {
  osType: 'Linux'
  vmSize: string
  vmPriority?: 'Dedicated' | 'LowPriority'
  scaleSettings: { minNodeCount: number; maxNodeCount: number; nodeIdleTimeBeforeScaleDown?: string }
  remoteLoginPortPublicAccess: 'Enabled' | 'Disabled' | 'NotSpecified'
  userAccountCredentials?: { adminUserName: string; adminUserPassword?: string; adminUserSshPublicKey?: string }
  subnet?: { id: string }
  enableNodePublicIp: boolean
}

/** Body of `PUT computes/{name}`. */
export type AmlComputeBody = {
  location: string
  tags?: Record<string, string>
  identity?: { type: string; userAssignedIdentities?: Record<string, Record<string, never>> }
  properties: { computeType: 'AmlCompute'; description?: string; properties: AmlComputeProperties }
}

/** What the YAML leaves to the workspace: its region, and where its virtual networks are looked for by name. */
export type ComputeHome = Readonly<{ location: string; subscriptionId?: string; resourceGroup?: string }>

const restIdentityType: Record<ComputeIdentity['type'], string> = {
  system_assigned: 'SystemAssigned',
  user_assigned: 'UserAssigned',
  'system_assigned,user_assigned': 'SystemAssigned,UserAssigned',
  none: 'None',
}

/**
 * The ARM body (2025-09-01) of a compute cluster, with the defaults that the CLI fills in.
 * @throws Error when the YAML names a virtual network and `home` does not say where to look for it
 */
export function amlComputeToRest(spec: AmlComputeSpec, home: ComputeHome): AmlComputeBody {
  return {
    location: spec.location ?? home.location,
    ...(spec.tags && { tags: spec.tags }),
    ...(spec.identity && { identity: identityToRest(spec.identity) }),
    properties: {
      computeType: 'AmlCompute',
      ...(spec.description !== undefined && { description: spec.description }),
      properties: innerProperties(spec, home),
    },
  }
}

function innerProperties(spec: AmlComputeSpec, home: ComputeHome): AmlComputeProperties {
  const { tier, idleSecondsBeforeScaleDown: idle, sshSettings, sshPublicAccessEnabled: sshOpen } = spec
  const subnetId = subnetIdOf(spec, home)
  return {
    osType: 'Linux',
    vmSize: spec.size ?? defaultVmSize,
    ...(tier && { vmPriority: tier === 'low_priority' ? 'LowPriority' : 'Dedicated' }),
    scaleSettings: {
      minNodeCount: spec.minInstances ?? 0,
      // Sic: the CLI takes 0 for "not given".
      maxNodeCount: spec.maxInstances || 1,
      ...(idle && { nodeIdleTimeBeforeScaleDown: secondsToIso(idle) }),
    },
    remoteLoginPortPublicAccess: sshOpen === undefined ? 'NotSpecified' : sshOpen ? 'Enabled' : 'Disabled',
    ...(sshSettings && {
      userAccountCredentials: {
        adminUserName: sshSettings.adminUsername,
        ...(sshSettings.adminPassword !== undefined && { adminUserPassword: sshSettings.adminPassword }),
        ...(sshSettings.sshKeyValue !== undefined && { adminUserSshPublicKey: sshSettings.sshKeyValue }),
      },
    }),
    ...(subnetId !== undefined && { subnet: { id: subnetId } }),
    enableNodePublicIp: spec.enableNodePublicIp ?? true,
  }
}

function subnetIdOf({ networkSettings }: AmlComputeSpec, home: ComputeHome): string | undefined {
  const { vnetName, subnet } = networkSettings ?? {}
  if (subnet === undefined || subnet.startsWith('/')) return subnet
  const { subscriptionId, resourceGroup } = home
  if (subscriptionId === undefined || resourceGroup === undefined) {
    throw new Error('A subnet by name needs the subscription and resource group of its network')
  }
  const group = `/subscriptions/${subscriptionId}/resourceGroups/${resourceGroup}`
  return `${group}/providers/Microsoft.Network/virtualNetworks/${vnetName ?? ''}/subnets/${subnet}`
}

function identityToRest({ type, userAssignedIdentities }: ComputeIdentity) {
  const ids = (userAssignedIdentities ?? []).map(({ resourceId }) => [resourceId, {}] as const)
  return {
    type: restIdentityType[type],
    ...(ids.length > 0 && { userAssignedIdentities: Object.fromEntries(ids) }),
  }
}

/** The YAML's view of a cluster from the service. Secrets do not come back, so an SSH password is not there. */
export function amlComputeFromRest(resource: object): AmlComputeSpec {
  const compute = readRest(resource)
  const outer = compute.object('properties')
  const inner = outer.object('properties')
  const scale = inner.object('scaleSettings')
  const idle = scale.text('nodeIdleTimeBeforeScaleDown')
  const subnet = inner.object('subnet').text('id')
  return defined({
    name: compute.text('name') ?? '',
    description: outer.text('description'),
    size: inner.text('vmSize'),
    tier: tierFrom(inner.text('vmPriority')),
    minInstances: scale.number('minNodeCount'),
    maxInstances: scale.number('maxNodeCount'),
    idleSecondsBeforeScaleDown: idle === undefined ? undefined : isoToSeconds(idle),
    sshPublicAccessEnabled: sshAccessFrom(inner.text('remoteLoginPortPublicAccess')),
    sshSettings: sshSettingsFrom(inner.object('userAccountCredentials')),
    networkSettings: subnet === undefined ? undefined : { subnet },
    enableNodePublicIp: inner.boolean('enableNodePublicIp'),
    identity: identityFrom(compute.object('identity')),
    location: compute.text('location'),
    tags: tagsFrom(compute),
  })
}

function tierFrom(vmPriority: string | undefined): AmlComputeSpec['tier'] {
  if (vmPriority === undefined) return undefined
  return vmPriority.toLowerCase() === 'lowpriority' ? 'low_priority' : 'dedicated'
}

function sshAccessFrom(access: string | undefined): boolean | undefined {
  return access === 'Enabled' ? true : access === 'Disabled' ? false : undefined
}

function sshSettingsFrom(credentials: RestReader): AmlComputeSpec['sshSettings'] {
  const adminUsername = credentials.text('adminUserName')
  if (adminUsername === undefined) return undefined
  return defined({ adminUsername, sshKeyValue: credentials.text('adminUserSshPublicKey') })
}

function identityFrom(identity: RestReader): ComputeIdentity | undefined {
  const type = yamlWord(restIdentityType, identity.text('type'))
  if (type === undefined) return undefined
  const ids = identity.object('userAssignedIdentities').entries()
  return defined({
    type,
    userAssignedIdentities: ids.length > 0 ? ids.map(([resourceId]) => ({ resourceId })) : undefined,
  })
}

/** A tag without a value is an empty text to the YAML of a compute, which knows no null there. */
function tagsFrom(compute: RestReader): Record<string, string> | undefined {
  const tags = compute.texts('tags')
  return tags && Object.fromEntries(Object.entries(tags).map(([key, value]) => [key, value ?? '']))
}
