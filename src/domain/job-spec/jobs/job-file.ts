import type { CheckedFile } from './job-checks.ts'
import { createProblemLog, nearest, replaceBy } from '../problems.ts'
import type { Problem } from '../problems.ts'
import { parseYaml } from '../yaml/yaml-tree.ts'

const jobTypes = ['command', 'sweep', 'pipeline', 'automl', 'spark', 'import', 'finetuning', 'distillation'] as const
type JobType = (typeof jobTypes)[number]

/** A job's file, opened. No `type` means a command job, `$schema` means nothing, and case matters. */
export type JobFile = CheckedFile & Readonly<{ type: JobType | undefined }>

/** The file as YAML. Its type is undefined when the word in it is none of the CLI's. */
export function openJobFile(text: string): { ok: true; file: JobFile } | { ok: false; problems: readonly Problem[] } {
  const yaml = parseYaml(text)
  if (!yaml.ok) return yaml
  const { root } = yaml
  const node = root.entries.get('type')?.value
  const word = node?.kind === 'scalar' && node.type === 'string' ? node.value : undefined
  const type = node ? jobTypes.find((known) => known === word) : 'command'
  return { ok: true, file: { root, text, log: createProblemLog(text), type } }
}

/** Says that the type is not the one wanted, or none that can be read here. */
export function reportType({ root, log, type }: JobFile, wanted?: JobType) {
  const node = root.entries.get('type')?.value
  if (!node) return log.error(root, ['type'], `The key “type” is missing. It must be “${wanted}”.`)
  const word = node.kind === 'scalar' ? node.text : ''
  const guess = nearest(word, jobTypes)
  const fix = guess === undefined || (wanted && guess !== wanted) ? undefined : replaceBy(guess, node)
  const unknown = `There is no job type “${word}”.${guess ? ` Did you mean “${guess}”?` : ''}`
  if (type === undefined) return log.error(node, ['type'], unknown, fix)
  const known = wanted
    ? `This is a ${type} job, not a ${wanted} job.`
    : `This is a ${type} job. It can be looked at here, but only command and sweep jobs can be changed and sent.`
  log.error(node, ['type'], known)
}
