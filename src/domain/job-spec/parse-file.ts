import { parseCompute } from './computes/compute-file.ts'
import { parseData } from './assets/data-asset.ts'
import { detectKind, isCompute, kindName } from './detect-kind.ts'
import type { YamlKind } from './detect-kind.ts'
import { parseEnvironment } from './assets/environment-asset.ts'
import { parseJob } from './jobs/job.ts'
import { parseModel } from './assets/model-asset.ts'
import { createProblemLog } from './problems.ts'
import type { ParseResult } from './problems.ts'
import type { SpecFile } from './spec-file.ts'
import { isSweep } from './jobs/sweep-job-spec.ts'
import type { JobSpec } from './jobs/sweep-job-spec.ts'
import { parseYaml } from './yaml/yaml-tree.ts'

/** A file with its kind. `result` holds its content for the kinds that Trainyard sends, else the reason why not. */
export type ParsedFile = Readonly<{ kind: YamlKind | undefined; result: ParseResult<SpecFile> }>

/**
 * Reads a YAML file of any kind.
 * @param path of the file, with forward slashes, where there is one: it tells the kind when nothing else does
 */
export function parseSpecFile(text: string, path = ''): ParsedFile {
  const kind = detectKind(text, path)
  return { kind, result: parseKind(kind, text) }
}

function parseKind(kind: YamlKind | undefined, text: string): ParseResult<SpecFile> {
  if (kind === undefined) {
    return refuse(text, 'Nothing here tells what this file describes. A job has a “command”, other files a “type”.')
  }
  if (kind === 'command' || kind === 'sweep') return mapResult(parseJob(text), asJobFile)
  if (kind === 'data') return mapResult(parseData(text), (spec) => ({ kind, spec }))
  if (kind === 'environment') return mapResult(parseEnvironment(text), (spec) => ({ kind, spec }))
  if (kind === 'model') return mapResult(parseModel(text), (spec) => ({ kind, spec }))
  if (isCompute(kind)) {
    const result = parseCompute(text)
    if (!result.ok) return { ok: false, problems: result.problems }
    if (result.value.kind === 'amlcompute') return { ok: true, value: result.value, warnings: result.warnings }
  }
  return refuse(text, notSent(kind))
}

/** Why a file is only shown: “This is a pipeline job. Trainyard shows it, and does not submit it.” */
export const notSent = (kind: YamlKind): string => {
  const verb = kindName(kind).endsWith(' job') ? 'submit' : 'create'
  return `This is ${kindName(kind)}. Trainyard shows it, and does not ${verb} it.`
}

const asJobFile = (spec: JobSpec): SpecFile => (isSweep(spec) ? { kind: 'sweep', spec } : { kind: 'command', spec })

function mapResult<A, B>(result: ParseResult<A>, change: (value: A) => B): ParseResult<B> {
  return result.ok
    ? { ok: true, value: change(result.value), warnings: result.warnings }
    : { ok: false, problems: result.problems }
}

/** One problem, at the type where there is one; a text that is no YAML has problems of its own. */
function refuse(text: string, message: string): ParseResult<never> {
  const yaml = parseYaml(text)
  if (!yaml.ok) return yaml
  const log = createProblemLog(text)
  const type = yaml.root.entries.get('type')?.value
  if (type) log.error(type, ['type'], message)
  else log.error(yaml.root, [], message)
  return { ok: false, problems: log.problems }
}
