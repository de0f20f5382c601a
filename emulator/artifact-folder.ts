import type { ResourceStore } from './store.ts'

/** Where the logs and artifacts of a job, or of another run, lie in blob storage. */
export type ArtifactFolder = Readonly<{
  runId: string
  container: string
  /** Of the names of its blobs; ends in a slash. */
  prefix: string
}>

/**
 * Container of a workspace's artifacts. Two workspaces may have jobs of one name, and whoever may read the artifacts of
 * one may know nothing of the other's; in Azure each has a storage account of its own.
 * @param workspaceGuid `properties.workspaceId` of the workspace, which no other ever gets
 */
export const artifactContainer = (workspaceGuid: string) => `azureml-artifacts-${workspaceGuid}`

/** Folder of a run in that container, as the service lays it out. */
export const artifactPrefix = (runId: string) => `ExperimentRun/dcid.${runId}/`

/** @param workspaceId ARM id of a workspace that is there */
export function artifactFolder(resources: ResourceStore, workspaceId: string, runId: string): ArtifactFolder {
  const guid = resources.get(workspaceId)?.properties['workspaceId']
  if (typeof guid !== 'string') throw new Error(`There is no workspace '${workspaceId}'.`)
  return { runId, container: artifactContainer(guid), prefix: artifactPrefix(runId) }
}
