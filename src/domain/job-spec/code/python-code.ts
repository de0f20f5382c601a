import type { SpecFile } from '../spec-file.ts'
import { azureCloudAt } from './clouds.ts'
import type { CodeTarget } from './code-target.ts'
import { pythonAsset } from './python-assets.ts'
import { pythonCommandJob } from './python-command.ts'
import { pythonCompute } from './python-compute.ts'
import { atom, call, importLines, literal, literals, statement } from './python-source.ts'
import type { Python, Statement } from './python-source.ts'
import { pythonSweepJob } from './python-sweep.ts'
import { comment } from './shell.ts'

/** A Python script for the Azure ML SDK (azure-ai-ml): a client of the workspace, the thing itself, and its creation. */
export function pythonCode(file: SpecFile, target: CodeTarget): string {
  const client = { target: 'ml_client', value: mlClient(target) }
  const statements = describe(file)
  return [
    comment(hint(target)),
    importLines([client, ...statements].map(({ value }) => value)),
    '',
    statement(client),
    '',
    ...statements.map((item, index) => `${item.apart && index > 0 ? '\n' : ''}${statement(item)}`),
    '',
  ].join('\n')
}

function describe(file: SpecFile): Statement[] {
  if (file.kind === 'command') return pythonCommandJob(file.spec)
  if (file.kind === 'sweep') return pythonSweepJob(file.spec)
  if (file.kind === 'amlcompute') return pythonCompute(file.spec)
  return pythonAsset(file)
}

function mlClient({ workspace, armEndpoint }: CodeTarget): Python {
  const cloud = azureCloudAt(armEndpoint)
  const isPublic = !cloud || cloud.name === 'AzureCloud'
  const credential = call(
    { module: 'azure.identity', name: 'DefaultAzureCredential' },
    isPublic ? {} : { authority: authority(cloud.authority) },
  )
  return call(
    { module: 'azure.ai.ml', name: 'MLClient' },
    {
      credential,
      ...literals({
        subscription_id: workspace.subscriptionId,
        resource_group_name: workspace.resourceGroup,
        workspace_name: workspace.workspaceName,
      }),
      cloud: isPublic ? undefined : literal(cloud.name),
    },
  )
}

const authority = (constant: string): Python => ({
  ...atom(`AzureAuthorityHosts.${constant}`),
  from: { module: 'azure.identity', name: 'AzureAuthorityHosts' },
})

function hint({ armEndpoint }: CodeTarget): string {
  const needs = 'Needs the Azure ML SDK: pip install azure-ai-ml azure-identity'
  if (azureCloudAt(armEndpoint))
    return `${needs}\nIt signs in as whoever is signed in with the Azure CLI or VS Code, among others.`
  return `${needs}\nThe SDK signs in to Azure only; ${armEndpoint} is reached by the curl code.`
}
