import { z } from 'zod'
import { ServiceError } from '../errors.ts'
import { durationMs } from '../iso-duration.ts'
import { optional } from '../validate.ts'

/** 3 to 24 characters, first a letter, no end in `-` and digits; as the api-version 2025-12-01 spells it out. */
const namePattern = /^[a-zA-Z](?![a-zA-Z0-9-]*-\d+$)[a-zA-Z0-9-]{2,23}$/

const scaleSettings = z
  .object({
    maxNodeCount: z.int().min(0),
    minNodeCount: z.int().min(0).default(0),
    nodeIdleTimeBeforeScaleDown: z
      .string()
      .refine((text) => durationMs(text) !== undefined, 'must be an ISO-8601 duration such as PT120S')
      .default('PT120S'),
  })
  .refine((scale) => scale.minNodeCount <= scale.maxNodeCount, {
    path: ['minNodeCount'],
    message: 'must not be larger than maxNodeCount',
  })

const amlCompute = z.looseObject({
  vmSize: z.string().min(1),
  vmPriority: z.enum(['Dedicated', 'LowPriority']).default('Dedicated'),
  osType: z.enum(['Linux', 'Windows']).default('Linux'),
  scaleSettings: scaleSettings.default({ maxNodeCount: 1, minNodeCount: 0, nodeIdleTimeBeforeScaleDown: 'PT120S' }),
  remoteLoginPortPublicAccess: z.enum(['Enabled', 'Disabled', 'NotSpecified']).default('NotSpecified'),
  enableNodePublicIp: z.boolean().default(true),
  isolatedNetwork: optional(z.boolean()),
  subnet: optional(z.looseObject({ id: z.string() })),
})

const computeBody = z.looseObject({
  location: optional(z.string()),
  tags: optional(z.record(z.string(), z.string())),
  identity: optional(z.looseObject({ type: z.string() })),
  sku: optional(z.looseObject({})),
  properties: z.looseObject({
    computeType: z.string(),
    description: optional(z.string()),
    disableLocalAuth: optional(z.boolean()),
    properties: amlCompute,
  }),
})

/** A PUT of a compute with the service's defaults filled in. */
export type ComputeBody = z.infer<typeof computeBody>
export type ScaleSettings = z.infer<typeof scaleSettings>

const badArgument = (target: string, message: string) => new ServiceError(400, 'BadArgument', message, { target })

function parse<T>(schema: z.ZodType<T>, body: unknown): T {
  const result = schema.safeParse(body)
  if (result.success) return result.data
  const issue = result.error.issues[0]
  const target = issue?.path.join('.') ?? ''
  throw badArgument(target, `${target || 'The body'}: ${issue?.message ?? 'is not valid'}`)
}

/** @throws ServiceError 400 `BadArgument` with target `computeName` */
export function checkComputeName(name: string) {
  if (namePattern.test(name)) return
  throw badArgument(
    'computeName',
    `Compute name '${name}' is invalid. It can include letters, digits and dashes, must start with a letter, be ` +
      'between 3 and 24 characters long, and must not end with a dash followed by digits.',
  )
}

/**
 * Checks the body of a PUT. Its user account is dropped: the local nodes have no remote login, and secrets must not
 * come back.
 * @throws ServiceError 400 `BadArgument` whose target is the path of the field
 */
export function parseComputeBody(body: unknown): ComputeBody {
  const { properties } = parse(z.looseObject({ properties: z.looseObject({ computeType: z.string() }) }), body)
  if (properties.computeType !== 'AmlCompute') {
    throw badArgument(
      'properties.computeType',
      `The local Azure ML has compute clusters (AmlCompute) only, not '${properties.computeType}'.`,
    )
  }
  const parsed = parse(computeBody, body)
  const { userAccountCredentials: _, ...inner } = parsed.properties.properties
  return { ...parsed, properties: { ...parsed.properties, properties: inner } }
}

/** The scale settings of a PATCH, the only part of a cluster that can be patched. @throws ServiceError 400 */
export function parseScalePatch(body: unknown): ScaleSettings {
  const patch = z.object({ properties: z.object({ properties: z.object({ scaleSettings }) }) })
  return parse(patch, body).properties.properties.scaleSettings
}
