import { azureCloudAt } from './clouds.ts'
import type { CodeTarget } from './code-target.ts'
import { comment, shellQuote, writeFile } from './shell.ts'
import type { SpecFile } from '../spec-file.ts'

type Kind = SpecFile['kind']

const job = { group: 'job', file: 'job.yml', hint: 'With --stream it shows the log, with --web the job in the studio.' }
const commandOf: Record<Kind, { group: string; file: string; hint?: string }> = {
  command: job,
  sweep: job,
  amlcompute: { group: 'compute', file: 'compute.yml' },
  data: { group: 'data', file: 'data.yml' },
  environment: { group: 'environment', file: 'environment.yml' },
  model: { group: 'model', file: 'model.yml' },
}

/** Bash for the Azure CLI: the YAML as a file, then the one command that takes it. */
export function cliCode({ kind }: SpecFile, text: string, target: CodeTarget): string {
  const { group, file, hint } = commandOf[kind]
  const { subscriptionId, resourceGroup, workspaceName } = target.workspace
  const create = [
    `az ml ${group} create --file ${file}`,
    `--subscription ${shellQuote(subscriptionId)}`,
    `--resource-group ${shellQuote(resourceGroup)}`,
    `--workspace-name ${shellQuote(workspaceName)}`,
  ]
  return [
    comment(`${signInHint(target)}\nLocal paths in ${file} start in the folder where it is.`),
    writeFile(file, text, 'YAML'),
    '',
    ...(hint === undefined ? [] : [comment(hint)]),
    create.join(' \\\n  '),
    '',
  ].join('\n')
}

function signInHint({ armEndpoint, tenantId }: CodeTarget): string {
  const needs = 'Needs the Azure CLI with its extension: az extension add --name ml'
  const cloud = azureCloudAt(armEndpoint)
  if (!cloud) {
    return `${needs}\nThe CLI signs in to Azure only; ${armEndpoint} is reached by the curl code.`
  }
  const setCloud = cloud.name === 'AzureCloud' ? '' : `az cloud set --name ${cloud.name} && `
  const tenant = tenantId === undefined ? '' : ` --tenant ${shellQuote(tenantId)}`
  return `${needs}\nSign in first: ${setCloud}az login${tenant}`
}
