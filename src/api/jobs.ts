import { workspaceId, type JobRef, type WorkspaceRef } from '../domain/refs.ts'
import { followUp, type Page } from './arm-client.ts'
import { arm } from './clients.ts'
import type { JobBaseResource } from './generated/arm.ts'
import type { Existing, ListViewType } from './resource.ts'

export type JobResource = Existing<JobBaseResource>

const jobPath = ({ workspace, jobName }: JobRef) => `${workspaceId(workspace)}/jobs/${encodeURIComponent(jobName)}`

export const jobs = {
  get: (ref: JobRef, signal?: AbortSignal) => arm.get<JobResource>(jobPath(ref), { signal }),
  /**
   * One page, newest first. The service sorts and filters by little else, and chooses the page's size.
   * @param options.properties what jobs must have: `name` or `name=value`, separated by commas
   */
  list: (
    workspace: WorkspaceRef,
    options: {
      nextLink?: string | undefined
      listViewType?: ListViewType
      properties?: string
      signal?: AbortSignal
    } = {},
  ) =>
    options.nextLink
      ? arm.get<Page<JobResource>>(options.nextLink, followUp({ signal: options.signal }))
      : arm.get<Page<JobResource>>(`${workspaceId(workspace)}/jobs`, {
          query: { listViewType: options.listViewType, properties: options.properties },
          signal: options.signal,
        }),
  /** On a name in use this is an update, refused with inner code `JobPropertyImmutable` when the definition differs. */
  put: (ref: JobRef, body: JobBaseResource) => arm.put<JobResource>(jobPath(ref), body),
  /** Accepted, not done: the job goes on to `CancelRequested` and then to a final status of its own. */
  cancel: (ref: JobRef) => arm.post<undefined>(`${jobPath(ref)}/cancel`),
  /** Accepted, and often not done yet: the job is gone when GET answers 404. */
  delete: (ref: JobRef) => arm.delete(jobPath(ref)),
}
