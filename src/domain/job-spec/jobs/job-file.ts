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

/** Says that jobs of this type are not sent from here, or that there is no such type. */
export function reportType({ root, log, type }: JobFile) {
  // Without the key it would be a command job.
  const node = root.entries.get('type')?.value ?? root
  if (type !== undefined) {
    const message = `This is a ${type} job. It can be looked at here, but only command and sweep jobs can be changed and sent.`
    return log.error(node, ['type'], message)
  }
  const word = node.kind === 'scalar' ? node.text : ''
  const guess = nearest(word, jobTypes)
  const message = `There is no job type “${word}”.${guess ? ` Did you mean “${guess}”?` : ''}`
  log.error(node, ['type'], message, guess === undefined ? undefined : replaceBy(guess, node))
}
