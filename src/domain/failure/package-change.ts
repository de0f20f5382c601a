import { applyEdits } from '../../lib/text-edit.ts'
import { setBlock } from '../job-spec/yaml/edit-block.ts'
import { parseYaml } from '../job-spec/yaml/yaml-tree.ts'
import { toRecord } from '../job-spec/yaml/yaml-values.ts'
import { changed, waysOf, wayTo, type JobText, type Ways } from './changed-yaml.ts'
import { newCondaFile, withPipPackage } from './conda-package.ts'

/** What of an environment's version a copy of it needs. */
export type EnvironmentContent = Readonly<{
  image?: string | undefined
  /** The text of its conda file. */
  condaFile?: string | undefined
  /** Whether a Dockerfile makes it. */
  isBuilt: boolean
}>

/**
 * A package more in the environment: its version stays as it is, so the job brings a copy of it with one more line.
 * Where there is none to copy, pip can still run before the command.
 */
export function waysToAddPackage(job: JobText, packageName: string, environment: EnvironmentContent | undefined): Ways {
  const { run, at } = job
  const command = at([...run, 'command'])
  const install =
    typeof command === 'string'
      ? wayTo(
          'When the job starts',
          'pip installs it before the command, each time',
          installing(job, packageName, command),
        )
      : undefined
  if (!environment || environment.isBuilt || environment.image === undefined) {
    return waysOf([install], 'The job has no environment that could be changed here.')
  }
  const { image, condaFile } = environment
  if (condaFile === undefined) {
    const note = `${image} gets a Python of its own, with ${packageName} and nothing else in it`
    return waysOf([
      wayTo('In a conda file of its own', note, withConda(job, image, newCondaFile(packageName))),
      install,
    ])
  }
  const conda = withPipPackage(condaFile, packageName)
  if (conda === condaFile) return waysOf([install])
  const text = conda === undefined ? undefined : withConda(job, image, conda)
  return waysOf([wayTo('In its conda file', 'the same environment with one more line', text), install])
}

/** The environment in place of its name: the same image, and the conda file as it is written. */
function withConda({ text, run }: JobText, image: string, conda: string): string | undefined {
  const yaml = parseYaml(conda)
  if (!yaml.ok) return undefined
  const path = [...run, 'environment']
  // Only in the place of a map can one be written with its comments.
  const withMap = changed(text, [[path, { image, conda_file: toRecord(yaml.root) }]])
  const edits = withMap === undefined ? null : setBlock(withMap, [...path, 'conda_file'], conda)
  return withMap !== undefined && edits ? applyEdits(withMap, edits) : withMap
}

function installing({ text, run }: JobText, packageName: string, command: string): string | undefined {
  const install = `pip install ${packageName}`
  const next = command.trim().includes('\n') ? `${install}\n${command}` : `${install} && ${command}`
  return changed(text, [[[...run, 'command'], next]])
}
