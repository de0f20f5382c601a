/**
 * Measures against the budgets: `npm run bench`, or `npm run bench -- yaml` for one of them. Prints a table and writes
 * the same to bench-results.json.
 */
import { writeFileSync } from 'node:fs'
import { benchEmulator, type BenchRow } from '../emulator/testing/bench.ts'
import { benchCharts } from './bench-charts.ts'
import { benchCompare } from './bench-compare.ts'
import { benchLog } from './bench-log.ts'
import { benchSeries } from './bench-series.ts'
import { benchYaml } from './bench-yaml.ts'

const benches: Record<string, () => BenchRow[] | Promise<BenchRow[]>> = {
  yaml: benchYaml,
  emulator: benchEmulator,
  log: benchLog,
  series: benchSeries,
  charts: benchCharts,
  compare: benchCompare,
}

const asked = process.argv.slice(2).filter((argument) => !argument.startsWith('-'))
const unknown = asked.filter((name) => !Object.hasOwn(benches, name))
if (unknown.length > 0) {
  process.stderr.write(
    `There is no benchmark “${unknown.join(', ')}”. There are: ${Object.keys(benches).join(', ')}.\n`,
  )
  process.exit(2)
}

const rows: BenchRow[] = []
for (const [name, bench] of Object.entries(benches)) {
  // oxlint-disable-next-line no-await-in-loop -- side by side they would measure each other
  if (asked.length === 0 || asked.includes(name)) rows.push(...(await bench()))
}
const lines = rows.map(({ what, measured, budget }) => what.padEnd(48) + measured.padEnd(26) + budget)
process.stdout.write(`${lines.join('\n')}\n`)
writeFileSync('bench-results.json', `${JSON.stringify(rows, null, 2)}\n`)
