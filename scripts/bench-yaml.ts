import type { BenchRow } from '../emulator/testing/bench.ts'
import { setValue } from '../src/domain/job-spec/yaml/edit-yaml.ts'
import { jobToRest, parseJob, unresolvedReferences } from '../src/domain/job-spec/jobs/job.ts'
import type { JobSpec } from '../src/domain/job-spec/jobs/sweep-job-spec.ts'
import { applyEdits } from '../src/lib/text-edit.ts'

const workspace = { subscriptionId: 's', resourceGroup: 'g', workspaceName: 'w' }
const keyStrokes = 200

/** A job of 300 lines: 60 inputs with comments, and tags. */
function longJob(): string {
  const inputs = Array.from({ length: 60 }, (_, i) => {
    return `  i${i}:\n    type: uri_folder # as it comes\n    path: azureml:data-${i}:1\n    mode: download\n`
  })
  const tags = Array.from({ length: 53 }, (_, i) => `  tag${i}: "value ${i}"\n`)
  const head = `command: >-\n  python train.py\n  --data \${{inputs.i1}}\nenvironment: azureml:e:1\ncompute: azureml:c\n`
  return `${head}inputs:\n${inputs.join('')}tags:\n${tags.join('')}`
}

function toRest(job: JobSpec) {
  const inputUris = Object.fromEntries(
    unresolvedReferences(job).flatMap((reference) => (reference.at === 'input' ? [[reference.key, 'uri']] : [])),
  )
  return jobToRest(job, { workspace, codeId: 'id', environmentId: 'id', inputUris })
}

/** Median and 95th percentile of the milliseconds of one step. */
function timesOf(step: (keyStroke: number) => void): string {
  const times = Array.from({ length: keyStrokes }, (_, keyStroke) => {
    const begun = performance.now()
    step(keyStroke)
    return performance.now() - begun
  }).toSorted((a, b) => a - b)
  const at = (share: number) => (times[Math.floor(keyStrokes * share)] ?? 0).toFixed(1)
  return `${at(0.5)} ms, 95 %: ${at(0.95)} ms`
}

/** Each key stroke is another text, as it is while somebody types. */
export function benchYaml(): BenchRow[] {
  const text = longJob()
  const lines = text.trimEnd().split('\n').length
  const typed = (keyStroke: number) => text.replace('train.py', `train${keyStroke}.py`)
  const validate = timesOf((keyStroke) => {
    const parsed = parseJob(typed(keyStroke))
    if (!parsed.ok) throw new Error(parsed.problems[0]?.message)
    toRest(parsed.value)
  })
  const edit = timesOf((keyStroke) => {
    const edits = setValue(text, ['inputs', 'i30', 'mode'], `m${keyStroke}`)
    if (!edits) throw new Error('There is no edit.')
    applyEdits(text, edits)
  })
  return [
    { what: `YAML: ${lines} lines validated and converted`, measured: validate, budget: '≤ 20 ms' },
    { what: `YAML: one field of them edited`, measured: edit, budget: '≤ 20 ms' },
  ]
}
