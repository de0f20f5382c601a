import { armDate } from './clock.ts'
import type { Principal } from './contracts.ts'
import type { SystemData } from './store.ts'

/** Who made and last changed a resource, and when. @param previous keeps the creation of an existing resource */
export function systemDataOf(principal: Principal, now: number, previous?: SystemData): SystemData {
  const by = principal.kind === 'job' ? principal.jobName : principal.name
  const type = principal.kind === 'user' ? 'User' : 'Application'
  const at = armDate(now)
  return {
    createdBy: previous?.createdBy ?? by,
    createdByType: previous?.createdByType ?? type,
    createdAt: previous?.createdAt ?? at,
    lastModifiedBy: by,
    lastModifiedByType: type,
    lastModifiedAt: at,
  }
}
