import type { VirtualMachineSize } from '../../api/generated/arm.ts'
import { clusterSizes, isSameVmSize, vmSizeFacts, type VmPriority } from '../vm-sizes.ts'
import { changed, resourcesPath, waysOf, wayTo, type JobText, type Step, type Ways } from './changed-yaml.ts'
import type { JobChange } from './failure.ts'

/** A cluster that the job could run on. */
export type Cluster = Readonly<{ name: string; vmSize: string; priority: VmPriority }>

export type Machines = Readonly<{
  sizes: readonly VirtualMachineSize[]
  clusters: readonly Cluster[]
  /** The size the job ran on, where that is known. */
  vmSize?: string | undefined
}>

type LargerKind = Extract<JobChange['kind'], 'more-memory' | 'more-gpu-memory' | 'more-disk'>
type NamedSize = VirtualMachineSize & { name: string }

const mostWays = 3

/** Larger machines: those of the same family first, for its quota is the one in use. */
export function waysToLargerMachine(job: JobText, kind: LargerKind, machines: Machines): Ways {
  return waysOnto(job, machines, larger(kind, machines), 'No VM size of this region has more.')
}

/** The same machine, but one that nobody takes away. */
export function waysToDedicated(job: JobText, machines: Machines): Ways {
  const same = named(machines.sizes).filter(({ name }) => isSameVmSize(name, machines.vmSize))
  return waysOnto(
    job,
    machines,
    same,
    'There is no dedicated cluster, and the VM size that the job ran on is not known.',
  )
}

const named = (sizes: readonly VirtualMachineSize[]): NamedSize[] =>
  sizes.flatMap((size) => (size.name === undefined ? [] : [{ ...size, name: size.name }]))

const diskGiB = ({ maxResourceVolumeMB = 0 }: VirtualMachineSize) => Math.round(maxResourceVolumeMB / 1024)

/** Least GB that are worth a try where nobody knows what the job had. */
const fallback: Record<LargerKind, number> = { 'more-memory': 28, 'more-gpu-memory': 28, 'more-disk': 128 }

function larger(kind: LargerKind, { sizes, vmSize }: Machines): NamedSize[] {
  const now = sizes.find(({ name }) => isSameVmSize(name, vmSize))
  const measure = (size: VirtualMachineSize) => (kind === 'more-disk' ? diskGiB(size) : (size.memoryGB ?? 0))
  const gpus = now?.gpus ?? 0
  const isEnough = (size: VirtualMachineSize) =>
    (now ? measure(size) > measure(now) : measure(size) >= fallback[kind]) &&
    // Whoever wants more memory rarely wants GPUs that the job has no use for.
    (kind === 'more-gpu-memory' ? (size.gpus ?? 0) >= Math.max(1, gpus) : (size.gpus ?? 0) === gpus)
  const isNear = (size: VirtualMachineSize) => now?.family !== undefined && size.family === now.family
  return named(clusterSizes(sizes, 'dedicated'))
    .filter(isEnough)
    .toSorted((a, b) => Number(isNear(b)) - Number(isNear(a)) || measure(a) - measure(b))
}

const factsOf = (size: VirtualMachineSize): string => {
  const [cores, memory, ...others] = vmSizeFacts(size, 'dedicated')
  return [cores, memory, `${diskGiB(size)} GB disk`, ...others].join(', ')
}

/** Clusters of the workspace that have such machines, then machines of the service's own. */
function waysOnto(job: JobText, { clusters }: Machines, wanted: readonly NamedSize[], whyNone: string): Ways {
  const { text, at } = job
  const compute = at(['compute'])
  const current = typeof compute === 'string' ? compute.replace(/^azureml:/, '') : undefined
  const others = clusters.filter(({ name, priority }) => name !== current && priority === 'dedicated')
  const onClusters = wanted.flatMap((size) =>
    others
      .filter(({ vmSize }) => isSameVmSize(size.name, vmSize))
      .map(({ name }) =>
        wayTo(`Cluster ${name}`, `${size.name}: ${factsOf(size)}`, changed(text, [[['compute'], `azureml:${name}`]])),
      ),
  )
  const serverless = wanted
    .slice(0, mostWays)
    .map((size) =>
      wayTo(
        current === undefined ? size.name : `${size.name}, serverless`,
        factsOf(size),
        changed(text, [...leavingCluster(job), [resourcesPath(job, 'instance_type'), size.name]]),
      ),
    )
  return waysOf([...onClusters.slice(0, mostWays), ...serverless], whyNone)
}

/** Serverless compute is what a job without one runs on; its cheapest tier is one that can be taken away. */
function leavingCluster({ at }: JobText): Step[] {
  const tier = at(['queue_settings', 'job_tier'])
  return [
    ...(at(['compute']) === undefined ? [] : [[['compute'], undefined] satisfies Step]),
    ...(typeof tier === 'string' && tier.toLowerCase() === 'spot'
      ? [[['queue_settings', 'job_tier'], 'standard'] satisfies Step]
      : []),
  ]
}
