import { workspaceId, type ComputeRef, type WorkspaceRef } from '../domain/refs.ts'
import { arm } from './clients.ts'
import type { ComputeResource as Compute, ScaleSettings, Usage, VirtualMachineSize } from './generated/arm.ts'
import type { Existing } from './resource.ts'

export type ComputeResource = Existing<Compute>

const computePath = ({ workspace, computeName }: ComputeRef) =>
  `${workspaceId(workspace)}/computes/${encodeURIComponent(computeName)}`

/**
 * A PUT or DELETE is answered before the work is done. Follow the compute by `get`: a page may not be able to read the
 * headers that name ARM's own status address (`provisioningState` ends at Succeeded, Failed or Canceled; a deletion at 404).
 */
export const computes = {
  list: (workspace: WorkspaceRef) => arm.all<ComputeResource>(`${workspaceId(workspace)}/computes`),
  get: (ref: ComputeRef) => arm.get<ComputeResource>(computePath(ref)),
  /** Overwrites a compute of that name: `get` first. */
  put: (ref: ComputeRef, body: Compute) => arm.put<ComputeResource>(computePath(ref), body),
  /** Scale settings are all of a cluster that can be patched. */
  scale: (ref: ComputeRef, scaleSettings: ScaleSettings) =>
    arm.patch<ComputeResource>(computePath(ref), { properties: { properties: { scaleSettings } } }),
  /** Deletes what we made ourselves; `Detach` leaves an attached cluster where it is. */
  delete: (ref: ComputeRef, underlyingResourceAction: 'Delete' | 'Detach' = 'Delete') =>
    arm.delete(computePath(ref), { query: { underlyingResourceAction } }),
}

const locationPath = (workspace: WorkspaceRef, location: string) =>
  `/subscriptions/${workspace.subscriptionId}/providers/Microsoft.MachineLearningServices/locations/${encodeURIComponent(location)}`

export const vmSizes = {
  list: (workspace: WorkspaceRef, location: string) =>
    arm.all<VirtualMachineSize>(`${locationPath(workspace, location)}/vmSizes`),
}

export const usages = {
  list: (workspace: WorkspaceRef, location: string) => arm.all<Usage>(`${locationPath(workspace, location)}/usages`),
}
