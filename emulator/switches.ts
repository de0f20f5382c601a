import { z } from 'zod'

/**
 * What tests and demos may change while the emulator runs, through `POST /_trainyard/settings`. It lasts until the
 * process ends.
 */
export const switchesSchema = z.strictObject({
  /** Whether pages may read ARM's own headers; in Azure that is not established, so both must work. */
  exposeHeaders: z.boolean(),
  /** Life of the addresses of logs, artifacts and datastores that are handed out from here on. */
  sasSeconds: z.number().min(1),
})

export type Switches = z.infer<typeof switchesSchema>

export const usualSwitches = (): Switches => ({
  exposeHeaders: true,
  // As the service's: about 8 hours.
  sasSeconds: 8 * 3600,
})
