import { z } from 'zod'

/** Ten years: whatever is added to a moment in time must leave one that a date can hold. */
export const longestSeconds = 10 * 365 * 24 * 3600

/**
 * What tests and demos may change while the emulator runs, through `POST /_trainyard/settings`. It lasts until the
 * process ends.
 */
export const switchesSchema = z.strictObject({
  /** Whether pages may read ARM's own headers; in Azure that is not established, so both must work. */
  exposeHeaders: z.boolean(),
  /** Life of the addresses of logs, artifacts and datastores that are handed out from here on. */
  sasSeconds: z.number().min(1).max(longestSeconds),
  /** From when a cluster asks for a node until the node can take a job. */
  allocationSeconds: z.number().min(0).max(longestSeconds),
  /** Low-priority nodes that each cluster can have; those beyond are taken away. Null is as many as it asks for. */
  lowPriorityNodes: z.int().min(0).nullable(),
  /** Quotas of a subscription in a region, in vCPUs: of each VM family, of all of them together, of low priority. */
  familyCores: z.int().min(0),
  regionCores: z.int().min(0),
  lowPriorityCores: z.int().min(0),
  /** Whether pages of metric history are compressed too, as Azure does: for a slow network, not for this machine. */
  compressHistory: z.boolean(),
  /** The most points that a page of metric history may be asked for; null gives as many as a page holds. */
  historyMaxResults: z.int().min(1).nullable(),
})

export type Switches = z.infer<typeof switchesSchema>

export const usualSwitches = (): Switches => ({
  exposeHeaders: true,
  // As the service's: about 8 hours.
  sasSeconds: 8 * 3600,
  // What would take Azure minutes.
  allocationSeconds: 2,
  lowPriorityNodes: null,
  // As a young pay-as-you-go subscription has.
  familyCores: 100,
  regionCores: 350,
  lowPriorityCores: 100,
  compressHistory: false,
  historyMaxResults: null,
})
