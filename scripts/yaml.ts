/**
 * `npm run --silent yaml -- FILE…`: what Trainyard makes of YAML files, one line of JSON each. The exit code is 1 when
 * a file could not be read; what is wrong inside of one is in its line.
 */
import { reportOn, unreadable } from './yaml-report.ts'

const files = process.argv.slice(2)
if (files.length === 0) {
  console.error('Usage: npm run --silent yaml -- FILE…')
  process.exitCode = 1
}

// npm runs scripts in the folder of package.json; paths are meant from where it was called.
const from = process.env['INIT_CWD'] ?? process.cwd()

function report(file: string) {
  try {
    return reportOn(file, from)
  } catch (error) {
    process.exitCode = 1
    return unreadable(file, error)
  }
}

for (const file of files) console.log(JSON.stringify(report(file)))
