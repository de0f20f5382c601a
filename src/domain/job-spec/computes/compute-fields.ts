import { computeNameRule, nameProblem } from '../../names.ts'
import { enumeration, list, map, string } from '../format/fields.ts'
import { schemaKey } from '../format/json-schema.ts'
import { object } from '../format/objects.ts'
import type { Fields } from '../format/objects.ts'
import type { ProblemLog } from '../problems.ts'
import { spanAt } from '../yaml/yaml-tree.ts'
import type { YamlMap } from '../yaml/yaml-tree.ts'

/** What computes of every type have in their YAML. */
export type ComputeCommon = {
  name: string
  description?: string
  location?: string
  tags?: Record<string, string>
}

export type ComputeIdentity = {
  type: 'system_assigned' | 'user_assigned' | 'system_assigned,user_assigned' | 'none'
  userAssignedIdentities?: { resourceId: string }[]
}

export type NetworkSettings = { vnetName?: string; subnet?: string }

export const computeFields: Fields<ComputeCommon> = {
  name: {
    type: string(),
    required: true,
    doc: `Name of the compute, unique in its workspace. ${computeNameRule.rule}`,
  },
  description: { type: string(), doc: 'What the compute is for.' },
  location: { type: string(), doc: 'Region of the compute. Left out, that of the workspace.' },
  tags: { type: map(string()), doc: 'Labels of the compute.' },
}

/** Keys that `az ml compute show` prints of every compute. */
export const computeReadOnlyKeys = ['id', 'provisioning_state', 'provisioning_errors', 'created_on'] as const

/** Keys that are read elsewhere, or not at all. */
export const computeOtherKeys = (type: string) =>
  ({
    $schema: schemaKey,
    type: { const: type, description: 'Kind of the compute.' },
  }) as const

export const identityField = object<ComputeIdentity>({
  fields: {
    type: {
      type: enumeration({
        values: {
          system_assigned: 'An identity that lives and dies with the compute.',
          user_assigned: 'Identities that you made.',
          'system_assigned,user_assigned': 'Both.',
          none: 'No identity.',
        },
        aliases: { SystemAssigned: 'system_assigned', UserAssigned: 'user_assigned' },
      }),
      required: true,
      doc: 'Kind of managed identity.',
    },
    userAssignedIdentities: {
      type: list(
        object<{ resourceId: string }>({
          fields: { resourceId: { type: string(), required: true, doc: 'ARM id of the identity.' } },
          readOnlyKeys: ['principal_id', 'client_id', 'tenant_id'],
        }),
      ),
      doc: 'The identities, one `- resource_id: …` each.',
    },
  },
  readOnlyKeys: ['principal_id', 'tenant_id'],
})

export const networkField = object<NetworkSettings>({
  fields: {
    vnetName: { type: string(), doc: 'Name of the virtual network.' },
    subnet: { type: string(), doc: 'Name of the subnet, or its full ARM id.' },
  },
  readOnlyKeys: ['public_ip_address', 'private_ip_address'],
})

/** A network without a subnet is refused by the CLI, an odd name only by the service. */
export function checkCompute(
  { name, networkSettings }: { name?: string; networkSettings?: NetworkSettings },
  root: YamlMap,
  log: ProblemLog,
) {
  const bad = name === undefined ? undefined : nameProblem(name, computeNameRule)
  if (bad) log.warning(spanAt(root, ['name']), ['name'], bad)
  if (networkSettings?.vnetName !== undefined && networkSettings.subnet === undefined) {
    const path = ['network_settings', 'subnet']
    log.error(spanAt(root, ['network_settings']), path, 'A virtual network needs a “subnet” beside it.')
  }
}
