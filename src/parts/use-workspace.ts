import { useMemo } from 'react'
import { useParams, useSearchParams } from 'react-router'
import { jobNameRule, type NameRule } from '../domain/names.ts'
import { parseTenantId, parseWorkspaceId } from '../domain/refs.ts'
import type { ComputePlace, JobPlace, WorkspacePlace } from '../paths.ts'
import { RouteError, type LinkPart } from './route-error.ts'

type RouteParams = Readonly<Record<string, string | undefined>>

/**
 * The tenant that a link names.
 *
 * @returns undefined when the link names none
 * @throws RouteError when `tid` is not a GUID: it would become part of the sign-in page's address
 */
export function tenantFrom(params: URLSearchParams): string | undefined {
  const tid = params.get('tid')
  if (tid === null) return undefined
  const tenantId = parseTenantId(tid)
  if (!tenantId) throw new RouteError('tenant', `This link's tid is not a tenant id: ${tid}`)
  return tenantId
}

/**
 * The workspace that a link names, for loaders: `workspaceFrom(new URL(request.url).searchParams)`.
 *
 * @throws RouteError when `wsid` is missing or not a workspace's id, or `tid` is not a tenant's
 */
export function workspaceFrom(params: URLSearchParams): WorkspacePlace {
  const wsid = params.get('wsid')
  if (wsid === null) throw new RouteError('workspace', 'This link names no workspace: its wsid is missing')
  const workspace = parseWorkspaceId(wsid)
  if (!workspace) throw new RouteError('workspace', `This link's wsid is not a workspace's id: ${wsid}`)
  return { ...workspace, tenantId: tenantFrom(params) }
}

/** The job of a `/runs/:jobName` route. @throws RouteError */
export function jobFrom(params: RouteParams, searchParams: URLSearchParams): JobPlace {
  return { workspace: workspaceFrom(searchParams), jobName: jobNameFrom(params['jobName']) }
}

/** A job's name out of a link. @throws RouteError when no job can have it */
export const jobNameFrom = (name: string | undefined): string => nameFrom('job', name, jobNameRule)

function nameFrom(part: LinkPart, name = '', { pattern, rule }: NameRule): string {
  if (!pattern.test(name)) throw new RouteError(part, `${rule} This link says: ${name}`)
  return name
}

/** The workspace of the page. The same object as long as the link names the same one. @throws RouteError */
export function useWorkspaceRef(): WorkspacePlace {
  const [params] = useSearchParams()
  const wsid = params.get('wsid')
  const tid = params.get('tid')
  return useMemo(() => {
    const relevant = new URLSearchParams()
    if (wsid !== null) relevant.set('wsid', wsid)
    if (tid !== null) relevant.set('tid', tid)
    return workspaceFrom(relevant)
  }, [wsid, tid])
}

/** The job of a `/runs/:jobName` route. @throws RouteError */
export function useJobRef(): JobPlace {
  const workspace = useWorkspaceRef()
  const { jobName } = useParams()
  return useMemo(() => ({ workspace, jobName: jobNameFrom(jobName) }), [workspace, jobName])
}

/** Attached computes are older than today's rule for new names, so a link may hold more than that allows. */
const computeLinkRule: NameRule = {
  pattern: /^[a-zA-Z0-9][\w-]{0,254}$/,
  rule: 'A compute name has letters, digits, dashes and underscores.',
}

/** The compute of a `/compute/:computeName/details` route. @throws RouteError */
export function useComputeRef(): ComputePlace {
  const workspace = useWorkspaceRef()
  const { computeName } = useParams()
  return useMemo(
    () => ({ workspace, computeName: nameFrom('compute', computeName, computeLinkRule) }),
    [workspace, computeName],
  )
}

/** Curated environments have dots in their names, which the rule for new names does not allow. */
const assetLinkRule: NameRule = {
  pattern: /^[a-zA-Z0-9][\w.-]{0,254}$/,
  rule: 'The name of an asset has letters, digits, dots, dashes and underscores.',
}

/** The service takes any text as a version; what would climb out of its path is not one. */
const versionLinkRule: NameRule = {
  pattern: /^(?!\.{1,2}$)[^/\\]{1,255}$/,
  rule: 'A version has no slashes and is not made of dots.',
}

/** Name and version of a route that shows one version of a model, data asset or environment. @throws RouteError */
export function assetVersionFrom(params: RouteParams): { name: string; version: string } {
  // ml.azure.com writes a model as `name:version` in some links and as two segments in others.
  const [joinedName, joinedVersion] = (params['nameAndVersion'] ?? '').split(':')
  const name = params['name'] ?? joinedName
  const version = params['version'] ?? joinedVersion
  if (!version) throw new RouteError('asset', 'This link names no version')
  return { name: nameFrom('asset', name, assetLinkRule), version: nameFrom('asset', version, versionLinkRule) }
}

/** The asset version of the page. @throws RouteError */
export const useAssetVersion = (): { name: string; version: string } => assetVersionFrom(useParams())
