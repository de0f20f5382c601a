import { z } from 'zod'
import { userError } from '../errors.ts'
import { durationMs } from '../iso-duration.ts'
import { optional, textMap } from '../validate.ts'
import { knownDataUri } from './data-location.ts'
import { type Asked, mostProcesses, processCount } from './distribution.ts'
import { requiredReferences, type Reference } from './expressions.ts'

const keyPattern = /^[a-zA-Z_]\w*$/

const key = z.string().regex(keyPattern, 'must be made of letters, digits and underscores, and not begin with a digit')

const dataTypes = ['uri_file', 'uri_folder', 'mltable', 'custom_model', 'mlflow_model', 'triton_model'] as const

const dataInput = z.looseObject({
  jobInputType: z.enum(dataTypes),
  uri: z
    .string()
    .min(1)
    .refine(knownDataUri, 'is no address of data: azureml://, azureml:name:version, an ARM id or https://'),
  mode: z.enum(['ReadOnlyMount', 'ReadWriteMount', 'Download', 'Direct', 'EvalMount', 'EvalDownload']).nullish(),
})
const literalInput = z.looseObject({ jobInputType: z.literal('literal'), value: z.string().min(1) })
const input = z.discriminatedUnion('jobInputType', [literalInput, dataInput])

const output = z.looseObject({
  jobOutputType: z.enum(dataTypes),
  uri: z.string().min(1).nullish(),
  mode: z.enum(['ReadWriteMount', 'Upload', 'Direct']).nullish(),
})

/** What jobs of every type have. */
export const commonFields = {
  computeId: optional(z.string().min(1)),
  displayName: optional(z.string()),
  description: optional(z.string()),
  experimentName: optional(z.string().min(1)),
  tags: optional(textMap),
  properties: optional(textMap),
  isArchived: optional(z.boolean()),
  inputs: optional(z.record(key, input.nullable())),
  outputs: optional(z.record(key, output.nullable())),
}

/** A time limit of a job. */
export const timeLimit = z
  .string()
  .refine((text) => (durationMs(text) ?? 0) > 0, 'must be an ISO-8601 duration of a second or more, such as PT1H')
  .nullish()

export const resources = z.looseObject({
  instanceCount: z.int().min(1).nullish(),
  instanceType: z.string().nullish(),
})

const count = z.int().min(1).nullish()
export const distribution = z.looseObject({
  // Ray is not in the specification of 2025-09-01, but in newer ones, and Microsoft's client sends it.
  distributionType: z.enum(['PyTorch', 'Mpi', 'TensorFlow', 'Ray']),
  processCountPerInstance: count,
  workerCount: count,
  parameterServerCount: z.int().min(0).nullish(),
})

/**
 * Checks that a job's processes can all run on this machine.
 * @param at path of what holds `resources` and `distribution`
 * @throws ServiceError 400
 */
export function checkLayout(job: Asked, at: string) {
  const processes = processCount(job)
  if (processes <= mostProcesses) return
  throw userError(
    'TooManyProcesses',
    `This job would start ${processes} processes. The local Azure ML starts ${mostProcesses} at most, since all of them run on this machine.`,
    job.distribution ? `${at}.distribution` : `${at}.resources.instanceCount`,
  )
}

const sectionNames: Readonly<Record<Reference['kind'], string>> = {
  inputs: 'input',
  outputs: 'output',
  search_space: 'parameter in its search space',
}

/**
 * Checks that a command uses nothing that its job does not have.
 * @param known what the job has, by section
 * @throws ServiceError 400 with `target`
 */
export function checkExpressions(
  command: string,
  known: Readonly<Record<Reference['kind'], Readonly<Record<string, unknown>>>>,
  target: string,
) {
  for (const { kind, name } of requiredReferences(command)) {
    if (Object.hasOwn(known[kind], name) && known[kind][name]) continue
    throw userError(
      'InvalidExpression',
      `The command uses \${{${kind}.${name}}}, but the job has no ${sectionNames[kind]} '${name}'.`,
      target,
    )
  }
}
