import { checkCommandJob } from './command-job-checks.ts'
import { commandJobFields } from './command-job-fields.ts'
import type { CommandJobSpec } from './command-job-spec.ts'
import type { YamlValue } from './fields.ts'
import type { JsonSchema } from './json-schema.ts'
import { createProblemLog, hasErrors, nearest, replaceBy } from './problems.ts'
import type { ParseResult, ProblemLog } from './problems.ts'
import { yamlText } from './yaml-text.ts'
import { parseYaml } from './yaml-tree.ts'
import type { YamlMap } from './yaml-tree.ts'

/** Reads the YAML of a command job; takes what `az ml job create` takes and refuses what it refuses. */
export function parseCommandJob(text: string): ParseResult<CommandJobSpec> {
  const yaml = parseYaml(text)
  if (!yaml.ok) return yaml
  const log = createProblemLog(text)
  checkType(yaml.root, log)
  const partial: Partial<CommandJobSpec> = commandJobFields.readPartial(yaml.root, [], log)
  checkCommandJob(partial, { root: yaml.root, text, log })
  const { command, environment } = partial
  if (hasErrors(log) || command === undefined || environment === undefined) {
    return { ok: false, problems: log.problems, partial }
  }
  return { ok: true, value: { ...partial, command, environment }, warnings: log.problems }
}

const jobTypes = ['command', 'sweep', 'pipeline', 'automl', 'spark']

/** No type means a command job; `$schema` means nothing; case matters. */
function checkType(root: YamlMap, log: ProblemLog) {
  const type = root.entries.get('type')?.value
  if (!type || (type.kind === 'scalar' && type.value === 'command')) return
  const word = type.kind === 'scalar' ? type.text : ''
  const other = jobTypes.includes(word) ? `This is a ${word} job, not a command job.` : undefined
  const guess = nearest(word, jobTypes)
  const message = other ?? `There is no job type “${word}”.${guess ? ` Did you mean “${guess}”?` : ''}`
  log.error(type, ['type'], message, guess === 'command' ? replaceBy(guess, type) : undefined)
}

const schemaUrl = 'https://azuremlschemas.azureedge.net/latest/commandJob.schema.json'

/** A fresh YAML file for a job: to duplicate one, or to show how one was made. `restOnly` has no place in it. */
export function commandJobToYaml(spec: CommandJobSpec): string {
  // The writer of an object gives an object.
  const written = commandJobFields.write(spec) as Record<string, YamlValue>
  return yamlText({ $schema: schemaUrl, type: 'command', ...written })
}

/** For the editor: completion, hover and snippets. Its verdicts are stricter than the CLI's; parseCommandJob judges. */
export const commandJobSchema: JsonSchema = {
  $schema: 'http://json-schema.org/draft-07/schema#',
  ...commandJobFields.jsonSchema,
}
