import { workspaceId, type WorkspaceRef } from '../domain/refs.ts'
import { arm } from './clients.ts'
import type { DatastoreResource as Datastore, DatastoreSecretsUnion } from './generated/arm.ts'
import type { Existing } from './resource.ts'

export type DatastoreResource = Existing<Datastore>

const listPath = (workspace: WorkspaceRef) => `${workspaceId(workspace)}/datastores`
const path = (workspace: WorkspaceRef, name: string) => `${listPath(workspace)}/${encodeURIComponent(name)}`

export const datastores = {
  list: (workspace: WorkspaceRef) => arm.all<DatastoreResource>(listPath(workspace)),
  get: (workspace: WorkspaceRef, name: string) => arm.get<DatastoreResource>(path(workspace, name)),
  /** Needs the action `datastores/listSecrets/action`, which a reader lacks. */
  listSecrets: (workspace: WorkspaceRef, name: string) =>
    arm.post<DatastoreSecretsUnion>(`${path(workspace, name)}/listSecrets`),
}
