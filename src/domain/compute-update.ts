import type { AmlComputeProperties, ComputeResource, ScaleSettings } from '../api/generated/arm.ts'
import { clusterOf } from './compute-state.ts'
import { secondsToIso } from './duration.ts'
import { amlComputeFromRest, amlComputeToRest, type ComputeHome } from './job-spec/computes/aml-compute-rest.ts'
import type { AmlComputeSpec } from './job-spec/computes/aml-compute.ts'
import { isSameId } from './refs.ts'
import { isSameVmSize } from './vm-sizes.ts'

/** Scale settings are the only part of a cluster that can be patched (ARM 2025-09-01); a PUT takes all of it. */
export type ComputeChange = { method: 'PATCH'; scaleSettings: ScaleSettings } | { method: 'PUT'; body: ComputeResource }

/** What a cluster's new YAML asks of the service. */
export type ComputeUpdate = Readonly<{
  /** Keys that the service does not change on a cluster that is there, each with a sentence for people. */
  refused: readonly { path: string[]; message: string }[]
  /** The cluster as it would be. */
  after: AmlComputeSpec
  /** Undefined when nothing changes. */
  request: ComputeChange | undefined
}>

/** The service's own, where the YAML says nothing. */
const defaultIdleSeconds = 120

/**
 * Compares a cluster with its YAML. Scale settings are patched; description, tags and identity take a PUT of the whole
 * cluster, in which nothing else may differ (`az ml compute update` offers just these). The other keys may be left
 * out, as may the identity: then they stay as they are.
 *
 * @param existing as the service answers it
 */
export function computeUpdate(existing: ComputeResource, spec: AmlComputeSpec, home: ComputeHome): ComputeUpdate {
  const before = amlComputeFromRest(existing)
  const body = bodyOf(existing, spec, home)
  const after = amlComputeFromRest({ ...body, name: before.name })
  return { refused: refusedKeys(existing, before, spec, home), after, request: requestFor(before, after, body) }
}

function requestFor(before: AmlComputeSpec, after: AmlComputeSpec, body: ComputeResource): ComputeChange | undefined {
  if (isMoreThanScale(before, after)) return { method: 'PUT', body }
  const { scaleSettings } = clusterOf(body) ?? {}
  return scaleSettings && isScale(before, after) ? { method: 'PATCH', scaleSettings } : undefined
}

/** The whole cluster to PUT: as it is, without what only the service writes, and with what the YAML may change. */
function bodyOf(existing: ComputeResource, spec: AmlComputeSpec, home: ComputeHome): ComputeResource {
  const { location, sku } = existing
  const wanted = amlComputeToRest(spec, home)
  const identity = wanted.identity ?? existing.identity
  const { disableLocalAuth } = existing.properties ?? {}
  return {
    ...(location !== undefined && { location }),
    ...(sku && { sku }),
    ...(spec.tags && { tags: spec.tags }),
    ...(identity && { identity }),
    properties: {
      computeType: 'AmlCompute',
      ...(disableLocalAuth !== undefined && { disableLocalAuth }),
      ...(spec.description !== undefined && { description: spec.description }),
      properties: {
        ...writableOf(clusterOf(existing) ?? {}),
        scaleSettings: {
          ...wanted.properties.properties.scaleSettings,
          nodeIdleTimeBeforeScaleDown: secondsToIso(spec.idleSecondsBeforeScaleDown || defaultIdleSeconds),
        },
      },
    },
  }
}

function writableOf(cluster: AmlComputeProperties): AmlComputeProperties {
  const {
    allocationState: _,
    allocationStateTransitionTime: __,
    errors: ___,
    currentNodeCount: ____,
    targetNodeCount: _____,
    nodeStateCounts: ______,
    ...writable
  } = cluster
  return writable
}

const isMoreThanScale = (before: AmlComputeSpec, after: AmlComputeSpec) =>
  differs(before, after, ({ description = '', tags = {}, identity }) => [
    description,
    Object.entries(tags).toSorted(([a], [b]) => a.localeCompare(b)),
    identity,
  ])

const isScale = (before: AmlComputeSpec, after: AmlComputeSpec) =>
  differs(before, after, ({ minInstances, maxInstances, idleSecondsBeforeScaleDown }) => [
    minInstances,
    maxInstances,
    idleSecondsBeforeScaleDown,
  ])

const differs = (a: AmlComputeSpec, b: AmlComputeSpec, pick: (spec: AmlComputeSpec) => unknown) =>
  JSON.stringify(pick(a)) !== JSON.stringify(pick(b))

function refusedKeys(existing: ComputeResource, before: AmlComputeSpec, spec: AmlComputeSpec, home: ComputeHome) {
  const refused: { path: string[]; message: string }[] = []
  const refuse = (path: string[], message: string) => refused.push({ path, message })
  const fixed = (what: string, now: string | undefined) =>
    `The ${what} of a cluster cannot be changed${now === undefined ? '' : `: it is ${now}`}. Make a new cluster for another.`

  const { size, tier, location, networkSettings, sshSettings, sshPublicAccessEnabled, enableNodePublicIp } = spec
  if (!isSameId(spec.name, before.name)) refuse(['name'], fixed('name', before.name))
  if (size !== undefined && !isSameVmSize(size, before.size)) refuse(['size'], fixed('VM size', before.size))
  if (tier !== undefined && tier !== (before.tier ?? 'dedicated')) refuse(['tier'], fixed('tier', before.tier))
  if (location !== undefined && region(location) !== region(before.location))
    refuse(['location'], fixed('region', before.location))
  if (networkSettings) {
    const subnet = amlComputeToRest(spec, home).properties.properties.subnet?.id
    if (!isSameId(subnet ?? '', clusterOf(existing)?.subnet?.id ?? ''))
      refuse(['network_settings'], fixed('network', before.networkSettings?.subnet))
  }
  if (sshSettings && sshSettings.adminUsername !== before.sshSettings?.adminUsername)
    refuse(['ssh_settings'], fixed('SSH account', before.sshSettings?.adminUsername))
  if (sshPublicAccessEnabled !== undefined && sshPublicAccessEnabled !== (before.sshPublicAccessEnabled ?? false))
    refuse(['ssh_public_access_enabled'], 'SSH access can be set only while a cluster is made.')
  if (enableNodePublicIp !== undefined && enableNodePublicIp !== (before.enableNodePublicIp ?? true))
    refuse(['enable_node_public_ip'], 'Public addresses of nodes can be set only while a cluster is made.')
  return refused
}

/** `East US` and `eastus` are one region. */
const region = (location = '') => location.toLowerCase().replaceAll(' ', '')
