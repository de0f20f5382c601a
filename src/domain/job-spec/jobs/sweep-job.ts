import type { YamlValue } from '../yaml/yaml-values.ts'
import type { JsonSchema } from '../format/json-schema.ts'
import type { JobFile } from './job-file.ts'
import { hasErrors } from '../problems.ts'
import type { ParseResult } from '../problems.ts'
import { checkSweepJob } from './sweep-job-checks.ts'
import { sweepJobFields } from './sweep-job-fields.ts'
import type { SweepJobSpec } from './sweep-job-spec.ts'
import { yamlText } from '../yaml/yaml-text.ts'

/** Reads what a job file of type “sweep” holds; takes what `az ml job create` takes and refuses what it refuses. */
export function readSweepJob(file: JobFile): ParseResult<SweepJobSpec> {
  const { root, log } = file
  const partial: Partial<SweepJobSpec> = sweepJobFields.readPartial(root, [], log)
  checkSweepJob(partial, file)
  const { trial, objective, limits } = partial
  if (hasErrors(log) || !trial || !objective || !limits) return { ok: false, problems: log.problems, partial }
  return { ok: true, value: { ...partial, trial, objective, limits }, warnings: log.problems }
}

const schemaUrl = 'https://azuremlschemas.azureedge.net/latest/sweepJob.schema.json'

/** A fresh YAML file for a sweep. `restOnly` has no place in it. */
export function sweepJobToYaml(spec: SweepJobSpec): string {
  // The writer of an object gives an object.
  const written = sweepJobFields.write(spec) as Record<string, YamlValue>
  return yamlText({ $schema: schemaUrl, type: 'sweep', ...written })
}

/** For the editor: completion, hover and snippets. Its verdicts are stricter than the CLI's; `readSweepJob` judges. */
export const sweepJobSchema: JsonSchema = {
  $schema: 'http://json-schema.org/draft-07/schema#',
  ...sweepJobFields.jsonSchema,
  required: ['type', ...(sweepJobFields.jsonSchema.required ?? [])],
}
