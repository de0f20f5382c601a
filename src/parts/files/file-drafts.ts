import type { QueryClient } from '@tanstack/react-query'
import { clusterOf, isProvisioning } from '../../domain/compute-state.ts'
import { dataToYaml } from '../../domain/job-spec/assets/data-asset.ts'
import { commandJobToYaml } from '../../domain/job-spec/jobs/command-job.ts'
import type { WorkspaceRef } from '../../domain/refs.ts'
import { computeQueries } from '../../queries/computes.ts'
import { environmentQueries } from '../../queries/environments.ts'
import { addAssetDraft } from '../asset-drafts.ts'
import { addJobDraft, type DraftPlace } from '../job-drafts.ts'

type Described = Readonly<{ uri: string; name: string; isFolder: boolean; isModel: boolean }>

/**
 * Makes the draft of a job that takes a file or folder as its input `data` and could run as it is.
 * @returns what opens it: see `paths.newJob`
 * @throws as ARM answers; Error when the browser keeps nothing
 */
export async function draftJobWithInput(
  client: QueryClient,
  workspace: WorkspaceRef,
  { uri, name, isFolder, isModel }: Described,
): Promise<DraftPlace> {
  const [environments, computes] = await Promise.all([
    client.query(environmentQueries.list(workspace)),
    client.query(computeQueries.list(workspace)),
  ])
  const cluster = computes.find((compute) => clusterOf(compute) && !isProvisioning(compute))
  const [environment] = environments
  const text = commandJobToYaml({
    displayName: `reads-${assetName(name)}`,
    command: isFolder ? 'ls -R ${{inputs.data}}' : 'head -c 2000 ${{inputs.data}}',
    environment: environment ? `azureml:${environment.name}@latest` : { image: 'python:3.12' },
    ...(cluster && { compute: `azureml:${cluster.name}` }),
    inputs: { data: { type: isModel ? 'mlflow_model' : isFolder ? 'uri_folder' : 'uri_file', path: uri } },
  })
  return addJobDraft(workspace, text)
}

/**
 * Makes the draft of a data asset at an address.
 * @returns what opens it: the `draft` of `paths.newData`
 * @throws Error when the browser keeps nothing
 */
export const draftData = (workspace: WorkspaceRef, { uri, name, isFolder }: Described): string =>
  addAssetDraft(
    'data',
    workspace,
    dataToYaml({ name: assetName(name), type: isFolder ? 'uri_folder' : 'uri_file', path: uri }),
  )

/** A name that the service takes, after that of a file. */
const assetName = (name: string) =>
  name
    .replace(/\.[^.]*$/, '')
    .replaceAll(/[^\w-]+/g, '-')
    .replace(/^[-_]+|-+$/g, '')
    .slice(0, 60) || 'data'
