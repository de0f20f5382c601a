/** The property of a job that names the job it is a copy of. */
export const copyOfProperty = 'trainyard.copyOf'

/** The job that this one is a copy of, as far as the studio made the copy. */
export function copyOf(job: {
  properties: { properties?: Readonly<Record<string, string | null>> | null }
}): string | undefined {
  return job.properties.properties?.[copyOfProperty] ?? undefined
}
