import { jobNameRule, nameProblem } from '../names.ts'
import { expressionsOf, optionalInputsOf, singleBracesOf } from './command-expressions.ts'
import { isLiteral } from './command-job-spec.ts'
import type { CommandJobSpec } from './command-job-spec.ts'
import type { Path, ProblemLog, Span } from './problems.ts'
import { nearest } from './problems.ts'
import { codeReference, computeReference, dataPathReference } from './references.ts'
import { spanAt } from './yaml-tree.ts'
import type { YamlMap } from './yaml-tree.ts'

/** Rules that span several keys, or that the service adds to those of the CLI. The latter are warnings. */
export function checkCommandJob(spec: Partial<CommandJobSpec>, root: YamlMap, text: string, log: ProblemLog) {
  checkExpressions(spec, root, text, log)
  checkReferences(spec, root, log)
  checkServiceRules(spec, root, log)
}

function checkExpressions({ command }: Partial<CommandJobSpec>, root: YamlMap, text: string, log: ProblemLog) {
  if (command === undefined) return
  const declared = { inputs: keysOf(root, 'inputs'), outputs: keysOf(root, 'outputs') }
  const optional = optionalInputsOf(command)
  // Folding and quotes make the source differ from the value, but never within an expression.
  const spanOf = (part: string): Span => {
    const whole = spanAt(root, ['command'])
    const from = text.indexOf(part, whole.from)
    return from === -1 || from >= whole.to ? whole : { from, to: from + part.length }
  }
  const seen = new Set<string>()
  for (const { kind, name, source } of expressionsOf(command)) {
    if (declared[kind].includes(name) || seen.has(source)) continue
    seen.add(source)
    const guess = nearest(name, declared[kind])
    const hint = guess ? `Did you mean “${guess}”?` : `Declare it under “${kind}”.`
    if (kind === 'outputs') log.warning(spanOf(source), ['command'], `There is no output “${name}”. ${hint}`)
    else if (!optional.has(name)) log.error(spanOf(source), ['command'], `There is no input “${name}”. ${hint}`)
  }
  for (const { source, inner } of singleBracesOf(command)) {
    log.warning(spanOf(source), ['command'], `Single braces are an old form. Write \${{${inner}}}.`)
  }
}

/** What is declared counts, even if its value has a problem of its own. */
function keysOf(root: YamlMap, key: string): string[] {
  const value = root.entries.get(key)?.value
  return value?.kind === 'map' ? [...value.entries.keys()] : []
}

function checkReferences(
  { code, compute, inputs = {}, outputs = {} }: Partial<CommandJobSpec>,
  root: YamlMap,
  log: ProblemLog,
) {
  const codeIs = code === undefined ? undefined : codeReference(code)
  if (codeIs?.kind === 'invalid') log.error(spanAt(root, ['code']), ['code'], codeIs.reason)
  if (computeReference(compute).kind === 'local') {
    log.error(
      spanAt(root, ['compute']),
      ['compute'],
      '“local” runs on the Docker of the machine the CLI is called on. Choose a compute, or leave it out.',
    )
  }
  for (const [key, input] of Object.entries(inputs)) {
    const reference = isLiteral(input) ? undefined : dataPathReference(input.path)
    const path = ['inputs', key, 'path']
    if (reference?.kind === 'invalid') log.error(spanAt(root, path), path, reference.reason)
  }
  for (const [key, { name, version }] of Object.entries(outputs)) {
    const path = ['outputs', key, 'version']
    if (version !== undefined && name === undefined)
      log.error(spanAt(root, path), path, 'A version needs a “name” beside it.')
  }
}

function checkServiceRules({ name, resources, limits }: Partial<CommandJobSpec>, root: YamlMap, log: ProblemLog) {
  const warn = (path: Path, message: string) => log.warning(spanAt(root, path), path, message)
  const badName = name === undefined ? undefined : nameProblem(name, jobNameRule)
  if (badName) warn(['name'], badName)
  const { instanceCount, shmSize } = resources ?? {}
  if (instanceCount !== undefined && instanceCount < 1)
    warn(['resources', 'instance_count'], 'A job needs at least 1 node.')
  if (shmSize !== undefined && !/^0*[1-9]\d*[bkmg]$/i.test(shmSize)) {
    warn(['resources', 'shm_size'], 'The service wants a whole number and b, k, m or g, e.g. “2g”.')
  }
  const timeout = limits?.timeoutSeconds
  if (timeout !== undefined && timeout <= 0)
    warn(['limits', 'timeout'], 'A timeout of 0 or less is not sent: the job has no limit.')
}
