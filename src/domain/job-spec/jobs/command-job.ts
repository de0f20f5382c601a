import { checkCommandJob } from './command-job-checks.ts'
import { commandJobFields } from './command-job-fields.ts'
import type { CommandJobSpec } from './command-job-spec.ts'
import type { YamlValue } from '../yaml/yaml-values.ts'
import type { JobFile } from './job-file.ts'
import type { JsonSchema } from '../format/json-schema.ts'
import { hasErrors } from '../problems.ts'
import type { ParseResult } from '../problems.ts'
import { yamlText } from '../yaml/yaml-text.ts'

/** Reads what a job file of type “command” holds; takes what `az ml job create` takes and refuses what it refuses. */
export function readCommandJob({ root, text, log }: JobFile): ParseResult<CommandJobSpec> {
  const partial: Partial<CommandJobSpec> = commandJobFields.readPartial(root, [], log)
  checkCommandJob(partial, { root, text, log })
  const { command, environment } = partial
  if (hasErrors(log) || command === undefined || environment === undefined) {
    return { ok: false, problems: log.problems, partial }
  }
  return { ok: true, value: { ...partial, command, environment }, warnings: log.problems }
}

const schemaUrl = 'https://azuremlschemas.azureedge.net/latest/commandJob.schema.json'

/** A fresh YAML file for a job: to duplicate one, or to show how one was made. `restOnly` has no place in it. */
export function commandJobToYaml(spec: CommandJobSpec): string {
  // The writer of an object gives an object.
  const written = commandJobFields.write(spec) as Record<string, YamlValue>
  return yamlText({ $schema: schemaUrl, type: 'command', ...written })
}

/** For the editor: completion, hover and snippets. Its verdicts are stricter than the CLI's; `readCommandJob` judges. */
export const commandJobSchema: JsonSchema = {
  $schema: 'http://json-schema.org/draft-07/schema#',
  ...commandJobFields.jsonSchema,
}
