import { z } from 'zod'
import { userError } from '../errors.ts'
import { parseSweepBody, type SweepJobBody } from '../sweeps/sweep-body.ts'
import { meaningful, optional, parseBody, resourceNamePattern, textMap } from '../validate.ts'
import { checkExpressions, checkLayout, commonFields, distribution, resources, timeLimit } from './job-fields.ts'

const commandJob = z.looseObject({
  ...commonFields,
  jobType: z.literal('Command'),
  command: meaningful,
  environmentId: meaningful,
  codeId: optional(z.string().min(1)),
  environmentVariables: optional(textMap),
  limits: optional(z.looseObject({ jobLimitsType: z.literal('Command', 'must be Command'), timeout: timeLimit })),
  resources: optional(resources),
  distribution: optional(distribution),
})

/** The properties of a command job as it was sent, nulls gone. */
export type CommandJobBody = z.infer<typeof commandJob>

/** A job of a type that runs here. */
export type JobBody = CommandJobBody | SweepJobBody

/** @throws ServiceError 400 with target `id` */
export function checkJobName(name: string) {
  if (resourceNamePattern.test(name)) return
  throw userError(
    'InvalidJobName',
    `The job name '${name}' is invalid. It must begin with a letter or a digit and hold nothing but letters, digits, ` +
      'dashes and underscores, 255 characters at most.',
    'id',
  )
}

/**
 * Checks what can be told from the body alone.
 * @throws ServiceError 400 whose target is the path of the field
 */
export function parseJobBody(body: unknown): JobBody {
  const { properties } = parseBody(z.looseObject({ properties: z.looseObject({ jobType: z.string() }) }), body)
  if (properties.jobType === 'Sweep') return parseSweepBody(body)
  if (properties.jobType === 'Command') return parseCommandBody(body)
  throw userError(
    'UnsupportedJobType',
    `The local Azure ML runs jobs of the types Command and Sweep only, not '${properties.jobType}'.`,
    'properties.jobType',
  )
}

function parseCommandBody(body: unknown): CommandJobBody {
  const job = parseBody(z.looseObject({ properties: commandJob }), body).properties
  const known = { inputs: job.inputs ?? {}, outputs: job.outputs ?? {}, search_space: {} }
  checkExpressions(job.command, known, 'properties.command')
  checkLayout(job, 'properties')
  return job
}
