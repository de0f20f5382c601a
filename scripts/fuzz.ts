/**
 * Feeds broken and hostile input by the hundred thousand: `npm run fuzz -- --count 100000 --seed 1` does all there is,
 * `npm run fuzz -- log` one of `yaml`, `log` and `series`. Ends with 1 when any input does harm. An input is known by its seed,
 * which is printed.
 */
import { parseArgs } from 'node:util'
import { checkLog } from '../src/lib/log/testing/hostile-log.ts'
import { hostileSeries } from '../src/lib/series/testing/hostile-series.ts'
import { checkSeries } from '../src/lib/series/testing/series-case.ts'
import { seededRandom } from '../src/domain/job-spec/testing/mutate.ts'
import { fuzzYaml } from './fuzz-yaml.ts'

/** Makes one input of a seed and checks what becomes of it. @throws when it does harm */
type FuzzCase = (seed: number) => void | Promise<void>

const targets: Readonly<Record<string, () => FuzzCase>> = {
  yaml: fuzzYaml,
  // Whether a log reads the same wherever its ranges were cut.
  log: () => (seed) => checkLog(seededRandom(seed)),
  // Whether a frame of a series shows what a plain reading of its points does.
  series: () => (seed) => checkSeries(hostileSeries(seededRandom(seed))),
}

const { values, positionals } = parseArgs({
  options: { count: { type: 'string' }, seed: { type: 'string' } },
  allowPositionals: true,
})
const count = Number(values.count ?? 100_000)
const firstSeed = Number(values.seed ?? 1)
const unknown = positionals.filter((name) => !Object.hasOwn(targets, name))
if (unknown.length > 0) {
  process.stderr.write(`There is no “${unknown.join(', ')}” to fuzz. There are: ${Object.keys(targets).join(', ')}.\n`)
  process.exit(2)
}

/** @returns how many inputs did harm */
async function fuzz(name: string, check: FuzzCase): Promise<number> {
  let failures = 0
  let slowestMs = 0
  const begun = performance.now()
  for (let seed = firstSeed; seed < firstSeed + count; seed += 1) {
    const started = performance.now()
    try {
      // oxlint-disable-next-line no-await-in-loop -- one after the other, so that each can be timed
      await check(seed)
    } catch (error) {
      failures += 1
      process.stdout.write(
        `${name}, seed ${seed}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`,
      )
    }
    slowestMs = Math.max(slowestMs, performance.now() - started)
  }
  const seconds = ((performance.now() - begun) / 1000).toFixed(0)
  const facts = [`${count} inputs from seed ${firstSeed}`, `${failures} failures`, `slowest ${slowestMs.toFixed(0)} ms`]
  process.stdout.write(`${name}: ${facts.join(', ')}, ${seconds} s\n`)
  return failures
}

for (const [name, prepare] of Object.entries(targets)) {
  if (positionals.length > 0 && !positionals.includes(name)) continue
  // oxlint-disable-next-line no-await-in-loop -- side by side they would slow each other down
  if ((await fuzz(name, prepare())) > 0) process.exitCode = 1
}
