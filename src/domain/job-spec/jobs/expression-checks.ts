import { expressionsOf, optionalInputsOf, singleBracesOf } from './command-expressions.ts'
import type { Expression } from './command-expressions.ts'
import { declaredKeys } from './job-checks.ts'
import type { CheckedFile } from './job-checks.ts'
import { nearest } from '../problems.ts'
import type { Fix, Path, Span } from '../problems.ts'
import { spanAt } from '../yaml/yaml-tree.ts'

/** What a kind of expression stands for; the kind is also the key of the file under which it is declared. */
const declaredThing: Record<Expression['kind'], string> = {
  inputs: 'input',
  outputs: 'output',
  search_space: 'search space entry',
}

/**
 * Names in the `${{…}}` of a command against what is declared. The CLI checks inputs alone.
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
  const { log } = file
  const optional = optionalInputsOf(command)
  const seen = new Set<string>()
  for (const expression of expressionsOf(command)) {
    const { kind, name, source } = expression
    const declared = declaredKeys(file, kind)
    const key = declaredKeyOf(expression)
    if (!kinds.includes(kind) || declared.includes(key) || seen.has(source)) continue
    seen.add(source)
    const guess = nearest(key, declared)
    const hint = guess ? `Did you mean “${guess}”?` : `Declare it under “${kind}”.`
    const message = `There is no ${declaredThing[kind]} “${key}”. ${hint}`
    const { span, isExact } = findSource(source, path, file)
    const fix = guess && isExact ? renameIn(source, key, guess, span) : undefined
    if (kind !== 'inputs') log.warning(span, path, message, fix)
    else if (!optional.has(name)) log.error(span, path, message, fix)
  }
  checkBraces(command, path, file)
}

/** Of a choice between maps, a trial has single values: `${{search_space.model.depth}}`. */
const declaredKeyOf = ({ kind, name }: Expression) => (kind === 'search_space' ? (name.split('.')[0] ?? name) : name)

function checkBraces(command: string, path: Path, file: CheckedFile) {
  for (const { source, inner } of singleBracesOf(command)) {
    const { span, isExact } = findSource(source, path, file)
    const insert = `\${{${inner}}}`
    const fix = isExact ? { title: `Write ${insert}`, edits: [{ ...span, insert }] } : undefined
    file.log.warning(span, path, `Single braces are an old form. Write ${insert}.`, fix)
  }
}

/** Folding and quotes make the source differ from the value, but next to never within an expression. */
function findSource(source: string, path: Path, { root, text }: CheckedFile): { span: Span; isExact: boolean } {
  const whole = spanAt(root, path)
  const from = text.indexOf(source, whole.from)
  const isExact = from !== -1 && from < whole.to
  return { span: isExact ? { from, to: from + source.length } : whole, isExact }
}

function renameIn(source: string, name: string, to: string, span: Span): Fix {
  const from = span.from + source.indexOf(`.${name}`) + 1
  return { title: `Change to “${to}”`, edits: [{ from, to: from + name.length, insert: to }] }
}
