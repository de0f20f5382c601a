import { workspaceId } from '../../refs.ts'
import type { SpecFile } from '../spec-file.ts'
import { functionsFor } from './bash-functions.ts'
import { azureCloudAt } from './clouds.ts'
import type { CodeTarget } from './generate.ts'
import { requestPath } from './rest-script.ts'
import type { RestScript } from './rest-script.ts'
import { restCompute } from './rest-compute.ts'
import { restJob } from './rest-job.ts'
import { comment, shellQuote } from './shell.ts'

const apiVersion = '2025-09-01'

/** Bash with curl: uploads, look-ups and registrations, then the one PUT of what the YAML describes. */
export function restCode(file: SpecFile, target: CodeTarget): string {
  const { purpose, steps, calls } = scriptFor(file, target)
  return [
    '#!/usr/bin/env bash',
    comment(`${purpose} Needs bash, curl and, for reading JSON, python3.`),
    comment('Local paths start in the folder where the script is run.'),
    'set -euo pipefail',
    '',
    `arm=${shellQuote(target.armEndpoint)}`,
    `workspace=${shellQuote(requestPath(workspaceId(target.workspace)))}`,
    `api=api-version=${apiVersion}`,
    '',
    comment('Answers and lists of files, for this user alone and gone in the end.'),
    'umask 077',
    'work=$(mktemp -d)',
    `trap 'rm -rf "$work"' EXIT`,
    '',
    tokenStep(target),
    '',
    functionsFor(calls),
    '',
    steps.join('\n\n'),
    '',
  ].join('\n')
}

function scriptFor(file: SpecFile, target: CodeTarget): RestScript {
  switch (file.kind) {
    case 'amlcompute':
      return restCompute(file.spec, target)
    case 'command':
      return restJob(file.spec, target)
    default:
      throw new Error(`No script for ${file.kind}`)
  }
}

/** Sets `token`. Secrets reach curl through file descriptors: arguments show in the list of processes. */
function tokenStep({ loginEndpoint, tenantId, armEndpoint }: CodeTarget): string {
  const audience = azureCloudAt(armEndpoint) ? armEndpoint : 'https://management.azure.com'
  const tenantFlag = tenantId === undefined ? '' : ' --tenant "$tenant"'
  return `# The token is that of the service principal in AZURE_CLIENT_ID and AZURE_CLIENT_SECRET if these are set, else that of
# whoever is signed in with the Azure CLI.
tenant=\${AZURE_TENANT_ID:-${shellQuote(tenantId ?? 'organizations')}}
if [[ -n \${AZURE_CLIENT_SECRET:-} ]]; then
  token=$(
    curl --silent --show-error ${shellQuote(loginEndpoint)}/"$tenant"/oauth2/v2.0/token \\
      --data grant_type=client_credentials --data-urlencode ${shellQuote(`scope=${audience}/.default`)} \\
      --data-urlencode "client_id=$AZURE_CLIENT_ID" --data-urlencode client_secret@<(printf %s "$AZURE_CLIENT_SECRET") |
      python3 -c 'import json, sys; print(json.load(sys.stdin)["access_token"])'
  )
else
  token=$(az account get-access-token --resource ${shellQuote(audience)}${tenantFlag} --query accessToken --output tsv)
fi`
}
