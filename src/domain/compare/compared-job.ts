import type { JobBaseResource } from '../../api/generated/arm.ts'

/** The last value of a metric; `value` may be NaN or infinite, `time` is in ms since 1970. */
export type LastValue = Readonly<{ value: number; step: number; time: number }>

/** What a job's run has logged, by name. */
export type LoggedValues = Readonly<{
  params: ReadonlyMap<string, string>
  metrics: ReadonlyMap<string, LastValue>
  tags: ReadonlyMap<string, string>
}>

/** One of the jobs that are compared. */
export type ComparedJob = Readonly<{
  name: string
  resource: JobBaseResource
  /** Undefined where the run did not answer, or has not begun to log. */
  logged: LoggedValues | undefined
}>
