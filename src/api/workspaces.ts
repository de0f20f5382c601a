import { workspaceId, type WorkspaceRef } from '../domain/refs.ts'
import { arm } from './clients.ts'
import type { Workspace } from './generated/arm.ts'
import type { Existing } from './resource.ts'

export type WorkspaceResource = Existing<Workspace>

export const workspaces = {
  list: (subscriptionId: string) =>
    arm.all<WorkspaceResource>(
      `/subscriptions/${subscriptionId}/providers/Microsoft.MachineLearningServices/workspaces`,
    ),
  get: (ref: WorkspaceRef) => arm.get<WorkspaceResource>(workspaceId(ref)),
}
