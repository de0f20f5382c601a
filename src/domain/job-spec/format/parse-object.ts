import type { ObjectType } from './objects.ts'
import { createProblemLog, hasErrors } from '../problems.ts'
import type { ParseResult, ProblemLog } from '../problems.ts'
import { parseYaml } from '../yaml/yaml-tree.ts'
import type { YamlMap } from '../yaml/yaml-tree.ts'

/**
 * Reads a whole file by its description. `check` adds what the description cannot say: rules that span several keys,
 * and the service's own rules as warnings.
 */
export function parseObject<T extends object>(
  text: string,
  fields: ObjectType<T>,
  check: (partial: Partial<T>, root: YamlMap, log: ProblemLog) => void,
): ParseResult<T> {
  const yaml = parseYaml(text)
  if (!yaml.ok) return yaml
  const log = createProblemLog(text)
  const partial = fields.readPartial(yaml.root, [], log)
  check(partial, yaml.root, log)
  if (hasErrors(log)) return { ok: false, problems: log.problems, partial }
  // A required key that is missing or cannot be used is an error, so there is none.
  return { ok: true, value: partial as T, warnings: log.problems }
}
