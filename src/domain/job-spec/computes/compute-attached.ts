import { checkCompute, computeFields, computeOtherKeys, computeReadOnlyKeys, identityField } from './compute-fields.ts'
import type { ComputeCommon, ComputeIdentity } from './compute-fields.ts'
import { freeMap, integer, string } from '../format/fields.ts'
import type { YamlValue } from '../yaml/yaml-values.ts'
import { object } from '../format/objects.ts'
import { parseObject } from '../format/parse-object.ts'
import type { ParseResult } from '../problems.ts'

/** Computes that exist elsewhere and are attached to the workspace by their ARM id. Undefined means left out. */
export type VirtualMachineSpec = ComputeCommon & {
  resourceId: string
  sshSettings: { adminUsername: string; adminPassword?: string; sshPort?: number; sshPrivateKeyFile?: string }
}

export type KubernetesSpec = ComputeCommon & {
  resourceId?: string
  namespace?: string
  identity?: ComputeIdentity
  properties?: Record<string, YamlValue>
}

type Nothing = Record<string, never>

export type SynapseSparkSpec = ComputeCommon & {
  resourceId: string
  identity?: ComputeIdentity
  /** The pool's own settings: what the service prints of them is taken and dropped. */
  scaleSettings?: Nothing
  autoPauseSettings?: Nothing
}

const attached = (what: string) => ({
  type: string(),
  required: true,
  doc: `ARM id of the ${what}.`,
})

const virtualMachineFields = object<VirtualMachineSpec>({
  title: 'Attached virtual machine',
  doc: 'A virtual machine of yours, as `az ml compute attach` takes it.',
  fields: {
    ...computeFields,
    resourceId: attached('virtual machine'),
    sshSettings: {
      type: object<VirtualMachineSpec['sshSettings']>({
        fields: {
          adminUsername: { type: string(), required: true, doc: 'Name of the administrator on the machine.' },
          adminPassword: { type: string(), doc: 'Password of the administrator. Give this or a key.' },
          sshPort: { type: integer(), doc: 'Port of SSH.', default: 22 },
          sshPrivateKeyFile: { type: string(), doc: 'File with the private key of the administrator.' },
        },
      }),
      required: true,
      doc: 'How the workspace gets in.',
    },
  },
  readOnlyKeys: [...computeReadOnlyKeys, 'compute_location'],
  otherKeys: computeOtherKeys('virtualmachine'),
})

const kubernetesFields = object<KubernetesSpec>({
  title: 'Attached Kubernetes cluster',
  doc: 'A Kubernetes cluster of yours, as `az ml compute attach` takes it.',
  fields: {
    ...computeFields,
    resourceId: { ...attached('cluster'), required: false },
    namespace: { type: string(), doc: 'Namespace that jobs run in.', default: 'default' },
    identity: { type: identityField, doc: 'Managed identity of the cluster.' },
    properties: { type: freeMap(), doc: 'Settings for the cluster’s extension, passed on as they are.' },
  },
  readOnlyKeys: computeReadOnlyKeys,
  otherKeys: computeOtherKeys('kubernetes'),
})

const synapseSparkFields = object<SynapseSparkSpec>({
  title: 'Attached Synapse Spark pool',
  doc: 'A Spark pool of a Synapse workspace, as `az ml compute attach` takes it.',
  fields: {
    ...computeFields,
    resourceId: attached('Spark pool'),
    identity: { type: identityField, doc: 'Managed identity by which the pool is reached.' },
    scaleSettings: {
      type: object<Nothing>({
        fields: {},
        readOnlyKeys: ['min_node_count', 'max_node_count', 'auto_scale_enabled'],
      }),
      doc: 'The pool’s own setting; it cannot be changed from here.',
    },
    autoPauseSettings: {
      type: object<Nothing>({ fields: {}, readOnlyKeys: ['delay_in_minutes', 'auto_pause_enabled'] }),
      doc: 'The pool’s own setting; it cannot be changed from here.',
    },
  },
  readOnlyKeys: [...computeReadOnlyKeys, 'node_family', 'node_size', 'node_count', 'spark_version'],
  otherKeys: computeOtherKeys('synapsespark'),
})

/** Readers of the YAML of attached computes. The type is the caller's business: see parseCompute. */
export const parseVirtualMachine = (text: string): ParseResult<VirtualMachineSpec> =>
  parseObject(text, virtualMachineFields, checkCompute)

export const parseKubernetes = (text: string): ParseResult<KubernetesSpec> =>
  parseObject(text, kubernetesFields, (spec, root, log) => {
    checkCompute(spec, root, log)
    if (spec.resourceId === undefined && !root.entries.has('resource_id')) {
      log.warning(root, ['resource_id'], 'The service wants the “resource_id” of the cluster.')
    }
  })

export const parseSynapseSpark = (text: string): ParseResult<SynapseSparkSpec> =>
  parseObject(text, synapseSparkFields, checkCompute)
