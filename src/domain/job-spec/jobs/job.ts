import { commandJobFromRest } from './command-job-from-rest.ts'
import { isLiteral } from './command-job-spec.ts'
import { commandJobToRest } from './command-job-to-rest.ts'
import type { CommandJobBody } from './command-job-to-rest.ts'
import { commandJobSchema, commandJobToYaml, readCommandJob } from './command-job.ts'
import { openJobFile, reportType } from './job-file.ts'
import type { JobFile } from './job-file.ts'
import { readJob } from './job-parts-from-rest.ts'
import { assetTypeOf } from './job-parts-to-rest.ts'
import type { Resolution, UnresolvedReference } from './job-resolution.ts'
import type { JsonSchema } from '../format/json-schema.ts'
import type { ParseResult } from '../problems.ts'
import { codeReference, dataPathReference, environmentReference } from '../references.ts'
import { sweepJobFromRest } from './sweep-job-from-rest.ts'
import { isSweep } from './sweep-job-spec.ts'
import type { JobSpec } from './sweep-job-spec.ts'
import { sweepJobToRest } from './sweep-job-to-rest.ts'
import type { SweepJobBody } from './sweep-job-to-rest.ts'
import { readSweepJob, sweepJobSchema, sweepJobToYaml } from './sweep-job.ts'
import { lineStart } from '../yaml/yaml-places.ts'

/** Reads the YAML of a job that can be sent from here: a command or a sweep. Others give one problem, at their `type`. */
export function parseJob(text: string): ParseResult<JobSpec> {
  const opened = openJobFile(text)
  if (!opened.ok) return opened
  const { file } = opened
  const { root, log, type } = file
  if (type === 'sweep') return readSweepJob(file)
  if (type !== 'command') reportType(file)
  else if (!root.entries.has('command') && root.entries.has('trial')) reportUntypedSweep(file)
  else return readCommandJob(file)
  return { ok: false, problems: log.problems }
}

/** To the CLI, this is a command job of which next to nothing is right. */
function reportUntypedSweep({ root, text, log }: JobFile) {
  const message = 'A job without “type” is a command job, and here is no “command”. For a sweep, add “type: sweep”.'
  const indent = text.slice(lineStart(text, root.from), root.from)
  const canInsert = /^ *$/.test(indent) && text[root.from] !== '{'
  const edits = [{ from: root.from, to: root.from, insert: `type: sweep\n${indent}` }]
  log.error(root, ['command'], message, canInsert ? { title: 'Add “type: sweep”', edits } : undefined)
}

/** A fresh YAML file for a job. `restOnly` has no place in it. */
export const jobToYaml = (job: JobSpec): string => (isSweep(job) ? sweepJobToYaml(job) : commandJobToYaml(job))

/**
 * The body of `PUT jobs/{name}`, as the CLI sends it.
 * @throws Error when the resolution lacks something `unresolvedReferences` asked for: a mistake of the caller
 */
export const jobToRest = (job: JobSpec, resolution: Resolution): { properties: CommandJobBody | SweepJobBody } =>
  isSweep(job) ? sweepJobToRest(job, resolution) : commandJobToRest(job, resolution)

/** The spec behind a job from the service; undefined for kinds of jobs that have no spec here, such as pipelines. */
export function jobFromRest(resource: object): JobSpec | undefined {
  const jobType = readJob(resource).properties.text('jobType')
  if (jobType === 'Command') return commandJobFromRest(resource)
  return jobType === 'Sweep' ? sweepJobFromRest(resource) : undefined
}

// The snippets are for an empty file, which tells neither kind.
const { defaultSnippets: commandSnippets = [], ...commandRest } = commandJobSchema
const { defaultSnippets: sweepSnippets = [], ...sweepRest } = sweepJobSchema

/** For the editor: completion, hover and snippets for both kinds of jobs, told apart by their `type`. */
export const jobSchema: JsonSchema = {
  $schema: 'http://json-schema.org/draft-07/schema#',
  type: 'object',
  if: { properties: { type: { const: 'sweep' } }, required: ['type'] },
  // oxlint-disable-next-line unicorn/no-thenable -- JSON Schema's own word; nobody awaits a schema
  then: sweepRest,
  else: commandRest,
  properties: {
    type: {
      enum: ['command', 'sweep'],
      markdownEnumDescriptions: ['One run of one command.', 'Many runs of one command over a search space.'],
    },
  },
  defaultSnippets: [...commandSnippets, ...sweepSnippets],
}

/** All that `jobToRest` needs in its resolution, in the order of the YAML reference. */
export function unresolvedReferences(job: JobSpec): UnresolvedReference[] {
  const { code, environment } = isSweep(job) ? job.trial : job
  const found: UnresolvedReference[] = []
  const codeIs = code === undefined ? undefined : codeReference(code)
  if (codeIs?.kind === 'local') found.push({ at: 'code', kind: 'local', path: codeIs.path })
  if (codeIs?.kind === 'url') found.push({ at: 'code', kind: 'url', path: codeIs.url })

  if (typeof environment === 'string') {
    const reference = environmentReference(environment)
    if (reference.kind === 'latest' || reference.kind === 'file') found.push({ at: 'environment', ...reference })
  } else found.push({ at: 'environment', kind: 'inline', environment })

  for (const [key, input] of Object.entries(job.inputs ?? {})) {
    if (isLiteral(input)) continue
    const { type, datastore = 'workspaceblobstore' } = input
    const reference = dataPathReference(input.path)
    if (reference.kind === 'latest') {
      found.push({ at: 'input', key, assetType: assetTypeOf(type), ...reference })
    } else if (reference.kind === 'local') {
      found.push({ at: 'input', key, type, datastore, ...reference })
    }
  }
  return found
}
