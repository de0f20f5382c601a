import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { amlComputeToRest } from '../src/domain/job-spec/computes/aml-compute-rest.ts'
import { isAddress } from '../src/domain/job-spec/assets/asset-fields.ts'
import { parseCompute } from '../src/domain/job-spec/computes/compute-file.ts'
import type { ComputeFile } from '../src/domain/job-spec/computes/compute-file.ts'
import { dataToRest } from '../src/domain/job-spec/assets/data-asset.ts'
import { detectKind, isCompute } from '../src/domain/job-spec/detect-kind.ts'
import type { YamlKind } from '../src/domain/job-spec/detect-kind.ts'
import { environmentToRest } from '../src/domain/job-spec/assets/environment-asset.ts'
import type { Resolution } from '../src/domain/job-spec/jobs/job-resolution.ts'
import { jobToRest, unresolvedReferences } from '../src/domain/job-spec/jobs/job.ts'
import { modelToRest } from '../src/domain/job-spec/assets/model-asset.ts'
import { notSent, parseSpecFile } from '../src/domain/job-spec/parse-file.ts'
import { createProblemLog } from '../src/domain/job-spec/problems.ts'
import type { ParseResult, Problem } from '../src/domain/job-spec/problems.ts'
import type { SpecFile } from '../src/domain/job-spec/spec-file.ts'
import type { JobSpec } from '../src/domain/job-spec/jobs/sweep-job-spec.ts'
import { parseYaml } from '../src/domain/job-spec/yaml/yaml-tree.ts'
import { assetVersionId, workspaceId } from '../src/domain/refs.ts'
import type { WorkspaceRef } from '../src/domain/refs.ts'
import { checkLocalFiles } from './yaml-local-files.ts'

/** What `npm run yaml` prints of a file, one line of JSON each. */
export type YamlReport = Readonly<{
  file: string
  kind: 'command' | 'sweep' | 'pipeline' | 'compute' | 'data' | 'environment' | 'model' | 'other'
  /** The finer word, such as `computeinstance` or `component`; absent when nothing tells what the file is. */
  type?: YamlKind
  /** Whether the CLI would take it. Of a kind that is only shown: whether it is YAML. */
  ok: boolean
  /** Errors before warnings. */
  problems: readonly ReportedProblem[]
  /** The body that would be sent; null when there is none. Tokens stand for what only the service can tell. */
  rest: unknown
}>

/** `path` is the keys with dots between; an empty one means the whole file. Lines and columns count from 1. */
type ReportedProblem = Pick<Problem, 'line' | 'column' | 'severity' | 'message'> & { path: string }

type Judged = { problems: readonly Problem[]; value: SpecFile | undefined }

/**
 * Judges a YAML file as the CLI would, and converts it.
 *
 * @param from the folder that a relative path starts from
 * @throws the error of the file system when the file cannot be read
 */
export function reportOn(file: string, from = process.cwd()): YamlReport {
  const path = resolve(from, file)
  const text = readFileSync(path, 'utf8')
  const kind = detectKind(text, path.replaceAll('\\', '/'))
  const { problems, value } = judge(kind, text, path)
  const isError = ({ severity }: Problem) => severity === 'error'
  const ok = !problems.some(isError)
  const sorted = [...problems.filter(isError), ...problems.filter((problem) => !isError(problem))]
  return {
    file,
    kind: kindOf(kind),
    ...(kind && { type: kind }),
    ok,
    problems: sorted.map(({ path: keys, line, column, severity, message }) => {
      return { path: keys.join('.'), line, column, severity, message }
    }),
    rest: ok && value ? withTokens(toRest(value)) : null,
  }
}

/** The line of a file that the file system does not give. */
export function unreadable(file: string, error: unknown): YamlReport {
  const message = `The file cannot be read: ${error instanceof Error ? error.message : String(error)}`
  const problem: ReportedProblem = { path: '', line: 1, column: 1, severity: 'error', message }
  return { file, kind: 'other', ok: false, problems: [problem], rest: null }
}

function kindOf(kind: YamlKind | undefined): YamlReport['kind'] {
  if (kind === undefined) return 'other'
  if (isCompute(kind)) return 'compute'
  const known = (['command', 'sweep', 'pipeline', 'data', 'environment', 'model'] as const).find(
    (each) => each === kind,
  )
  return known ?? 'other'
}

function judge(kind: YamlKind | undefined, text: string, path: string): Judged {
  if (kind !== undefined && isCompute(kind)) return judgeCompute(parseCompute(text), text)
  if (kind !== undefined && kindOf(kind) !== 'other' && kind !== 'pipeline') {
    const { result } = parseSpecFile(text, path.replaceAll('\\', '/'))
    if (!result.ok) return { problems: result.problems, value: undefined }
    return { problems: [...result.warnings, ...checkLocalFiles(result.value, text, path)], value: result.value }
  }
  const yaml = parseYaml(text)
  return { problems: yaml.ok ? (kind ? remark(text, notSent(kind)) : []) : yaml.problems, value: undefined }
}

function judgeCompute(result: ParseResult<ComputeFile>, text: string): Judged {
  if (!result.ok) return { problems: result.problems, value: undefined }
  const { value, warnings } = result
  if (value.kind === 'amlcompute') return { problems: warnings, value }
  return { problems: [...warnings, ...remark(text, notSent(value.kind))], value: undefined }
}

/** Something to know about the whole file. */
function remark(text: string, message: string): readonly Problem[] {
  const log = createProblemLog(text)
  log.warning({ from: 0, to: 0 }, [], message)
  return log.problems
}

// The workspace becomes a token; its subscription and resource group show in addresses beside it.
const workspace: WorkspaceRef = {
  subscriptionId: '00000000-0000-0000-0000-000000000000',
  resourceGroup: 'rg',
  workspaceName: 'ws',
}
const upload = '$UPLOAD'

function toRest(file: SpecFile): object {
  if (file.kind === 'amlcompute') {
    const { location: _, ...body } = amlComputeToRest(file.spec, { location: '', ...workspace })
    return { ...body, ...(file.spec.location !== undefined && { location: file.spec.location }) }
  }
  if (file.kind === 'data') return dataToRest(file.spec, upload)
  if (file.kind === 'model') return modelToRest(file.spec, upload)
  if (file.kind === 'environment') {
    const build = file.spec.build && !isAddress(file.spec.build.path) ? { buildContextUri: upload } : {}
    const { properties } = environmentToRest(file.spec, { condaFile: '$CONDA', ...build })
    return { properties: { ...properties, ...(properties.condaFile !== undefined && { condaFile: '$CONDA' }) } }
  }
  return jobToRest(file.spec, resolutionOf(file.spec))
}

/** Tokens for what uploads and look-ups would find out. */
function resolutionOf(job: JobSpec): Resolution {
  const inputUris: Record<string, string> = {}
  let environmentId = assetVersionId(workspace, 'environments', 'CliV2AnonymousEnvironment', '$HASH')
  for (const reference of unresolvedReferences(job)) {
    if (reference.at === 'environment' && reference.kind === 'latest') {
      environmentId = assetVersionId(workspace, 'environments', reference.name, '$LATEST')
    }
    if (reference.at === 'input') {
      const { kind, key } = reference
      inputUris[key] =
        kind === 'local' ? upload : assetVersionId(workspace, reference.assetType, reference.name, '$LATEST')
    }
  }
  return { workspace, codeId: `${workspaceId(workspace)}/codes/$CODE`, environmentId, inputUris }
}

const mapsLeftOut = ['properties', 'tags', 'environmentVariables', 'inputs', 'outputs']

/** The workspace's id as a token; maps that hold nothing are left out. */
function withTokens(body: object): unknown {
  const text = JSON.stringify(body).replaceAll(workspaceId(workspace), '$WS')
  // Every body has properties.
  const copy = JSON.parse(text) as { properties: Record<string, unknown> }
  for (const key of mapsLeftOut) {
    const value = copy.properties[key]
    const isEmpty = typeof value === 'object' && value !== null && Object.values(value).every((item) => item === null)
    if (isEmpty) delete copy.properties[key]
  }
  return copy
}
