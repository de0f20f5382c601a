import { isLiteral } from './command-job-spec.ts'
import { assetTypeOf } from './job-parts-to-rest.ts'
import type { UnresolvedReference } from './job-resolution.ts'
import { codeReference, dataPathReference, environmentReference } from './references.ts'
import { isSweep } from './sweep-job-spec.ts'
import type { JobSpec } from './sweep-job-spec.ts'

/** All that `jobToRest` needs in its resolution, in the order of the YAML reference. */
export function unresolvedReferences(job: JobSpec): UnresolvedReference[] {
  const { code, environment } = isSweep(job) ? job.trial : job
  const found: UnresolvedReference[] = []
  const codeIs = code === undefined ? undefined : codeReference(code)
  if (codeIs?.kind === 'local') found.push({ at: 'code', kind: 'local', path: codeIs.path })
  if (codeIs?.kind === 'url') found.push({ at: 'code', kind: 'url', path: codeIs.url })

  if (typeof environment === 'string') {
    const reference = environmentReference(environment)
    if (reference.kind === 'latest' || reference.kind === 'file') found.push({ at: 'environment', ...reference })
  } else found.push({ at: 'environment', kind: 'inline', environment })

  for (const [key, input] of Object.entries(job.inputs ?? {})) {
    if (isLiteral(input)) continue
    const { type, datastore = 'workspaceblobstore' } = input
    const reference = dataPathReference(input.path)
    if (reference.kind === 'latest') {
      found.push({ at: 'input', key, assetType: assetTypeOf(type), ...reference })
    } else if (reference.kind === 'local') {
      found.push({ at: 'input', key, type, datastore, ...reference })
    }
  }
  return found
}
