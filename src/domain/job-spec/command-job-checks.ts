import { jobNameRule, nameProblem } from '../names.ts'
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

const expression = /\$\{\{(inputs|outputs)\.([\w.-]+)\}\}/g
/** `$[[--x ${{inputs.x}}]]` may name an input that is not there. The CLI knows it in this form only. */
const optionalInput = /\[[\w.\s-]*\$\{\{inputs\.([\w.-]+)\}\}\]/g
const singleBraces = /(?<![{$])\{((?:inputs|outputs|search_space)\.[^}]*)\}(?!\})/g

/** `{inputs.x}`, an old form, as `${{inputs.x}}`. */
export const withDoubleBraces = (command: string) => command.replaceAll(singleBraces, '${{$1}}')

function checkExpressions(
  { command, inputs = {}, outputs = {} }: Partial<CommandJobSpec>,
  root: YamlMap,
  text: string,
  log: ProblemLog,
) {
  if (command === undefined) return
  const optional = new Set(command.matchAll(optionalInput).map((match) => match[1]))
  // Folding and quotes make the source differ from the value, but never within an expression.
  const spanOf = (part: string): Span => {
    const whole = spanAt(root, ['command'])
    const from = text.indexOf(part, whole.from)
    return from === -1 || from >= whole.to ? whole : { from, to: from + part.length }
  }
  for (const [whole, kind, name] of new Set(command.matchAll(expression))) {
    if (name === undefined) continue
    if (kind === 'inputs' && !Object.hasOwn(inputs, name) && !optional.has(name)) {
      const guess = nearest(name, Object.keys(inputs))
      log.error(
        spanOf(whole),
        ['command'],
        `There is no input “${name}”.${guess ? ` Did you mean “${guess}”?` : ' Declare it under “inputs”.'}`,
      )
    }
    if (kind === 'outputs' && !Object.hasOwn(outputs, name)) {
      log.warning(spanOf(whole), ['command'], `There is no output “${name}”. Declare it under “outputs”.`)
    }
  }
  for (const [whole, inner] of command.matchAll(singleBraces)) {
    log.warning(spanOf(whole), ['command'], `Single braces are an old form. Write \${{${inner}}}.`)
  }
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
