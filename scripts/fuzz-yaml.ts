import { corpusEntries, corpusText } from '../src/domain/job-spec/testing/corpus.ts'
import { checkText } from '../src/domain/job-spec/testing/hostile-text.ts'
import { mutate, seededRandom } from '../src/domain/job-spec/testing/mutate.ts'
import { sampleTexts } from '../src/domain/job-spec/testing/sample-texts.ts'

const longestMs = 200

/** A slow text gets two further chances: what else the machine does is not its fault. */
function slownessOf(text: string): number {
  let best = Infinity
  for (let attempt = 0; attempt < 3 && best > longestMs; attempt += 1) best = Math.min(best, checkText(text))
  return best
}

/** Reads and edits broken YAML. @throws when a text makes the reader fail, or takes it longer than 200 ms */
export function fuzzYaml(): (seed: number) => void {
  const texts = [...sampleTexts, ...corpusEntries().map(corpusText)] as const
  return (seed) => {
    const text = mutate(texts, seededRandom(seed))
    const ms = slownessOf(text)
    if (ms > longestMs) throw new Error(`${ms.toFixed(0)} ms for ${text.length} characters`)
  }
}
