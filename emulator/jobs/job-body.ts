import { z } from 'zod'
import { userError } from '../errors.ts'
import { durationMs } from '../iso-duration.ts'
import { knownDataUri } from './data-location.ts'
import { meaningful, optional, parseBody, resourceNamePattern, textMap } from '../validate.ts'
import { requiredReferences } from './expressions.ts'

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

const limits = z.looseObject({
  jobLimitsType: z.literal('Command', 'must be Command'),
  timeout: z
    .string()
    .refine((text) => (durationMs(text) ?? 0) > 0, 'must be an ISO-8601 duration of a second or more, such as PT1H')
    .nullish(),
})

const resources = z.looseObject({
  instanceCount: z.int().min(1).nullish(),
  instanceType: z.string().nullish(),
})

const count = z.int().nullish()
const distribution = z.looseObject({
  distributionType: z.enum(['PyTorch', 'Mpi', 'TensorFlow']),
  processCountPerInstance: count,
  workerCount: count,
  parameterServerCount: count,
})

const commandJob = z.looseObject({
  jobType: z.literal('Command'),
  command: meaningful,
  environmentId: meaningful,
  codeId: optional(z.string().min(1)),
  computeId: optional(z.string().min(1)),
  displayName: optional(z.string()),
  description: optional(z.string()),
  experimentName: optional(z.string().min(1)),
  tags: optional(textMap),
  properties: optional(textMap),
  isArchived: optional(z.boolean()),
  environmentVariables: optional(textMap),
  inputs: optional(z.record(key, input.nullable())),
  outputs: optional(z.record(key, output.nullable())),
  limits: optional(limits),
  resources: optional(resources),
  distribution: optional(distribution),
})

/** The properties of a command job as it was sent, nulls gone. */
export type CommandJobBody = z.infer<typeof commandJob>

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
export function parseJobBody(body: unknown): CommandJobBody {
  const { properties } = parseBody(z.looseObject({ properties: z.looseObject({ jobType: z.string() }) }), body)
  if (properties.jobType !== 'Command') {
    throw userError(
      'UnsupportedJobType',
      `The local Azure ML runs jobs of the type Command only, not '${properties.jobType}'.`,
      'properties.jobType',
    )
  }
  const job = parseBody(z.looseObject({ properties: commandJob }), body).properties
  checkReferences(job)
  checkOneProcess(job)
  return job
}

function checkReferences({ command, inputs, outputs }: CommandJobBody) {
  const known = { inputs: inputs ?? {}, outputs: outputs ?? {} }
  for (const { kind, name } of requiredReferences(command)) {
    if (Object.hasOwn(known[kind], name) && known[kind][name]) continue
    throw userError(
      'InvalidExpression',
      `The command uses \${{${kind}.${name}}}, but the job has no ${kind === 'inputs' ? 'input' : 'output'} '${name}'.`,
      'properties.command',
    )
  }
}

/** A job that asks for more than one process would silently train on one only. */
function checkOneProcess(job: CommandJobBody) {
  if ((job.resources?.instanceCount ?? 1) > 1) {
    throw userError(
      'UnsupportedInstanceCount',
      'The local Azure ML runs a job on one node only; set resources.instanceCount to 1.',
      'properties.resources.instanceCount',
    )
  }
  const { processCountPerInstance, workerCount, parameterServerCount } = job.distribution ?? {}
  const most = Math.max(processCountPerInstance ?? 0, workerCount ?? 0, parameterServerCount ?? 0)
  if (most > 1) {
    throw userError(
      'UnsupportedDistribution',
      'The local Azure ML runs a job in one process only; leave distribution out.',
      'properties.distribution',
    )
  }
}
