import {
  checkCompute,
  computeFields,
  computeOtherKeys,
  computeReadOnlyKeys,
  identityField,
  networkField,
} from './compute-fields.ts'
import type { ComputeCommon, ComputeIdentity, NetworkSettings } from './compute-fields.ts'
import { boolean, enumeration, integer, string } from '../format/fields.ts'
import type { YamlValue } from '../yaml/yaml-values.ts'
import type { JsonSchema } from '../format/json-schema.ts'
import { object } from '../format/objects.ts'
import { createProblemLog, hasErrors } from '../problems.ts'
import type { ParseResult, Path, ProblemLog } from '../problems.ts'
import { yamlText } from '../yaml/yaml-text.ts'
import { parseYaml, spanAt } from '../yaml/yaml-tree.ts'
import type { YamlMap } from '../yaml/yaml-tree.ts'

/** A compute cluster between its two spellings, CLI v2 YAML and ARM REST. Undefined means left out. */
export type AmlComputeSpec = ComputeCommon & {
  size?: string
  tier?: 'dedicated' | 'low_priority'
  minInstances?: number
  maxInstances?: number
  idleSecondsBeforeScaleDown?: number
  sshPublicAccessEnabled?: boolean
  sshSettings?: { adminUsername: string; adminPassword?: string; sshKeyValue?: string }
  networkSettings?: NetworkSettings
  enableNodePublicIp?: boolean
  identity?: ComputeIdentity
  resourceId?: string
}

export const defaultVmSize = 'STANDARD_DS3_V2'

const amlComputeFields = object<AmlComputeSpec>({
  title: 'Compute cluster',
  doc: 'A cluster of VMs that grows and shrinks with its queue, as `az ml compute create` takes it.',
  fields: {
    ...computeFields,
    size: {
      type: string({ examples: ['Standard_DS3_v2', 'Standard_NC6s_v3'] }),
      doc: 'VM size of every node.',
      default: defaultVmSize,
    },
    tier: {
      type: enumeration({
        values: {
          dedicated: 'Nodes stay yours until you give them back.',
          low_priority: 'Cheaper spare capacity that can be taken away in the middle of a job.',
        },
      }),
      doc: 'How the nodes are bought.',
      default: 'dedicated',
    },
    minInstances: {
      type: integer(),
      doc: 'Nodes that are kept even when idle. 0 costs nothing while no job runs.',
      default: 0,
    },
    maxInstances: {
      type: integer(),
      doc: 'Most nodes the cluster grows to; so many one-node jobs run at a time.',
      default: 1,
    },
    idleSecondsBeforeScaleDown: {
      key: 'idle_time_before_scale_down',
      type: integer({ examples: [120, 1800] }),
      doc: 'Seconds a node stays without work before it is given back.',
      default: 120,
    },
    sshPublicAccessEnabled: {
      type: boolean(),
      doc: 'Whether the SSH port is open to the internet. Can be set only at creation.',
    },
    sshSettings: {
      type: object<NonNullable<AmlComputeSpec['sshSettings']>>({
        fields: {
          adminUsername: { type: string(), required: true, doc: 'Name of the administrator on the nodes.' },
          adminPassword: { type: string(), doc: 'Password of the administrator. Give this or a key.' },
          sshKeyValue: { type: string(), doc: 'Public key of the administrator.' },
        },
      }),
      doc: 'Account for SSH on the nodes.',
    },
    networkSettings: { type: networkField, doc: 'Network the nodes stand in.' },
    enableNodePublicIp: { type: boolean(), doc: 'Whether nodes have public addresses.', default: true },
    identity: { type: identityField, doc: 'Managed identity of the cluster.' },
    resourceId: { type: string(), doc: 'Taken and not used for a cluster.' },
  },
  readOnlyKeys: computeReadOnlyKeys,
  otherKeys: computeOtherKeys('amlcompute'),
  snippets: [
    {
      label: 'compute cluster',
      description: 'A cluster that shrinks to nothing',
      body: {
        name: '${1:cpu-cluster}',
        type: 'amlcompute',
        size: '${2:Standard_DS3_v2}',
        min_instances: 0,
        max_instances: 4,
        idle_time_before_scale_down: 120,
      },
    },
  ],
})

/** Reads the YAML of a compute cluster; takes what `az ml compute create` takes and refuses what it refuses. */
export function parseAmlCompute(text: string): ParseResult<AmlComputeSpec> {
  const yaml = parseYaml(text)
  if (!yaml.ok) return yaml
  const log = createProblemLog(text)
  checkType(yaml.root, log)
  const partial: Partial<AmlComputeSpec> = amlComputeFields.readPartial(yaml.root, [], log)
  checkAmlCompute(partial, yaml.root, log)
  const { name } = partial
  if (hasErrors(log) || name === undefined) return { ok: false, problems: log.problems, partial }
  return { ok: true, value: { ...partial, name }, warnings: log.problems }
}

/** Other than for jobs, the type must be there, and its letter case is free. */
function checkType(root: YamlMap, log: ProblemLog) {
  const type = root.entries.get('type')?.value
  if (!type) log.error(root, [], 'The key “type” is missing. A compute cluster has “type: amlcompute”.')
  else if (type.kind !== 'scalar' || type.text.toLowerCase() !== 'amlcompute') {
    log.error(type, ['type'], 'A compute cluster has “type: amlcompute”.')
  }
}

function checkAmlCompute(spec: Partial<AmlComputeSpec>, root: YamlMap, log: ProblemLog) {
  const warn = (path: Path, message: string) => log.warning(spanAt(root, path), path, message)
  const { minInstances = 0, maxInstances = 1, sshSettings, networkSettings } = spec
  checkCompute(spec, root, log)
  if (networkSettings && Object.keys(networkSettings).length === 0) {
    const path = ['network_settings', 'subnet']
    log.error(spanAt(root, ['network_settings']), path, 'The network of a cluster needs a “subnet”.')
  }
  if (minInstances < 0) warn(['min_instances'], 'The number of nodes cannot be below 0.')
  if (minInstances > Math.max(1, maxInstances))
    warn(['min_instances'], 'There are more nodes to keep than “max_instances” allows.')
  if (sshSettings && !sshSettings.adminPassword && !sshSettings.sshKeyValue) {
    warn(['ssh_settings'], 'The service wants an “admin_password” or an “ssh_key_value”.')
  }
}

const schemaUrl = 'https://azuremlschemas.azureedge.net/latest/amlCompute.schema.json'

/** A fresh YAML file for a cluster. */
export function amlComputeToYaml(spec: AmlComputeSpec): string {
  // The writer of an object gives an object, and its first key is the name.
  const { name, ...rest } = amlComputeFields.write(spec) as Record<string, YamlValue>
  return yamlText({ $schema: schemaUrl, name, type: 'amlcompute', ...rest })
}

/** For the editor: completion, hover and snippets. parseAmlCompute judges. */
export const amlComputeSchema: JsonSchema = {
  $schema: 'http://json-schema.org/draft-07/schema#',
  ...amlComputeFields.jsonSchema,
  required: [...(amlComputeFields.jsonSchema.required ?? []), 'type'],
}
