import type { JobBaseResource } from '../api/generated/arm.ts'

/** The experiment of a job; where it names none, the one that the service files such jobs under. */
export const experimentOf = ({ properties }: Pick<JobBaseResource, 'properties'>): string =>
  properties.experimentName || 'Default'
