import { readdirSync, readFileSync, statSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import { isAddress } from '../src/domain/job-spec/assets/asset-fields.ts'
import type { InlineEnvironment } from '../src/domain/job-spec/assets/asset-specs.ts'
import { parseEnvironmentOfJob } from '../src/domain/job-spec/assets/environment-asset.ts'
import { createProblemLog } from '../src/domain/job-spec/problems.ts'
import type { Path, Problem } from '../src/domain/job-spec/problems.ts'
import { codeReference, environmentReference } from '../src/domain/job-spec/references.ts'
import type { SpecFile } from '../src/domain/job-spec/spec-file.ts'
import { isSweep } from '../src/domain/job-spec/jobs/sweep-job-spec.ts'
import type { JobSpec } from '../src/domain/job-spec/jobs/sweep-job-spec.ts'
import { parseYaml, spanAt } from '../src/domain/job-spec/yaml/yaml-tree.ts'

/** Says that something is wrong with what a key refers to; `missing` where it is not there. */
type Report = Readonly<{
  wrong(at: Path, message: string): void
  missing(at: Path, path: string): void
  /** The same for what the CLI looks at only when it uploads. */
  missingAtUpload(at: Path, path: string): void
}>

/**
 * Looks after the local files that a YAML file refers to, relative to itself, as the CLI does while it validates.
 * What is missing is an error, unless the YAML file came alone: then nobody can tell, and it is a warning.
 *
 * @param path absolute, of the file that `file` was read from and `text` is the content of
 */
export function checkLocalFiles(file: SpecFile, text: string, path: string): readonly Problem[] {
  const log = createProblemLog(text)
  const folder = dirname(path)
  const yaml = parseYaml(text)
  if (!yaml.ok) return []
  const spanOf = (at: Path) => spanAt(yaml.root, at)
  const report: Report = {
    wrong: (at, message) => log.error(spanOf(at), at, message),
    missing(at, missing) {
      const message = `There is no “${missing}” beside this file.`
      if (isWorkingFolder(folder)) log.error(spanOf(at), at, message)
      else log.warning(spanOf(at), at, message)
    },
    missingAtUpload: (at, missing) => log.warning(spanOf(at), at, `There is no “${missing}” beside this file.`),
  }
  if (file.kind === 'command' || file.kind === 'sweep') checkJob(file.spec, folder, report)
  if (file.kind === 'environment') checkEnvironment(file.spec, [], folder, report)
  if (file.kind === 'data' || file.kind === 'model') {
    const { path: content } = file.spec
    if (content !== undefined && !isAddress(content) && !exists(folder, content))
      report.missingAtUpload(['path'], content)
  }
  return log.problems
}

function checkJob(job: JobSpec, folder: string, report: Report) {
  const { code, environment } = isSweep(job) ? job.trial : job
  const at = isSweep(job) ? ['trial'] : []
  const codeIs = code === undefined ? undefined : codeReference(code)
  if (codeIs?.kind === 'local' && !exists(folder, codeIs.path)) report.missing([...at, 'code'], codeIs.path)
  const environmentAt = [...at, 'environment']
  if (typeof environment !== 'string') return checkEnvironment(environment, environmentAt, folder, report)
  const reference = environmentReference(environment)
  if (reference.kind === 'file') checkEnvironmentFile(reference.path, environmentAt, folder, report)
}

/** `environment: file:…`: what that file refers to is relative to it, and reported at the reference. */
function checkEnvironmentFile(path: string, at: Path, folder: string, report: Report) {
  const text = readIfThere(folder, path)
  if (text === undefined) return report.missing(at, path)
  const result = parseEnvironmentOfJob(text)
  const atReference: Report = {
    wrong: (_, message) => report.wrong(at, `${path}: ${message}`),
    missing: (_, missing) => report.missing(at, missing),
    missingAtUpload: (_, missing) => report.missingAtUpload(at, missing),
  }
  if (result.ok) checkEnvironment(result.value, [], dirname(resolve(folder, path)), atReference)
  else for (const { line, message } of result.problems) report.wrong(at, `${path}, line ${line}: ${message}`)
}

function checkEnvironment({ condaFile, build }: InlineEnvironment, at: Path, folder: string, report: Report) {
  if (typeof condaFile === 'string') {
    const text = readIfThere(folder, condaFile)
    if (text === undefined) report.missing([...at, 'conda_file'], condaFile)
    else if (!parseYaml(text).ok) report.wrong([...at, 'conda_file'], `“${condaFile}” is no YAML.`)
  }
  if (build && !isAddress(build.path) && !exists(folder, build.path))
    report.missing([...at, 'build', 'path'], build.path)
}

const exists = (folder: string, path: string) =>
  statSync(resolve(folder, path), { throwIfNoEntry: false }) !== undefined

function readIfThere(folder: string, path: string): string | undefined {
  const file = resolve(folder, path)
  return statSync(file, { throwIfNoEntry: false })?.isFile() ? readFileSync(file, 'utf8') : undefined
}

/** Files that describe things; a folder of nothing else is a collection of them, cut off from what they refer to. */
const description = /\.(?:ya?ml|json|md)$/i

const knownFolders = new Map<string, boolean>()

/** Whether a folder or one below it holds anything but descriptions: code, data, a Dockerfile. */
function isWorkingFolder(folder: string): boolean {
  const known = knownFolders.get(folder)
  if (known !== undefined) return known
  const found = readdirSync(folder, { withFileTypes: true }).some((entry) =>
    entry.isDirectory() ? isWorkingFolder(resolve(folder, entry.name)) : !description.test(entry.name),
  )
  knownFolders.set(folder, found)
  return found
}
