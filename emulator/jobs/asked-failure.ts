import type { ServiceFailure } from '../contracts.ts'
import { machinesOf } from '../computes/compute-settings.ts'
import { buildFailed } from '../environments/build-failure.ts'
import { findVmSize } from '../seed/vm-sizes.ts'
import type { ArmResource, ResourceStore } from '../store.ts'
import { instanceCountOf } from './distribution.ts'
import { JobError } from './job-error.ts'

/** Ways in which a job can ask to fail, as the value of its tag. */
export type FailureKind =
  'out-of-memory' | 'out-of-disk' | 'preempted' | 'node-lost' | 'image-build' | 'data-access' | 'quota' | 'service'

const failureTag = 'trainyard.fail'

/** What the failing job asked for, as far as the service's words name it. */
export type FailureFacts = Readonly<{ vmSize: string; nodes: number; input: string; uri: string }>

type AskedFailure = Readonly<{
  /** Before the command begins, or while it runs: then its processes are really killed. */
  strikes: 'before' | 'while running'
  failure: (facts: FailureFacts) => ServiceFailure
}>

/** What an image build says where a package cannot be had: https://github.com/microsoft/AzureNotebooks/issues/809 */
export const failedBuild = `Step 8/15 : RUN ldconfig /usr/local/cuda/lib64/stubs && conda env create -p /azureml-envs/azureml
Collecting package metadata (repodata.json): ...working... done
Solving environment: ...working... failed

ResolvePackageNotFound:
  - no-such-package=1.0

The command '/bin/sh -c ldconfig /usr/local/cuda/lib64/stubs && conda env create -p /azureml-envs/azureml' returned a non-zero code: 1
`

/**
 * The errors are the service's own words, as people have reported them; those without a source are in its manner, since
 * nobody has.
 */
const askedFailures: Readonly<Record<FailureKind, AskedFailure>> = {
  'out-of-memory': { strikes: 'while running', failure: () => killed },
  'out-of-disk': {
    strikes: 'while running',
    failure: ({ vmSize }) => ({
      code: 'UserError',
      message:
        'AzureMLCompute job failed.\nDiskFullError: Disk full while running job. Please consider reducing amount of ' +
        `data accessed, or upgrading VM SKU. Total space: ${diskOf(vmSize)} MB, available space: 0 MB.`,
      innerError: { code: 'DiskFullError' },
    }),
  },
  preempted: { strikes: 'while running', failure: () => preempted },
  'node-lost': {
    strikes: 'while running',
    failure: () => ({
      code: 'ServiceError',
      message:
        'AzureMLCompute job failed.\nNodeLostError: A node of this job was lost. The job cannot go on without it. ' +
        '\n\tReason: No heartbeat of the node was received.',
      innerError: { code: 'NodeLostError' },
    }),
  },
  'image-build': { strikes: 'before', failure: () => buildFailed },
  // https://github.com/MicrosoftDocs/azure-docs/issues/100163; the native error as a newer runtime words it for outputs,
  // https://github.com/Azure/azureml-examples/issues/2994
  'data-access': {
    strikes: 'before',
    failure: ({ input, uri }) => ({
      code: 'UserError',
      message:
        `Failed to mount URI ${uri}\n` +
        'Error Code: ScriptExecution.StreamAccess.Authentication\n' +
        'Native Error: error in streaming from input data sources\n' +
        '\tStreamError(PermissionDenied(Some(This request is not authorized to perform this operation using this ' +
        'permission.)))\n' +
        '=> permission denied. Please make sure the compute or login identity has ' +
        "'Storage Blob Data Reader' or 'Storage Blob Data Owner' role in the storage IAM.",
      target: `input: ${input}`,
      innerError: { code: 'ScriptExecution.StreamAccess.Authentication' },
    }),
  },
  // https://github.com/ansible-collections/azure/issues/2209
  quota: {
    strikes: 'before',
    failure: ({ vmSize, nodes }) => ({
      code: 'UserError',
      message:
        `The specified subscription has a ${familyOf(vmSize)} vCPU quota of 0 and cannot accomodate for at least ` +
        `${nodes} requested managed compute nodes which maps to ${(findVmSize(vmSize)?.vCPUs ?? 0) * nodes} vCPUs.`,
      innerError: { code: 'ClusterMinNodesExceedCoreQuota' },
    }),
  },
  // https://github.com/getindata/kedro-azureml/issues/6
  service: {
    strikes: 'while running',
    failure: () => ({
      code: 'ServiceError',
      message:
        'AzureMLCompute job failed.\nOrchestrateJobError: Failed to execute command group with error Got ' +
        'CommonRuntimeJobError from executing command:\nDocker container `execution-wrapper` failed with status code ' +
        '`1` due to response error:\nNone',
    }),
  },
}

/**
 * The code is the shell's for a process that SIGKILL has ended, 128 and the number of the signal. When the runner has
 * not sent it, it is mostly the kernel that has: so it ends what uses up the memory.
 */
export const killed: ServiceFailure = {
  code: 'UserError',
  message: 'Command exited with code 137, as one does that was killed (SIGKILL); it was not Azure ML that killed it',
}

/** https://github.com/Azure/MachineLearningNotebooks/issues/1242; the code is that of microsoft/MLOpsPython#346. */
export const preempted: ServiceFailure = {
  code: 'UserError',
  message:
    'AzureMLCompute job failed. PreemptionError: Nodes of this job got pre-empted. Check if the run has failed or ' +
    'restarted. Reason: Received pre-emption warning signal',
  innerError: { code: 'PreemptionError' },
}

const isKind = (value: string): value is FailureKind => Object.hasOwn(askedFailures, value)

/** How a job has asked to fail; undefined when it has not, or by no name of ours. */
export function askedFailureOf(job: ArmResource | undefined): FailureKind | undefined {
  const tags = job?.properties['tags'] as Record<string, string> | null | undefined // Checked when the job was made.
  const value = tags?.[failureTag]
  return value !== undefined && isKind(value) ? value : undefined
}

export const strikes = (kind: FailureKind) => askedFailures[kind].strikes
export const failureText = (kind: FailureKind, facts: FailureFacts) => askedFailures[kind].failure(facts)

/** A failure that a job has asked for, before its command begins. */
export function askedError(resources: ResourceStore, job: ArmResource, kind: FailureKind): JobError {
  const failure = failureText(kind, failureFacts(resources, job))
  return new JobError(failure.message, failure.code, failure)
}

/** What the texts of failures name of a job. */
export function failureFacts(resources: ResourceStore, job: ArmResource): FailureFacts {
  const computeId = job.properties['computeId']
  const compute = typeof computeId === 'string' ? resources.get(computeId) : undefined
  // The job routes have checked the body before they stored it.
  const inputs = Object.entries((job.properties['inputs'] ?? {}) as Record<string, { uri?: string } | null>)
  const data = inputs.flatMap(([name, value]) => (value?.uri === undefined ? [] : [{ input: name, uri: value.uri }]))
  const vmSize = compute ? machinesOf(compute).vmSize : ''
  return { vmSize, nodes: instanceCountOf(job), ...(data[0] ?? { input: 'none', uri: '' }) }
}

const diskOf = (vmSize: string) => findVmSize(vmSize)?.maxResourceVolumeMB ?? 0

/** `standardDSv2Family` → `Standard DSv2 family` */
const familyOf = (vmSize: string) =>
  (findVmSize(vmSize)?.family ?? 'total').replace(/^standard(.+)Family$/, 'Standard $1 family')
