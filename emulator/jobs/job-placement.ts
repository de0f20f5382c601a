import { scaleOf } from '../computes/compute-settings.ts'
import { askedError, askedFailureOf } from './asked-failure.ts'
import type { ExecutionContext } from './job-execution.ts'
import { JobError } from './job-error.ts'
import type { JobRecords } from './job-records.ts'
import { type JobRow, nodesOf } from './job-table.ts'

/** Nodes that jobs without a compute have at once in a workspace; a job that needs more gets them when it is alone. */
const serverlessSlots = 2

/** Finds nodes for jobs, and jobs whose nodes are taken away. */
export function createPlacement({ resources }: Pick<ExecutionContext, 'resources'>, { table, clusters }: JobRecords) {
  const computeOf = ({ computeId }: JobRow) => (computeId === null ? undefined : resources.get(computeId))

  function onServerless({ workspaceId, instanceCount }: JobRow) {
    const taken = table.serverless(workspaceId)
    return taken > 0 && taken + instanceCount > serverlessSlots ? undefined : { nodeIds: null }
  }

  return {
    /**
     * Where a job can run at this moment.
     * @returns what to write into its row before anything else is placed; undefined while it has to wait
     * @throws JobError when it would wait for ever
     */
    placeFor(row: JobRow): Pick<JobRow, 'nodeIds'> | undefined {
      const job = resources.get(`${row.workspaceId}/jobs/${row.jobName}`)
      if (job && askedFailureOf(job) === 'quota') throw askedError(resources, job, 'quota')
      if (row.computeId === null) return onServerless(row)
      const compute = computeOf(row)
      if (!compute) throw new JobError(`The compute '${row.computeId}' was deleted while this job was queued.`)
      const { maxNodeCount } = scaleOf(compute)
      // A cluster of no node at all is one that its owner has paused.
      if (maxNodeCount > 0 && row.instanceCount > maxNodeCount) {
        throw new JobError(
          `This job needs ${row.instanceCount} nodes, and the cluster '${compute.name}' has ${maxNodeCount} at most. ` +
            'Resize the cluster, or ask for fewer in resources.instanceCount.',
        )
      }
      const nodeIds = clusters.freeNodes(compute, row.instanceCount)
      return nodeIds && { nodeIds: nodeIds.join(',') }
    },
    /** Whether the region takes away a node that the job has. */
    isPreempted(row: JobRow): boolean {
      const compute = computeOf(row)
      if (!compute || row.nodeIds === null) return false
      const lost = new Set(clusters.preempted(compute))
      return nodesOf(row).some((node) => lost.has(node))
    },
  }
}
