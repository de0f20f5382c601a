import { workspaceId, type WorkspaceRef } from '../domain/refs.ts'
import { ArmError } from './arm-error.ts'
import type { Page } from './arm-client.ts'
import { arm } from './clients.ts'
import type { DatastoreResource as Datastore, DatastoreSecretsUnion } from './generated/arm.ts'
import type { Existing } from './resource.ts'

export type DatastoreResource = Existing<Datastore>

const listPath = (workspace: WorkspaceRef) => `${workspaceId(workspace)}/datastores`
const path = (workspace: WorkspaceRef, name: string) => `${listPath(workspace)}/${encodeURIComponent(name)}`

export const datastores = {
  list: (workspace: WorkspaceRef) => arm.all<DatastoreResource>(listPath(workspace)),
  get: (workspace: WorkspaceRef, name: string) => arm.get<DatastoreResource>(path(workspace, name)),
  /** @throws ArmError 404 for a workspace without a default datastore */
  async getDefault(workspace: WorkspaceRef): Promise<DatastoreResource> {
    const page = await arm.get<Page<DatastoreResource>>(listPath(workspace), { query: { isDefault: 'true' } })
    const [datastore] = page.value
    if (datastore) return datastore
    const message = `The workspace ${workspace.workspaceName} has no default datastore`
    throw new ArmError(message, { status: 404, code: 'DefaultDatastoreNotFound', requestId: '' })
  },
  /** Needs the action `datastores/listSecrets/action`, which a reader lacks. */
  listSecrets: (workspace: WorkspaceRef, name: string) =>
    arm.post<DatastoreSecretsUnion>(`${path(workspace, name)}/listSecrets`),
}
