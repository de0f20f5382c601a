import type { ComputeResource } from '../../../api/computes.ts'
import type { AmlComputeProperties } from '../../../api/generated/arm.ts'
import {
  clusterOf,
  computeStateLabel,
  nodeCountsOf,
  nodesInWords,
  provisioningStateOf,
} from '../../../domain/compute-state.ts'
import { computeReference } from '../../../domain/job-spec/references.ts'
import { isSweep, type JobSpec } from '../../../domain/job-spec/jobs/sweep-job-spec.ts'
import { armIdParts, workspaceOfId, type WorkspaceRef } from '../../../domain/refs.ts'
import { coreQuota, isSameVmSize, type VmPriority } from '../../../domain/vm-sizes.ts'
import { plural } from '../../../lib/numbers.ts'
import { bad, good, ifThere, unknown, warning, type Check, type Finding, type Questions } from './check.ts'
import { elsewhere, isSameWorkspace } from './places.ts'

/** Whether the compute is there, can take the job, and has the quota for it. */
export function computeChecks(spec: JobSpec, workspace: WorkspaceRef): Check[] {
  const path = ['compute']
  const name = computeNameIn(spec.compute, workspace)
  if (name !== undefined) {
    const nodes = nodesOf(spec)
    return [
      { id: 'compute', title: `Compute ${name}`, path, run: (questions) => checkNamed(name, nodes, questions) },
      { id: 'quota', title: `Quota for ${name}`, path, run: (questions) => checkClusterQuota(name, nodes, questions) },
    ]
  }
  const reference = computeReference(spec.compute)
  if (reference.kind !== 'serverless') {
    const local = bad('“local” is the Docker of the CLI’s own machine.', 'Name a cluster, or leave “compute” out.')
    const found = reference.kind === 'local' ? local : elsewhere
    return [{ id: 'compute', title: 'Compute', path, run: async () => found }]
  }
  return [
    {
      id: 'quota',
      title: 'Serverless compute',
      path: resourcesPath(spec),
      run: (asked) => checkServerless(spec, asked),
    },
  ]
}

/** The compute's name where it is one of this workspace. */
function computeNameIn(compute: string | undefined, workspace: WorkspaceRef): string | undefined {
  const reference = computeReference(compute)
  if (reference.kind === 'named') return reference.name
  if (reference.kind !== 'armId') return undefined
  const home = workspaceOfId(reference.id)
  return home && isSameWorkspace(home, workspace) ? armIdParts(reference.id)?.names[1] : undefined
}

/** Nodes of one run, and how many runs go on at a time. */
type Nodes = Readonly<{ each: number; runs: number }>

function nodesOf(spec: JobSpec): Nodes {
  const each = resourcesOf(spec)?.instanceCount ?? 1
  return { each, runs: isSweep(spec) ? (spec.limits.maxConcurrentTrials ?? spec.limits.maxTotalTrials) : 1 }
}

const resourcesOf = (spec: JobSpec) => (isSweep(spec) ? { ...spec.resources, ...spec.trial.resources } : spec.resources)

const resourcesPath = (spec: JobSpec) =>
  isSweep(spec) && spec.trial.resources ? ['trial', 'resources'] : ['resources']

async function checkNamed(name: string, nodes: Nodes, { services, workspace }: Questions): Promise<Finding> {
  const compute = await ifThere(services.computes.get({ workspace, computeName: name }))
  if (!compute) return bad(`This workspace has no compute named ${name}.`, 'Choose another one, or create it first.')
  const state = provisioningStateOf(compute)
  if (['Failed', 'Canceled', 'Deleting'].includes(state)) {
    return bad(`Its state is ${computeStateLabel(state)}.`, 'Choose another compute.')
  }
  const cluster = clusterOf(compute)
  if (!cluster) return checkOther(compute, nodes)
  const { max } = nodeCountsOf(cluster)
  if (nodes.each > max) {
    return bad(
      `The job runs on ${plural(nodes.each, 'node')} at a time, and the cluster has ${max} at most.`,
      'Ask for fewer instances, or raise the cluster’s maximum.',
    )
  }
  if (state !== 'Succeeded') return warning(`Its state is ${computeStateLabel(state)}: the job will wait for it.`)
  if (nodes.runs > 1 && nodes.each * nodes.runs > max) {
    const atATime = Math.floor(max / nodes.each)
    return warning(
      `${plural(nodes.runs, 'trial')} may run at a time, and the cluster has room for ${atATime}: the others will wait.`,
    )
  }
  return good(`Ready, ${nodesInWords(cluster)}.`)
}

/** Instances have one node; of what is attached, the workspace does not know much. */
function checkOther({ properties }: ComputeResource, nodes: Nodes): Finding {
  if (properties.computeType !== 'ComputeInstance') return good(`Ready, of type ${properties.computeType}.`)
  if (nodes.each > 1) return bad(`The job runs on ${nodes.each} nodes, and a compute instance is one.`)
  const state = properties.properties?.state ?? 'Unknown'
  if (state === 'Running' || state === 'JobRunning') return good('The compute instance is running.')
  return warning(`The compute instance is in state ${state}.`, 'Start it, or the job will wait.')
}

async function checkClusterQuota(name: string, nodes: Nodes, questions: Questions): Promise<Finding> {
  const { services, workspace } = questions
  const compute = await ifThere(services.computes.get({ workspace, computeName: name }))
  if (!compute) return unknown('There is no such compute whose quota could be asked for.')
  const cluster = clusterOf(compute)
  if (!cluster?.vmSize) return unknown('Quota counts for clusters alone.')
  const { idle } = nodeCountsOf(cluster)
  if (idle >= nodes.each) return good(`${plural(idle, 'node')} of it ${idle === 1 ? 'stands' : 'stand'} idle already.`)
  return checkQuota(cluster.vmSize, nodes.each - idle, priorityOf(cluster), questions)
}

const priorityOf = ({ vmPriority }: AmlComputeProperties): VmPriority =>
  vmPriority === 'LowPriority' ? 'low_priority' : 'dedicated'

async function checkServerless(spec: JobSpec, questions: Questions): Promise<Finding> {
  const resources = resourcesOf(spec)
  if (!resources?.instanceType)
    return unknown('The service chooses the VM size, and says whether there is quota for it.')
  const priority = spec.queueSettings?.jobTier === 'spot' ? 'low_priority' : 'dedicated'
  return checkQuota(resources.instanceType, resources.instanceCount ?? 1, priority, questions)
}

/** Whether nodes of a VM size can be had now, later or never. */
async function checkQuota(vmSize: string, count: number, priority: VmPriority, questions: Questions): Promise<Finding> {
  const [sizes, usages] = await Promise.all([questions.sizes(), questions.usages()])
  const size = sizes.find(({ name }) => isSameVmSize(name, vmSize))
  if (!size) return bad(`The region of this workspace offers no VM size named ${vmSize}.`, 'Choose another VM size.')
  const quota = coreQuota(usages, size, priority)
  if (!quota || size.vCPUs === undefined) return unknown(`The service names no quota for ${size.name}.`)
  const needed = count * size.vCPUs
  const left = quota.limit - quota.used
  const takes = count === 1 ? 'takes' : 'take'
  const inWords = `${plural(count, 'node')} of ${size.name} ${takes} ${plural(needed, 'core')}, and ${left} of ${quota.limit} are left`
  if (needed <= left) return good(`${inWords}.`)
  if (needed <= quota.limit) return warning(`${inWords}: the job will wait until others have ended.`)
  return bad(`${inWords}.`, 'Ask for fewer nodes or a smaller VM size, or request more quota in the Azure portal.')
}
