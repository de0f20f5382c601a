import { rememberTenant } from '../api/subscription-tenants.ts'
import type { JobRef, WorkspaceRef } from '../domain/refs.ts'
import { jobQueries } from './jobs.ts'

/** A watched job may be in another tenant than the page, and the token for its workspace has to come from there. */
type Place = WorkspaceRef & Readonly<{ tenantId?: string | undefined }>

function known<T extends Place>(workspace: T): T {
  if (workspace.tenantId !== undefined) rememberTenant(workspace, workspace.tenantId)
  return workspace
}

export const watchedQueries = {
  /** The newest jobs of a workspace: the same list that its pages ask for. */
  newest: (workspace: Place) => jobQueries.newest(known(workspace)),
  /** One job, as its page asks for it. */
  detail: (job: JobRef & Readonly<{ workspace: Place }>) => {
    known(job.workspace)
    return jobQueries.detail(job)
  },
}
