import { workspaceId, type WorkspaceRef } from '../domain/refs.ts'
import type { ArmClient } from './arm-client.ts'
import type { Workspace } from './generated/arm.ts'
import type { Existing } from './resource.ts'

export type WorkspaceResource = Existing<Workspace>

export const createWorkspaces = (arm: ArmClient) => ({
  list: (subscriptionId: string) =>
    arm.all<WorkspaceResource>(
      `/subscriptions/${subscriptionId}/providers/Microsoft.MachineLearningServices/workspaces`,
    ),
  get: (ref: WorkspaceRef) => arm.get<WorkspaceResource>(workspaceId(ref)),
})
