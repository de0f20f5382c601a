import type { DatabaseSync } from 'node:sqlite'
import type { BlobAccount } from './blob/blob-store.ts'
import type { Clock } from './clock.ts'
import type { Runs } from './runs/run-store.ts'
import type { ResourceStore } from './store.ts'
import type { JobRunner, Settings, TokenService } from './contracts.ts'
import type { Switches } from './switches.ts'

/** All that a route needs. Made once by `server.ts`, in the order of its members. */
export type EmulatorContext = {
  settings: Settings
  switches: Switches
  clock: Clock
  db: DatabaseSync
  resources: ResourceStore
  tokens: TokenService
  blobs: BlobAccount
  runs: Runs
  jobs: JobRunner
}
