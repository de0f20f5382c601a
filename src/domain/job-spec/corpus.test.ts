import { describe, expect, test } from 'vitest'
import type { WorkspaceRef } from '../refs.ts'
import { assetVersionId, workspaceId } from '../refs.ts'
import { parseAmlCompute } from './aml-compute.ts'
import { amlComputeFromRest, amlComputeToRest } from './aml-compute-rest.ts'
import { withDoubleBraces } from './command-expressions.ts'
import { commandJobFromRest } from './command-job-from-rest.ts'
import { isLiteral } from './command-job-spec.ts'
import type { CommandJobSpec } from './command-job-spec.ts'
import { commandJobToRest } from './command-job-to-rest.ts'
import { commandJobToYaml, parseCommandJob } from './command-job.ts'
import { unresolvedReferences } from './job.ts'
import { corpusEntries, corpusIsThere, corpusText } from './testing/corpus.ts'
import type { CorpusEntry } from './testing/corpus.ts'
import { detectKind } from './detect-kind.ts'

const workspace: WorkspaceRef = {
  subscriptionId: '00000000-0000-0000-0000-000000000000',
  resourceGroup: 'rg',
  workspaceName: 'ws',
}

const commandJobs = corpusEntries().filter(({ kind }) => kind === 'command')
const clusters = corpusEntries().filter(
  ({ kind, type, file, valid }) =>
    kind === 'compute' && (type === 'amlcompute' || (valid === false && /derived/.test(file))),
)
const home = { location: 'here', subscriptionId: workspace.subscriptionId, resourceGroup: workspace.resourceGroup }

/** Stands in for uploads and look-ups, with the tokens that the corpus uses for their results. */
function resolve(spec: CommandJobSpec) {
  const inputUris: Record<string, string> = {}
  for (const reference of unresolvedReferences(spec)) {
    if (reference.at !== 'input') continue
    const { key } = reference
    inputUris[key] =
      reference.kind === 'local' ? '$UPLOAD' : assetVersionId(workspace, reference.assetType, reference.name, '$LATEST')
  }
  return {
    workspace,
    codeId: `${workspaceId(workspace)}/codes/$CODE`,
    environmentId: assetVersionId(workspace, 'environments', 'CliV2AnonymousEnvironment', '$HASH'),
    inputUris,
  }
}

/** As the corpus's index writes bodies: workspace as a token, empty maps gone. */
function normalised(body: object): unknown {
  const text = JSON.stringify(body).replaceAll(workspaceId(workspace), '$WS')
  const copy = JSON.parse(text) as { properties: Record<string, unknown>; tags?: object }
  for (const key of ['properties', 'tags', 'environmentVariables', 'inputs', 'outputs']) {
    const value = copy.properties[key]
    if (typeof value === 'object' && value !== null && Object.values(value).every((item) => item === null)) {
      delete copy.properties[key]
    }
  }
  return copy
}

/** Paths that the CLI itself looks at while it validates. Everything else about a local path shows at upload. */
const isRefusedForFiles = ({ localRefs = [] }: CorpusEntry) =>
  localRefs.some(({ exists, what }) => exists === false && what !== 'input')

/** Bodies that the corpus itself does not vouch for, each with the reason. */
const bodyExceptions: Record<string, string> = {
  'derived/command/ok-code-https.yml': 'the corpus is unsure of codeId for a URL and leaves it out',
  'derived/command/ok-input-types-all.yml': 'the uri of a triton_model is left out there; ARM requires one',
}

const report = (line: string) => process.stdout.write(`${line}\n`)

/** Every command job that parses, with its spec. */
const goodJobs = () =>
  commandJobs.flatMap((entry) => {
    const result = parseCommandJob(corpusText(entry))
    return result.ok ? [{ entry, spec: result.value }] : []
  })

/** One value for each file, to compare all files at once and see all differences. */
const byFile = <T>(entries: readonly (readonly [CorpusEntry, T])[]) =>
  Object.fromEntries(entries.map(([{ file }, value]) => [file, value]))

describe.runIf(corpusIsThere)('the corpus of ../shared/corpus/yaml, skipped where that folder is absent', () => {
  test('the verdict on every command job is that of the CLI', () => {
    const judged = commandJobs.filter(({ valid }) => typeof valid === 'boolean')
    const disagreements = judged.flatMap((entry) => {
      const result = parseCommandJob(corpusText(entry))
      const verdict = result.ok && !isRefusedForFiles(entry)
      return verdict === entry.valid ? [] : [{ file: entry.file, expected: entry.valid, result }]
    })
    report(`command jobs: ${judged.length} judged, ${disagreements.length} disagreements`)
    expect(disagreements).toEqual([])
    expect(judged.length).toBeGreaterThan(50)
  })

  test('every valid command job becomes the body that the CLI sends', () => {
    const compared = goodJobs().filter(({ entry }) => entry.expect?.body && !(entry.file in bodyExceptions))
    report(`command jobs: ${compared.length} bodies compared, left out: ${JSON.stringify(bodyExceptions)}`)
    const bodies = compared.map(
      ({ entry, spec }) => [entry, normalised(commandJobToRest(spec, resolve(spec)))] as const,
    )
    expect(byFile(bodies)).toEqual(byFile(compared.map(({ entry }) => [entry, entry.expect?.body])))
    expect(compared.length).toBeGreaterThan(40)
  })

  test('a refused command job has its problems where the corpus says', () => {
    const missed = commandJobs.flatMap((entry) => {
      const result = parseCommandJob(corpusText(entry))
      if (result.ok || isRefusedForFiles(entry)) return []
      const found = result.problems.map(({ path }) => path.join('.'))
      const places = (entry.errors ?? []).map(({ at }) => at).filter(Boolean)
      const isFound = (place: string) => found.some((path) => path === place || path.startsWith(`${place}.`))
      return places.filter((place) => !isFound(place)).map((place) => ({ file: entry.file, place, found }))
    })
    expect(missed).toEqual([])
  })

  test('YAML → spec → REST → spec is the same job, for every command job', () => {
    const again = goodJobs().map(({ entry, spec }) => {
      const id = `${workspaceId(workspace)}/jobs/${spec.name ?? 'some_job'}`
      return [entry, commandJobFromRest({ id, name: spec.name, ...commandJobToRest(spec, resolve(spec)) })] as const
    })
    expect(byFile(again)).toEqual(byFile(goodJobs().map(({ entry, spec }) => [entry, asResolved(spec)])))
  })

  test('spec → YAML → spec is the same job, for every command job', () => {
    const again = goodJobs().map(({ entry, spec }) => [entry, parseCommandJob(commandJobToYaml(spec))] as const)
    const same = goodJobs().map(
      ({ entry, spec }) => [entry, expect.objectContaining({ ok: true, value: spec })] as const,
    )
    expect(byFile(again)).toEqual(byFile(same))
  })

  test('verdict and body of every cluster are those of the CLI, and the body survives the way back', () => {
    const results = clusters.map((entry) => [entry, parseAmlCompute(corpusText(entry))] as const)
    expect(byFile(results.map(([entry, { ok }]) => [entry, ok]))).toEqual(
      byFile(clusters.map((entry) => [entry, entry.valid])),
    )

    const specs = results.flatMap(([entry, result]) => (result.ok ? [[entry, result.value] as const] : []))
    const bodies = specs.map(([entry, spec]) => [entry, amlComputeToRest(spec, home)] as const)
    report(`clusters: ${clusters.length} judged, ${bodies.length} bodies compared`)
    const expected = specs.map(([entry]) => [entry, { location: home.location, ...entry.expect?.body }] as const)
    expect(byFile(bodies)).toEqual(byFile(expected))

    const again = bodies.map(([entry, body]) => {
      return [entry, amlComputeToRest(amlComputeFromRest({ name: 'some-name', ...body }), home)] as const
    })
    expect(byFile(again)).toEqual(byFile(bodies))
  })

  test('the kind of every typed job is found', () => {
    const typed = corpusEntries().filter(({ kind, type }) => kind === type)
    expect(byFile(typed.map((entry) => [entry, detectKind(corpusText(entry))]))).toEqual(
      byFile(typed.map((entry) => [entry, entry.kind])),
    )
    expect(typed.length).toBeGreaterThan(20)
  })
})

/** What the round trip cannot keep, on purpose: references come back resolved, words in their present spelling. */
function asResolved(spec: CommandJobSpec): CommandJobSpec {
  const resolution = resolve(spec)
  const needs = unresolvedReferences(spec)
  const inputs = Object.entries(spec.inputs ?? {}).map(([key, input]) => {
    if (isLiteral(input)) return [key, input] as const
    const { datastore: _, ...rest } = input
    const need = needs.find((reference) => reference.at === 'input' && reference.key === key)
    const path = need?.kind === 'latest' ? `azureml:${need.name}:$LATEST` : (resolution.inputUris[key] ?? input.path)
    return [key, { ...rest, path }] as const
  })
  const code = needs.some(({ at }) => at === 'code') ? `azureml:${resolution.codeId}` : spec.code
  const environment = needs.some(({ at }) => at === 'environment')
    ? 'azureml:CliV2AnonymousEnvironment:$HASH'
    : spec.environment
  return {
    ...spec,
    command: withDoubleBraces(spec.command),
    ...(code && { code }),
    environment,
    ...(spec.compute && { compute: spec.compute.replace(/^(?!azureml:)/, 'azureml:') }),
    ...(spec.inputs && { inputs: Object.fromEntries(inputs) }),
    ...(spec.distribution?.type === 'tensorflow' && {
      distribution: { parameterServerCount: 0, ...spec.distribution },
    }),
  }
}
