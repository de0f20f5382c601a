import { jobNameRule, nameProblem } from '../../names.ts'
import { isLiteral } from './command-job-spec.ts'
import type { JobBase, JobResources, JobRun } from './command-job-spec.ts'
import type { Path, ProblemLog } from '../problems.ts'
import { codeReference, computeReference, dataPathReference } from '../references.ts'
import { spanAt } from '../yaml/yaml-tree.ts'
import type { YamlMap } from '../yaml/yaml-tree.ts'

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
