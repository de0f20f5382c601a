import { parseTenantId, parseWorkspaceId } from './refs.ts'
import type { JobRef } from './refs.ts'

export type StudioJobLink = JobRef & Readonly<{ tenantId?: string | undefined }>

/**
 * The job that a link of a studio leads to, whatever the studio's host: `…/runs/{job}?wsid=…&tid=…`, as
 * `az ml job create --web` opens it. Undefined for any other text.
 */
export function parseStudioLink(text: string): StudioJobLink | undefined {
  const url = URL.parse(text.trim())
  if (!url || !/^https?:$/.test(url.protocol)) return undefined
  const [, jobName] = /\/runs\/([A-Za-z0-9][\w-]{0,254})(?:\/|$)/.exec(url.pathname) ?? []
  const workspace = parseWorkspaceId(url.searchParams.get('wsid') ?? '')
  if (jobName === undefined || !workspace) return undefined
  return { workspace, jobName, tenantId: parseTenantId(url.searchParams.get('tid') ?? '') }
}
