import { applyEdits } from '../../../lib/text-edit.ts'
import { parseAmlCompute } from '../computes/aml-compute.ts'
import { removeKey, setValue } from '../yaml/edit-yaml.ts'
import { parseEnvironment } from '../assets/environment-asset.ts'
import { parseJob } from '../jobs/job.ts'
import { parseSpecFile } from '../parse-file.ts'
import type { Problem } from '../problems.ts'
import { parseYaml } from '../yaml/yaml-tree.ts'

/**
 * Does with a text what the editor does with it: reads it as whatever it may be, and edits a field of it.
 * @returns milliseconds of processor time that the slowest step took
 * @throws Error when a step breaks its word: a problem outside of the text, an edit that costs other characters
 */
export function checkText(text: string): number {
  let slowest = 0
  const timed = <T>(step: () => T): T => {
    const begun = process.cpuUsage()
    const result = step()
    const { user, system } = process.cpuUsage(begun)
    slowest = Math.max(slowest, (user + system) / 1000)
    return result
  }
  for (const read of [readFile, parseJob, parseAmlCompute, parseEnvironment]) {
    const result = timed(() => read(text))
    checkProblems(result.ok ? result.warnings : result.problems, text)
  }
  const added = timed(() => setValue(text, ['added_by_us'], 'a value'))
  if (added) checkInsertion(text, added)
  const yaml = parseYaml(text)
  const key = yaml.ok ? [...yaml.root.entries.keys()].at(-1) : undefined
  if (key !== undefined) timed(() => removeKey(text, [key]))
  return slowest
}

const readFile = (text: string) => parseSpecFile(text).result

function checkProblems(problems: readonly Problem[], text: string) {
  for (const { from, to, line, column, message } of problems) {
    if (from < 0 || to < from || to > text.length || line < 1 || column < 1 || message === '')
      throw new Error(`A problem is nowhere: ${JSON.stringify({ from, to, line, column, message })}`)
  }
}

/** What is added must be added: with it taken out again the text is what it was. */
function checkInsertion(text: string, edits: NonNullable<ReturnType<typeof setValue>>) {
  if (edits.some(({ from, to }) => from !== to)) throw new Error('A new key replaces something')
  const after = applyEdits(text, edits)
  if (after.length !== text.length + edits.reduce((sum, { insert }) => sum + insert.length, 0))
    throw new Error('Text is lost')
}
