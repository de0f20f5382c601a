import type { ArmResource } from '../store.ts'

/** One process of a job that has several. */
export type ProcessPlan = Readonly<{
  /** From 0, on which node of the job it runs. */
  node: number
  /** Its number among all processes of its role, and among those on its node. */
  rank: number
  localRank: number
  role: 'process' | 'worker' | 'ps' | 'head' | 'node'
  /** Name of its log in `user_logs`. */
  log: string
  /** It serves the others and never ends by itself: the job is over without it. */
  isService: boolean
}>

/** The processes of a job on its nodes. */
export type Layout = Readonly<{
  kind: 'PyTorch' | 'Mpi' | 'TensorFlow' | 'Ray' | 'none'
  nodeCount: number
  processesPerNode: number
  processes: readonly ProcessPlan[]
}>

/** Where the processes of a layout find each other. All nodes are this machine, so ports tell them apart. */
export type Meeting = Readonly<{ host: string; ports: readonly number[] }>

/** What a job may ask of one machine that a person works on. */
export const mostProcesses = 64

/** What a job's properties say of its processes. */
export type Asked = Readonly<{
  resources?: { instanceCount?: number | null | undefined } | null | undefined
  distribution?:
    | Readonly<{
        distributionType: string
        processCountPerInstance?: number | null | undefined
        workerCount?: number | null | undefined
        parameterServerCount?: number | null | undefined
      }>
    | null
    | undefined
}>

/** The job routes have checked the body before they stored it. */
const askedBy = ({ properties }: ArmResource) => properties as Asked

/** How many nodes a job needs. */
export const instanceCountOf = (job: ArmResource): number => askedBy(job).resources?.instanceCount ?? 1

/** How many processes a job would have. */
export function processCount({ resources, distribution }: Asked): number {
  const nodes = resources?.instanceCount ?? 1
  const { distributionType, processCountPerInstance, workerCount, parameterServerCount } = distribution ?? {}
  if (distributionType === 'TensorFlow') return (workerCount ?? nodes) + (parameterServerCount ?? 0)
  return distributionType === 'Ray' ? nodes : nodes * (processCountPerInstance ?? 1)
}

/** @returns undefined for a job of one process that knows of no others */
export function layoutOf(job: ArmResource): Layout | undefined {
  const { resources, distribution } = askedBy(job)
  const nodeCount = resources?.instanceCount ?? 1
  if (!distribution) return nodeCount === 1 ? undefined : alike('none', nodeCount, 1)
  const { distributionType, processCountPerInstance, workerCount, parameterServerCount } = distribution
  switch (distributionType) {
    case 'TensorFlow':
      return tensorFlow(nodeCount, workerCount ?? nodeCount, parameterServerCount ?? 0)
    case 'Ray':
      return ray(nodeCount)
    default:
      return alike(distributionType === 'Mpi' ? 'Mpi' : 'PyTorch', nodeCount, processCountPerInstance ?? 1)
  }
}

/** The same number of equal processes on each node. */
function alike(kind: Layout['kind'], nodeCount: number, processesPerNode: number): Layout {
  const count = nodeCount * processesPerNode
  const processes = Array.from({ length: count }, (_, rank) => ({
    node: Math.floor(rank / processesPerNode),
    rank,
    localRank: rank % processesPerNode,
    role: 'process' as const,
    log: `std_log_process_${padded(rank, count)}.txt`,
    isService: false,
  }))
  return { kind, nodeCount, processesPerNode, processes }
}

/** Workers and parameter servers are dealt out to the nodes in turn. */
function tensorFlow(nodeCount: number, workers: number, servers: number): Layout {
  const tasks = (role: 'worker' | 'ps', count: number) =>
    Array.from({ length: count }, (_, rank): ProcessPlan => {
      const node = rank % nodeCount
      const localRank = Math.floor(rank / nodeCount)
      const more = localRank === 0 ? '' : `_${localRank}`
      const log = `std_log_node_${String(node).padStart(2, '0')}_${role}${more}.txt`
      return { node, rank, localRank, role, log, isService: role === 'ps' }
    })
  const processes = [...tasks('worker', workers), ...tasks('ps', servers)]
  return { kind: 'TensorFlow', nodeCount, processesPerNode: Math.ceil(processes.length / nodeCount), processes }
}

/** The command runs on the head node; the others only lend their cores. */
function ray(nodeCount: number): Layout {
  const layout = alike('Ray', nodeCount, 1)
  const processes = layout.processes.map((process) => ({
    ...process,
    role: process.rank === 0 ? ('head' as const) : ('node' as const),
    isService: process.rank > 0,
  }))
  return { ...layout, processes }
}

const padded = (index: number, count: number) => String(index).padStart(String(count - 1).length, '0')

/** How many ports the processes of a layout need to find each other. */
export const portsNeeded = ({ kind, processes }: Layout) => (kind === 'TensorFlow' ? processes.length : 1)

/**
 * What a process is told of the others.
 * https://learn.microsoft.com/azure/machine-learning/how-to-train-distributed-gpu
 */
export function processVariables(layout: Layout, process: ProcessPlan, meeting: Meeting): Record<string, string> {
  const { nodeCount } = layout
  return {
    AZUREML_CR_NODE_RANK: String(process.node),
    AZUREML_NODE_COUNT: String(nodeCount),
    AZUREML_PROCESS_NAME: `${process.role === 'process' ? 'rank' : process.role}_${process.rank}`,
    ...(nodeCount > 1 ? batchVariables(layout, process, meeting) : {}),
    ...ofKind(layout, process, meeting),
  }
}

/** Azure Batch runs the nodes of a job, and scripts for several nodes read its variables. */
const batchVariables = ({ nodeCount }: Layout, { node }: ProcessPlan, { host, ports }: Meeting) => ({
  AZ_BATCH_NODE_LIST: Array.from({ length: nodeCount }, () => host).join(';'),
  AZ_BATCH_HOST_LIST: Array.from({ length: nodeCount }, () => host).join(','),
  AZ_BATCH_MASTER_NODE: `${host}:${ports[0]}`,
  AZ_BATCH_IS_CURRENT_NODE_MASTER: String(node === 0),
  AZ_BATCHAI_JOB_MASTER_NODE_IP: host,
  AZ_BATCHAI_MPI_MASTER_NODE: host,
  AZ_BATCHAI_TASK_INDEX: String(node),
})

function ofKind(layout: Layout, process: ProcessPlan, meeting: Meeting): Record<string, string> {
  const { kind, processes, processesPerNode } = layout
  const { host, ports } = meeting
  const [rank, localRank, size] = [String(process.rank), String(process.localRank), String(processes.length)]
  if (kind === 'TensorFlow') return { TF_CONFIG: JSON.stringify(tfConfig(layout, process, meeting)) }
  if (kind === 'Ray') return { RAY_ADDRESS: `${host}:${ports[0]}` }
  if (kind === 'PyTorch') {
    return {
      MASTER_ADDR: host,
      MASTER_PORT: String(ports[0]),
      NODE_RANK: String(process.node),
      RANK: rank,
      LOCAL_RANK: localRank,
      WORLD_SIZE: size,
      LOCAL_WORLD_SIZE: String(processesPerNode),
    }
  }
  if (kind === 'none') return {}
  return {
    OMPI_COMM_WORLD_RANK: rank,
    OMPI_COMM_WORLD_SIZE: size,
    OMPI_COMM_WORLD_LOCAL_RANK: localRank,
    OMPI_COMM_WORLD_LOCAL_SIZE: String(processesPerNode),
    // Open MPI's word for the rank among the processes of one job on a node, not for the node's number.
    OMPI_COMM_WORLD_NODE_RANK: localRank,
    OMPI_UNIVERSE_SIZE: size,
  }
}

function tfConfig({ processes }: Layout, process: ProcessPlan, { host, ports }: Meeting) {
  const addresses = (role: ProcessPlan['role']) =>
    processes.flatMap((other, index) => (other.role === role ? [`${host}:${ports[index]}`] : []))
  const [worker, ps] = [addresses('worker'), addresses('ps')]
  return {
    cluster: { worker, ...(ps.length > 0 && { ps }) },
    task: { type: process.role, index: process.rank },
    environment: 'cloud',
  }
}

/** What a process runs: the job's command, but for Ray, whose nodes are made by Ray's own program. */
export function processCommand(
  { kind }: Layout,
  process: ProcessPlan,
  command: string,
  { host, ports }: Meeting,
): string {
  if (kind !== 'Ray') return command
  const address = `--address='${host}:${ports[0]}'`
  const isUp = `ray status ${address} >/dev/null 2>&1`
  if (process.role === 'node') return `until ${isUp}; do sleep 0.5; done\nexec ray start ${address} --block`
  // Not by "ray stop", which ends every Ray of this machine: that of another job, and the user's own.
  return `ray start --head --node-ip-address='${host}' --port='${ports[0]}' --block & head=$!
until ${isUp}; do kill -0 "$head" 2>/dev/null || exit 1; sleep 0.5; done
(
${command}
)
code=$?
kill "$head"; wait "$head"
exit "$code"`
}
