import { queryOptions, type QueryClient } from '@tanstack/react-query'
import { ArmError } from '../api/arm-error.ts'
import type { ComputeResource } from '../api/computes.ts'
import { clusterOf } from '../domain/compute-state.ts'
import type { JobChange } from '../domain/failure/failure.ts'
import type { Surroundings } from '../domain/failure/job-changes.ts'
import type { Cluster } from '../domain/failure/machine-change.ts'
import type { EnvironmentContent } from '../domain/failure/package-change.ts'
import { assetRefFromId, type WorkspaceRef } from '../domain/refs.ts'
import { computeQueries } from './computes.ts'
import { environmentQueries } from './environments.ts'
import { vmSizeQueries } from './vm-sizes.ts'
import { workspaceKey } from './workspace-key.ts'
import { workspaceQueries } from './workspaces.ts'

type Wanted = Readonly<{
  change: JobChange['kind']
  environmentId: string | undefined
  /** The size the job ran on, where run history names it. */
  vmSize: string | undefined
}>

export const jobSurroundingsQueries = {
  /** What a change of a job can be made of, and no more than that change needs. */
  of: (client: QueryClient, workspace: WorkspaceRef, wanted: Wanted) =>
    queryOptions({
      queryKey: ['job-surroundings', workspaceKey(workspace), wanted],
      queryFn: (): Promise<Surroundings> => read(client, workspace, wanted),
    }),
}

const nothing: Surroundings = { sizes: [], clusters: [] }

async function read(client: QueryClient, workspace: WorkspaceRef, wanted: Wanted): Promise<Surroundings> {
  const { change, environmentId, vmSize } = wanted
  if (change === 'add-package') {
    return { ...nothing, environment: await environmentOf(client, workspace, environmentId ?? '') }
  }
  if (change === 'longer-timeout' || change === 'more-shared-memory') return nothing
  const [computes, { location }] = await Promise.all([
    client.query(computeQueries.list(workspace)),
    client.query(workspaceQueries.detail(workspace)),
  ])
  const sizes = location ? await client.query(vmSizeQueries.list(workspace, location)) : []
  return { sizes, clusters: computes.flatMap(clusterFrom), vmSize }
}

/** Of the workspace's own environments; those of registries are not asked for. */
async function environmentOf(
  client: QueryClient,
  workspace: WorkspaceRef,
  environmentId: string,
): Promise<EnvironmentContent | undefined> {
  const ref = assetRefFromId(environmentId)
  if (ref?.type !== 'environments' || ref.registry !== undefined) return undefined
  try {
    const { properties } = await client.query(environmentQueries.version(workspace, ref.name, ref.version))
    const { image, condaFile, build } = properties
    return { image: image ?? undefined, condaFile: condaFile ?? undefined, isBuilt: build != null }
  } catch (error) {
    // It may have been deleted since; there are other ways to add a package.
    if (error instanceof ArmError && error.status === 404) return undefined
    throw error
  }
}

function clusterFrom(compute: ComputeResource): Cluster[] {
  const { vmSize, vmPriority } = clusterOf(compute) ?? {}
  if (vmSize === undefined) return []
  return [{ name: compute.name, vmSize, priority: vmPriority === 'LowPriority' ? 'low_priority' : 'dedicated' }]
}
