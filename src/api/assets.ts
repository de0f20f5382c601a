import { workspaceId, type WorkspaceRef } from '../domain/refs.ts'
import { arm } from './clients.ts'
import type {
  DataContainerResource,
  DataVersionBaseResource,
  EnvironmentContainerResource,
  EnvironmentVersionResource as EnvironmentVersion,
  ModelContainerResource,
  ModelVersionResource as ModelVersion,
} from './generated/arm.ts'
import type { Existing } from './resource.ts'

export type DataResource = Existing<DataContainerResource>
export type DataVersionResource = Existing<DataVersionBaseResource>
export type EnvironmentResource = Existing<EnvironmentContainerResource>
export type EnvironmentVersionResource = Existing<EnvironmentVersion>
export type ModelResource = Existing<ModelContainerResource>
export type ModelVersionResource = Existing<ModelVersion>

export const data = createAssets<{ asset: DataResource; version: DataVersionResource; body: DataVersionBaseResource }>(
  'data',
)

export const environments = createAssets<{
  asset: EnvironmentResource
  version: EnvironmentVersionResource
  body: EnvironmentVersion
}>('environments')

export const models = createAssets<{ asset: ModelResource; version: ModelVersionResource; body: ModelVersion }>(
  'models',
)

/**
 * Data, environments and models have the same shape at the service: a container by name, versions in it.
 *
 * @typeParam T `asset` and `version` as answered, `body` as a version is sent
 */
function createAssets<T extends { asset: unknown; version: unknown; body: unknown }>(
  kind: 'data' | 'environments' | 'models',
) {
  const assetPath = (workspace: WorkspaceRef, name: string) =>
    `${workspaceId(workspace)}/${kind}/${encodeURIComponent(name)}`
  const versionPath = (workspace: WorkspaceRef, name: string, version: string) =>
    `${assetPath(workspace, name)}/versions/${encodeURIComponent(version)}`
  return {
    get: (workspace: WorkspaceRef, name: string) => arm.get<T['asset']>(assetPath(workspace, name)),
    list: (workspace: WorkspaceRef) => arm.all<T['asset']>(`${workspaceId(workspace)}/${kind}`),
    versions: (workspace: WorkspaceRef, name: string) =>
      arm.all<T['version']>(`${assetPath(workspace, name)}/versions`),
    getVersion: (workspace: WorkspaceRef, name: string, version: string) =>
      arm.get<T['version']>(versionPath(workspace, name, version)),
    /** Makes the container as well when the name is new. */
    putVersion: (workspace: WorkspaceRef, name: string, version: string, body: T['body']) =>
      arm.put<T['version']>(versionPath(workspace, name, version), body),
  }
}
