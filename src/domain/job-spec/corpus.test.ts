import { describe, expect, test } from 'vitest'
import { workspaceId } from '../refs.ts'
import { parseAmlCompute } from './computes/aml-compute.ts'
import { amlComputeFromRest, amlComputeToRest } from './computes/aml-compute-rest.ts'
import { detectKind } from './detect-kind.ts'
import { jobFromRest, jobToRest, jobToYaml, parseJob } from './jobs/job.ts'
import { corpusEntries, corpusIsThere, corpusText } from './testing/corpus.ts'
import type { CorpusEntry } from './testing/corpus.ts'
import { asResolved, isRefusedForFiles, normalised, resolve, workspace } from './testing/corpus-jobs.ts'

const clusters = corpusEntries().filter(
  ({ kind, type, file, valid }) =>
    kind === 'compute' && (type === 'amlcompute' || (valid === false && /derived/.test(file))),
)
const home = { location: 'here', subscriptionId: workspace.subscriptionId, resourceGroup: workspace.resourceGroup }

/** Bodies that the corpus itself does not vouch for, each with the reason. */
const bodyExceptions: Record<string, string> = {
  'derived/command/ok-code-https.yml': 'the corpus is unsure of codeId for a URL and leaves it out',
  'derived/command/ok-input-types-all.yml': 'the uri of a triton_model is left out there; ARM requires one',
  'azure-sdk-for-python/sdk/ml/azure-ai-ml/tests/test_configs/sweep_job/sweep-truncation.yaml':
    'the corpus is unsure of codeId for a registered version and leaves it out',
}

const report = (line: string) => process.stdout.write(`${line}\n`)

/** One value for each file, to compare all files at once and see all differences. */
const byFile = <T>(entries: readonly (readonly [CorpusEntry, T])[]) =>
  Object.fromEntries(entries.map(([{ file }, value]) => [file, value]))

describe.runIf(corpusIsThere)('the corpus of ../shared/corpus/yaml, skipped where that folder is absent', () => {
  describe.each([
    { kind: 'command', judgedAtLeast: 90, bodiesAtLeast: 40 },
    { kind: 'sweep', judgedAtLeast: 20, bodiesAtLeast: 10 },
  ])('$kind jobs', ({ kind, judgedAtLeast, bodiesAtLeast }) => {
    const jobs = corpusEntries().filter((entry) => entry.kind === kind)

    /** Every job that parses, with its spec. */
    const goodJobs = () =>
      jobs.flatMap((entry) => {
        const result = parseJob(corpusText(entry))
        return result.ok ? [{ entry, spec: result.value }] : []
      })

    test('the verdict on every one is that of the CLI', () => {
      const judged = jobs.filter(({ valid }) => typeof valid === 'boolean')
      const disagreements = judged.flatMap((entry) => {
        const result = parseJob(corpusText(entry))
        const verdict = result.ok && !isRefusedForFiles(entry)
        return verdict === entry.valid ? [] : [{ file: entry.file, expected: entry.valid, result }]
      })
      report(`${kind} jobs: ${judged.length} judged, ${disagreements.length} disagreements`)
      expect(disagreements).toEqual([])
      expect(judged.length).toBeGreaterThanOrEqual(judgedAtLeast)
    })

    test('every valid one becomes the body that the CLI sends', () => {
      const compared = goodJobs().filter(({ entry }) => entry.expect?.body && !(entry.file in bodyExceptions))
      report(`${kind} jobs: ${compared.length} bodies compared, left out: ${JSON.stringify(bodyExceptions)}`)
      const bodies = compared.map(({ entry, spec }) => [entry, normalised(jobToRest(spec, resolve(spec)))] as const)
      expect(byFile(bodies)).toEqual(byFile(compared.map(({ entry }) => [entry, entry.expect?.body])))
      expect(compared.length).toBeGreaterThanOrEqual(bodiesAtLeast)
    })

    test('a refused one has its first problem where the corpus says', () => {
      const missed = jobs.flatMap((entry) => {
        const result = parseJob(corpusText(entry))
        if (result.ok || isRefusedForFiles(entry)) return []
        const first = result.problems.find(({ severity }) => severity === 'error')?.path.join('.') ?? ''
        const places = (entry.errors ?? []).map(({ at }) => at).filter(Boolean)
        const isRight = places.some((place) => first === place || first.startsWith(`${place}.`))
        return places.length === 0 || isRight ? [] : [{ file: entry.file, places, first }]
      })
      expect(missed).toEqual([])
    })

    test('YAML → spec → REST → spec is the same job, for every one', () => {
      const again = goodJobs().map(({ entry, spec }) => {
        const id = `${workspaceId(workspace)}/jobs/${spec.name ?? 'some_job'}`
        return [entry, jobFromRest({ id, name: spec.name, ...jobToRest(spec, resolve(spec)) })] as const
      })
      expect(byFile(again)).toEqual(byFile(goodJobs().map(({ entry, spec }) => [entry, asResolved(spec)])))
    })

    test('spec → YAML → spec is the same job, for every one', () => {
      const again = goodJobs().map(({ entry, spec }) => [entry, parseJob(jobToYaml(spec))] as const)
      const same = goodJobs().map(
        ({ entry, spec }) => [entry, expect.objectContaining({ ok: true, value: spec })] as const,
      )
      expect(byFile(again)).toEqual(byFile(same))
    })
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
