import type { InlineEnvironment } from '../command-job-spec.ts'
import type { CommandJobSpec } from '../command-job-spec.ts'
import { commandJobToRest } from '../command-job-to-rest.ts'
import { anonymousEnvironmentName, inlineEnvironmentToRest } from '../environment-to-rest.ts'
import type { UnresolvedReference } from '../job-resolution.ts'
import { unresolvedReferences } from '../job.ts'
import { dataPathReference } from '../references.ts'
import type { BashFunctionName } from './bash-functions.ts'
import type { CodeTarget } from './generate.ts'
import { pathSegment, withJson } from './rest-script.ts'
import type { Filling, RestScript } from './rest-script.ts'
import { comment, shellQuote } from './shell.ts'

/** Steps of a script that set a variable to what the service makes of a reference. */
type Finding = Filling & Readonly<{ steps: readonly string[]; calls: readonly BashFunctionName[] }>

/** Everything that a job needs beforehand, then the job. */
export function restJob(spec: CommandJobSpec, target: CodeTarget): RestScript {
  const findings = unresolvedReferences(spec).map(findingOf)
  // What stands in their places until the script runs.
  const inputUris = Object.fromEntries(Object.keys(spec.inputs ?? {}).map((key) => [key, '(found above)']))
  const body = commandJobToRest(spec, {
    workspace: target.workspace,
    codeId: '(found above)',
    environmentId: '(found above)',
    inputUris,
  })
  return {
    purpose: 'Submits a job.',
    steps: [
      ...findings.flatMap(({ steps }) => steps),
      [
        comment('A name is good for one job.'),
        `job=${pathSegment(spec.name ?? target.jobName)}`,
        withJson('send PUT "$workspace/jobs/$job" > "$work/job"', body, findings),
      ].join('\n'),
      `echo "$job: $(value properties.status < "$work/job")"`,
    ],
    calls: ['send', 'value', 'fill', ...findings.flatMap(({ calls }) => calls)],
  }
}

function findingOf(reference: UnresolvedReference): Finding {
  if (reference.at === 'code') return codeFinding(reference)
  return reference.at === 'input' ? inputFinding(reference) : environmentFinding(reference)
}

function codeFinding({ kind, path }: UnresolvedReference & { at: 'code' }): Finding {
  const found = { path: 'properties.codeId', variable: 'code_id' }
  if (kind === 'local') {
    const step = `code_id=$(upload_code ${shellQuote(path)} ${shellQuote(folderName(path))})`
    return { ...found, steps: [step], calls: ['upload_code'] }
  }
  const name = '$(python3 -c "import uuid; print(uuid.uuid4())")'
  const put = withJson(`send PUT "$workspace/codes/${name}/versions/1" > "$work/code"`, {
    properties: { codeUri: path, isAnonymous: true },
  })
  return { ...found, steps: [put, 'code_id=$(value id < "$work/code")'], calls: ['send', 'value'] }
}

function inputFinding(reference: UnresolvedReference & { at: 'input' }): Finding {
  const { key } = reference
  const found = { path: `properties.inputs.${key}.uri`, variable: `input_${key}` }
  if (reference.kind === 'latest') {
    const step = `${found.variable}=$(latest "$workspace/${reference.assetType}/"${pathSegment(reference.name)})`
    return { ...found, steps: [step], calls: ['latest'] }
  }
  const step = `${found.variable}=$(upload_data ${shellQuote(reference.path)} ${shellQuote(reference.datastore)})`
  return { ...found, steps: [step], calls: ['upload_data'] }
}

function environmentFinding(reference: UnresolvedReference & { at: 'environment' }): Finding {
  const found = { path: 'properties.environmentId', variable: 'environment_id' }
  if (reference.kind === 'latest') {
    const step = `environment_id=$(latest "$workspace/environments/"${pathSegment(reference.name)})`
    return { ...found, steps: [step], calls: ['latest'] }
  }
  if (reference.kind === 'inline') return { ...found, ...inlineEnvironment(reference.environment) }
  const text = `The environment is in a file of its own, ${reference.path}. Register it and set ENVIRONMENT_ID to its ARM id.`
  return {
    ...found,
    steps: [
      `environment_id=\${ENVIRONMENT_ID:-}\nif [[ -z $environment_id ]]; then\n  echo ${shellQuote(text)} >&2\n  exit 1\nfi`,
    ],
    calls: [],
  }
}

/** Registers an environment without a name. Files that it names are read, or uploaded, by the script. */
function inlineEnvironment(environment: InlineEnvironment): Pick<Finding, 'steps' | 'calls'> {
  const { build, condaFile } = environment
  const fillings: Filling[] = []
  const steps: string[] = []
  const calls: BashFunctionName[] = []
  if (typeof condaFile === 'string') {
    // What is printed into a variable loses the line breaks at its end; the dot keeps them.
    steps.push(`conda_file=$(cat ${shellQuote(condaFile)} && printf .)\nconda_file=\${conda_file%.}`)
    fillings.push({ path: 'properties.condaFile', variable: 'conda_file' })
  }
  if (build && dataPathReference(build.path).kind === 'local') {
    steps.push(
      `build_context=$(upload_context ${shellQuote(build.path)} ${shellQuote(environment.datastore ?? 'workspaceblobstore')})`,
    )
    fillings.push({ path: 'properties.build.contextUri', variable: 'build_context' })
    calls.push('upload_context')
  }
  const body = inlineEnvironmentToRest(environment, {
    condaFile: '(read above)',
    buildContextUri: build && fillings.length === 0 ? build.path : '(uploaded above)',
  })
  const put = `"$workspace/environments/${anonymousEnvironmentName}/versions/$(content_version < "$work/environment")"`
  return {
    steps: [
      ...steps,
      [
        withJson('cat > "$work/environment"', body, fillings),
        `environment_id=$(send PUT ${put} < "$work/environment" | value id)`,
      ].join('\n'),
    ],
    calls: ['send', 'value', 'fill', 'content_version', ...calls],
  }
}

/** The last part of a local path as a folder in blob storage: `#` or `?` there would end an address. */
function folderName(path: string): string {
  const last = path
    .replaceAll('\\', '/')
    .split('/')
    .findLast((part) => part !== '' && part !== '.' && part !== '..')
  return (last ?? 'code').replaceAll(/[^\w.()-]/g, '_')
}
