/**
 * Reads and edits broken YAML by the hundred thousand: `npm run fuzz -- --count 100000 --seed 1`. Ends with 1 when a
 * text makes the reader fail, or takes it longer than 200 ms. A text is known by its seed, which is printed.
 */
import { parseArgs } from 'node:util'
import { corpusEntries, corpusText } from '../src/domain/job-spec/testing/corpus.ts'
import { checkText } from '../src/domain/job-spec/testing/hostile-text.ts'
import { mutate, seededRandom } from '../src/domain/job-spec/testing/mutate.ts'
import { sampleTexts } from '../src/domain/job-spec/testing/sample-texts.ts'

const { values } = parseArgs({ options: { count: { type: 'string' }, seed: { type: 'string' } } })
const count = Number(values.count ?? 100_000)
const firstSeed = Number(values.seed ?? 1)
const longestMs = 200

const texts = [...sampleTexts, ...corpusEntries().map(corpusText)] as const
let failures = 0
let slowestMs = 0
const begun = performance.now()

/** A slow text gets two further chances: what else the machine does is not its fault. */
function slownessOf(text: string): number {
  let best = Infinity
  for (let attempt = 0; attempt < 3 && best > longestMs; attempt += 1) best = Math.min(best, checkText(text))
  return best
}

for (let seed = firstSeed; seed < firstSeed + count; seed += 1) {
  const text = mutate(texts, seededRandom(seed))
  try {
    const ms = slownessOf(text)
    slowestMs = Math.max(slowestMs, ms)
    if (ms <= longestMs) continue
    process.stdout.write(`seed ${seed}: ${ms.toFixed(0)} ms for ${text.length} characters\n`)
  } catch (error) {
    process.stdout.write(`seed ${seed}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`)
  }
  failures += 1
}

const seconds = ((performance.now() - begun) / 1000).toFixed(0)
const facts = [`${count} texts from seed ${firstSeed}`, `${failures} failures`, `slowest ${slowestMs.toFixed(0)} ms`]
process.stdout.write(`${facts.join(', ')}, ${seconds} s\n`)
process.exitCode = failures > 0 ? 1 : 0
