import { z } from 'zod'
import { userError } from './errors.ts'

/** Names of jobs, assets and datastores in a PUT, as the spec has it. */
export const resourceNamePattern = /^[a-zA-Z0-9][a-zA-Z0-9\-_]{0,254}$/

/** @throws ServiceError 400 when the name of a new job, asset or datastore has a wrong character or length */
export function checkResourceName(name: string): void {
  if (resourceNamePattern.test(name)) return
  const message = `The name '${name}' is invalid. It must match ${resourceNamePattern.source}.`
  throw userError('InvalidResourceName', message, 'name')
}

/**
 * Reads a body of the jobs and assets front end.
 * @throws ServiceError 400 `UserError`, its target the first wrong field, a detail for each
 */
export function parseBody<T>(schema: z.ZodType<T>, body: unknown): T {
  const result = schema.safeParse(body)
  if (result.success) return result.data
  const details = result.error.issues.map(({ path, message }) => {
    const target = path.join('.')
    return { code: 'InvalidField', message: target ? `${target}: ${message}` : message, target }
  })
  throw userError('InvalidRequestBody', details[0]?.message ?? 'The body is invalid.', details[0]?.target, details)
}

/** Optional fields may come as null in this API; the two mean the same. */
export const optional = <T extends z.ZodType>(schema: T) => schema.nullish().transform((value) => value ?? undefined)

/** A spec's `[a-zA-Z0-9_]` is not anchored: it only asks for one such character. */
export const meaningful = z.string({ error: 'is required' }).regex(/[a-zA-Z0-9_]/, 'must not be empty')

export const textMap = z.record(z.string(), z.string().nullable())

/** Without the members that are undefined, so that stored resources hold what they mean and no more. */
export function withoutUndefined(value: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(value).filter(([, member]) => member !== undefined))
}
