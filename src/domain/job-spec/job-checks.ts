import { jobNameRule, nameProblem } from '../names.ts'
import { expressionsOf, optionalInputsOf, singleBracesOf } from './command-expressions.ts'
import type { Expression } from './command-expressions.ts'
import { isLiteral } from './command-job-spec.ts'
import type { JobBase, JobResources, JobRun } from './command-job-spec.ts'
import { nearest } from './problems.ts'
import type { Path, ProblemLog, Span } from './problems.ts'
import { codeReference, computeReference, dataPathReference } from './references.ts'
import { spanAt } from './yaml-tree.ts'
import type { YamlMap } from './yaml-tree.ts'

/** A job's file while it is checked. */
export type CheckedFile = Readonly<{ root: YamlMap; text: string; log: ProblemLog }>

/** Says that the service, not the CLI, will refuse something, or that it will not do what one may think. */
export const warnAt = ({ root, log }: CheckedFile, path: Path, message: string) =>
  log.warning(spanAt(root, path), path, message)

/** What is declared counts, even if its value has a problem of its own. */
export function declaredKeys({ root }: CheckedFile, key: string): string[] {
  const value = root.entries.get(key)?.value
  return value?.kind === 'map' ? [...value.entries.keys()] : []
}

/** What a kind of expression stands for, and under which key of the file it is declared. */
const declaredThing: Record<Expression['kind'], string> = {
  inputs: 'input',
  outputs: 'output',
  search_space: 'search space entry',
}

/**
 * Names in `${{…}}` against what is declared. Only inputs are checked by the CLI.
 *
 * @param path where the command stands: `command`, or `trial.command` of a sweep
 * @param kinds the kinds of expressions that have a meaning in this job
 */
export function checkExpressions(
  command: string | undefined,
  path: Path,
  kinds: readonly Expression['kind'][],
  file: CheckedFile,
) {
  if (command === undefined) return
  const { root, text, log } = file
  const optional = optionalInputsOf(command)
  // Folding and quotes make the source differ from the value, but never within an expression.
  const spanOf = (part: string): Span => {
    const whole = spanAt(root, path)
    const from = text.indexOf(part, whole.from)
    return from === -1 || from >= whole.to ? whole : { from, to: from + part.length }
  }
  const seen = new Set<string>()
  for (const { kind, name, source } of expressionsOf(command)) {
    const declared = declaredKeys(file, kind)
    // Of a choice between maps, a trial has single values: `${{search_space.model.depth}}`.
    const key = kind === 'search_space' ? (name.split('.')[0] ?? name) : name
    if (!kinds.includes(kind) || declared.includes(key) || seen.has(source)) continue
    seen.add(source)
    const guess = nearest(key, declared)
    const hint = guess ? `Did you mean “${guess}”?` : `Declare it under “${kind}”.`
    const message = `There is no ${declaredThing[kind]} “${key}”. ${hint}`
    const span = spanOf(source)
    const fix = guess ? renameIn(source, key, guess, span) : undefined
    if (kind !== 'inputs') log.warning(span, path, message, fix)
    else if (!optional.has(name)) log.error(span, path, message, fix)
  }
  for (const { source, inner } of singleBracesOf(command)) {
    const span = spanOf(source)
    const title = `Write \${{${inner}}}`
    const edits = [{ from: span.from, to: span.to, insert: `\${{${inner}}}` }]
    log.warning(
      span,
      path,
      `Single braces are an old form. ${title}.`,
      isSource(span, source) ? { title, edits } : undefined,
    )
  }
}

/** Whether a span is that of the expression, rather than of the whole command that it could not be found in. */
const isSource = ({ from, to }: Span, source: string) => to - from === source.length

function renameIn(source: string, name: string, to: string, span: Span) {
  if (!isSource(span, source)) return undefined
  const from = span.from + source.indexOf(`.${name}`) + 1
  return { title: `Change to “${to}”`, edits: [{ from, to: from + name.length, insert: to }] }
}

/** Rules for what is run. `at` is where its keys stand: at the top, or below `trial`. */
export function checkRun({ code, resources }: Partial<JobRun>, at: Path, file: CheckedFile) {
  const { root, log } = file
  const codeIs = code === undefined ? undefined : codeReference(code)
  const path = [...at, 'code']
  if (codeIs?.kind === 'invalid') log.error(spanAt(root, path), path, codeIs.reason)
  checkResources(resources, at, file)
}

export function checkResources({ instanceCount, shmSize }: JobResources = {}, at: Path, file: CheckedFile) {
  if (instanceCount !== undefined && instanceCount < 1) {
    warnAt(file, [...at, 'resources', 'instance_count'], 'A job needs at least 1 node.')
  }
  if (shmSize !== undefined && !/^0*[1-9]\d*[bkmg]$/i.test(shmSize)) {
    const message = 'The service wants a whole number and b, k, m or g, e.g. “2g”.'
    warnAt(file, [...at, 'resources', 'shm_size'], message)
  }
}

/** Rules for what every job has. */
export function checkJobBase({ name, compute, inputs = {}, outputs = {} }: Partial<JobBase>, file: CheckedFile) {
  const { root, log } = file
  const badName = name === undefined ? undefined : nameProblem(name, jobNameRule)
  if (badName) warnAt(file, ['name'], badName)
  const computeIs = computeReference(compute)
  if (computeIs.kind === 'invalid') log.error(spanAt(root, ['compute']), ['compute'], computeIs.reason)
  if (computeIs.kind === 'local') {
    warnAt(
      file,
      ['compute'],
      '“local” is the Docker of the machine the CLI is called on. From here, nothing would run.',
    )
  }
  for (const [key, input] of Object.entries(inputs)) {
    if (isLiteral(input)) continue
    const reference = dataPathReference(input.path)
    const path = ['inputs', key, 'path']
    if (input.path === '') log.error(spanAt(root, path), path, 'The path is empty.')
    if (reference.kind === 'invalid') log.error(spanAt(root, path), path, reference.reason)
  }
  for (const [key, { name: assetName = '', version }] of Object.entries(outputs)) {
    const at = ['outputs', key]
    if (version !== undefined && assetName === '') {
      log.error(spanAt(root, [...at, 'version']), [...at, 'version'], 'A version needs a “name” beside it.')
    }
    if (!/^[\w-]{0,255}$/.test(assetName)) {
      const message = 'A name has up to 255 letters, digits, dashes and underscores.'
      log.error(spanAt(root, [...at, 'name']), [...at, 'name'], message)
    }
  }
}
