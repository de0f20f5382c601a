import { durationMs } from '../iso-duration.ts'
import type { ArmResource } from '../store.ts'

/** A job's time limit as it was given, e.g. `PT10M`; empty without one. */
export const timeoutText = (job: ArmResource) =>
  // The job routes have checked the body before they stored it.
  (job.properties['limits'] as { timeout?: string | null } | null | undefined)?.timeout ?? ''

/** Milliseconds of a job's time limit; undefined without one. */
export const timeoutOf = (job: ArmResource) => durationMs(timeoutText(job))
