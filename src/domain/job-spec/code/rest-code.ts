import { workspaceId } from '../../refs.ts'
import type { SpecFile } from '../spec-file.ts'
import { functionsFor } from './bash-functions.ts'
import { armAudience } from './clouds.ts'
import type { CodeTarget } from './code-target.ts'
import { requestPath } from './rest-script.ts'
import type { RestScript } from './rest-script.ts'
import { restAsset } from './rest-asset.ts'
import { restCompute } from './rest-compute.ts'
import { restJob } from './rest-job.ts'
import { comment, shellQuote } from './shell.ts'

const apiVersion = '2025-09-01'

/** Bash with curl: uploads, look-ups and registrations, then the one PUT of what the YAML describes. */
export function restCode(file: SpecFile, target: CodeTarget): string {
  const { purpose, steps } = scriptFor(file, target)
  const { workspace, armEndpoint, loginEndpoint, tenantId } = target
  return [
    '#!/usr/bin/env bash',
    comment(`${purpose} Needs bash, curl and, to read JSON, python3. Local paths start in the folder where it is run.`),
    'set -euo pipefail',
    '',
    `login=${shellQuote(loginEndpoint)}`,
    `tenant=\${AZURE_TENANT_ID:-${tenantId === undefined ? '' : shellQuote(tenantId)}}`,
    `arm=${shellQuote(armEndpoint)}`,
    `workspace=${shellQuote(requestPath(workspaceId(workspace)))}`,
    `api=api-version=${apiVersion}`,
    '',
    comment('Answers and lists of files: for this user alone, and gone in the end.'),
    'umask 077',
    'work=$(mktemp -d)',
    `trap 'rm -rf "$work"' EXIT`,
    '',
    functionsFor(['token_for', ...steps.flatMap(({ calls }) => calls)]),
    '',
    ...(isLocal(armEndpoint) ? [ownAccountsOnly] : []),
    `token=$(token_for ${shellQuote(armAudience(target))})`,
    '',
    steps.map(({ source }) => source).join('\n\n'),
    '',
  ].join('\n')
}

function scriptFor(file: SpecFile, target: CodeTarget): RestScript {
  if (file.kind === 'command' || file.kind === 'sweep') return restJob(file.spec, target)
  return file.kind === 'amlcompute' ? restCompute(file.spec, target) : restAsset(file)
}

const isLocal = (address: string) => address.startsWith('http:')

/** A token of Azure itself is nothing for a service on this machine. */
const ownAccountsOnly =
  ': "${AZURE_CLIENT_SECRET:?Set AZURE_CLIENT_ID and AZURE_CLIENT_SECRET to an account of this service}"'
