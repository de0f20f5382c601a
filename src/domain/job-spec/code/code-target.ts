import type { WorkspaceRef } from '../../refs.ts'

/** Where the generated code sends what it describes. */
export type CodeTarget = Readonly<{
  workspace: WorkspaceRef
  /** Tenant of the workspace; without it the one that the user is signed in to. */
  tenantId?: string
  /** Address of Resource Manager, without a slash at its end. */
  armEndpoint: string
  /** Address of the sign-in service, without a slash at its end. */
  loginEndpoint: string
  /** The name that a job gets when its YAML has none. */
  jobName: string
}>
