import type { InlineEnvironment } from '../assets/asset-specs.ts'
import { anonymousEnvironmentName, inlineEnvironmentToRest } from '../assets/environment-to-rest.ts'
import type { UnresolvedReference } from '../jobs/job-resolution.ts'
import { jobToRest, unresolvedReferences } from '../jobs/job.ts'
import { isSweep } from '../jobs/sweep-job-spec.ts'
import type { JobSpec } from '../jobs/sweep-job-spec.ts'
import { dataPlaneAudience } from './clouds.ts'
import type { CodeTarget } from './code-target.ts'
import { environmentParts } from './rest-environment.ts'
import { paragraph, pathSegment, step, withJson } from './rest-script.ts'
import type { Filling, RestScript, Step } from './rest-script.ts'
import { comment, shellQuote } from './shell.ts'

/** Steps that put into a variable what the service makes of a reference. */
type Finding = Filling & Readonly<{ steps: readonly Step[] }>

/** Everything that a job needs beforehand, then the job. */
export function restJob(job: JobSpec, target: CodeTarget): RestScript {
  const findings = unresolvedReferences(job).map((reference) => findingOf(reference, isSweep(job)))
  // What stands in the body until the script fills it in.
  const place = '(found above)'
  const body = jobToRest(job, {
    workspace: target.workspace,
    codeId: place,
    environmentId: place,
    inputUris: Object.fromEntries(Object.keys(job.inputs ?? {}).map((key) => [key, place])),
  })
  const actsAsUser = job.identity?.type === 'user_identity'
  const put = step(`send PUT "$workspace/jobs/$job"${actsAsUser ? userHeader : ''} > "$work/job"`, 'send')
  return {
    purpose: isSweep(job) ? 'Submits a sweep.' : 'Submits a job.',
    steps: [
      ...findings.flatMap(({ steps }) => steps),
      ...(actsAsUser ? [step(`user_token=$(token_for ${shellQuote(dataPlaneAudience(target))})`, 'token_for')] : []),
      paragraph(
        step(comment('A name is good for one job.')),
        step(`job=${pathSegment(job.name ?? target.jobName)}`),
        withJson(put, body, findings),
      ),
      step('status=$(value properties.status < "$work/job")\necho "$job: $status"', 'value'),
    ],
  }
}

/** By this token the job may act as the user; the CLI sends it, too. */
const userHeader = String.raw` --config <(printf 'header = "x-azureml-token: %s"\n' "$user_token")`

/** What a sweep's trials run has its place in their description, and what they read beside it. */
function findingOf(reference: UnresolvedReference, isOfSweep: boolean): Finding {
  if (reference.at === 'input') return inputFinding(reference)
  const place = isOfSweep ? 'properties.trial' : 'properties'
  return reference.at === 'code'
    ? { path: `${place}.codeId`, variable: 'code_id', steps: [codeStep(reference)] }
    : { path: `${place}.environmentId`, variable: 'environment_id', steps: environmentSteps(reference) }
}

function codeStep({ kind, path }: UnresolvedReference & { at: 'code' }): Step {
  if (kind === 'local') {
    return step(`code_id=$(upload_code ${shellQuote(path)} ${shellQuote(folderName(path))})`, 'upload_code')
  }
  const code = `"$workspace/codes/$(python3 -c 'import uuid; print(uuid.uuid4())')/versions/1"`
  return paragraph(
    withJson(step(`send PUT ${code} > "$work/code"`, 'send'), { properties: { codeUri: path, isAnonymous: true } }),
    step('code_id=$(value id < "$work/code")', 'value'),
  )
}

function inputFinding(reference: UnresolvedReference & { at: 'input' }): Finding {
  const { key } = reference
  const variable = `input_${key}`
  const source =
    reference.kind === 'latest'
      ? step(`${variable}=$(latest "$workspace/${reference.assetType}/"${pathSegment(reference.name)})`, 'latest')
      : step(
          `${variable}=$(upload_data ${shellQuote(reference.path)} ${pathSegment(reference.datastore)})`,
          'upload_data',
        )
  return { path: `properties.inputs.${key}.uri`, variable, steps: [source] }
}

function environmentSteps(reference: UnresolvedReference & { at: 'environment' }): Step[] {
  if (reference.kind === 'inline') return inlineEnvironment(reference.environment)
  if (reference.kind === 'latest') {
    return [step(`environment_id=$(latest "$workspace/environments/"${pathSegment(reference.name)})`, 'latest')]
  }
  const { path } = reference
  const missing = `The environment is in a file of its own, ${path}. Register it and set ENVIRONMENT_ID to its ARM id.`
  return [
    step(`environment_id=\${ENVIRONMENT_ID:-}
if [[ -z $environment_id ]]; then
  echo ${shellQuote(missing)} >&2
  exit 1
fi`),
  ]
}

/** Registers an environment without a name. */
function inlineEnvironment(environment: InlineEnvironment): Step[] {
  const { steps, fillings, files } = environmentParts(environment)
  return [
    ...steps,
    paragraph(
      withJson(step('cat > "$work/environment"'), inlineEnvironmentToRest(environment, files), fillings),
      step('version=$(content_version < "$work/environment")', 'content_version'),
      step(`environment="$workspace/environments/${anonymousEnvironmentName}/versions/$version"`),
      step('environment_id=$(send PUT "$environment" < "$work/environment" | value id)', 'send', 'value'),
    ),
  ]
}

/** The last part of a local path as a folder in blob storage: `#` or `?` there would end an address. */
function folderName(path: string): string {
  const last = path
    .replaceAll('\\', '/')
    .split('/')
    .findLast((part) => part !== '' && part !== '.' && part !== '..')
  return (last ?? 'code').replaceAll(/[^\w.()-]/g, '_')
}
