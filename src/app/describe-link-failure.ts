import { ArmError } from '../api/arm-error.ts'
import { RouteError, type LinkPart } from '../parts/route-error.ts'
import type { WorkspacePlace } from '../paths.ts'

type MissingPart = LinkPart | 'subscription' | 'resource group'

/** Which part of a link could not be found, by the code that ARM or the sign-in service answers. */
const partByCode: Readonly<Record<string, MissingPart>> = {
  AADSTS90002: 'tenant',
  AADSTS900023: 'tenant',
  SubscriptionNotFound: 'subscription',
  InvalidSubscriptionId: 'subscription',
  ResourceGroupNotFound: 'resource group',
  ResourceNotFound: 'workspace',
  ParentResourceNotFound: 'workspace',
}

/**
 * The title of the page for a link that leads nowhere, naming the part that is missing.
 *
 * @param pathParams the route's own parameters: a 404 that names no part is about the last of them
 * @returns undefined for a failure that is not about a missing part
 */
export function describeLinkFailure(
  error: unknown,
  workspace: WorkspacePlace | undefined,
  pathParams: Readonly<Record<string, string | undefined>> = {},
): string | undefined {
  if (error instanceof RouteError) return `This link names no ${error.part}`
  if (!(error instanceof ArmError)) return undefined
  const part = partByCode[error.code]
  if (part) return `${capitalized(part)} not found${named(nameOf(part, workspace))}`
  if (error.status === 403 && workspace && error.code === 'AuthorizationFailed') {
    return `You have no access to the workspace ${workspace.workspaceName}`
  }
  if (error.status !== 404) return undefined
  if (pathParams.jobName) return `Job not found: ${pathParams.jobName}`
  if (pathParams.computeName) return `Compute not found: ${pathParams.computeName}`
  const asset = pathParams.nameAndVersion ?? [pathParams.name, pathParams.version].filter(Boolean).join(':')
  return `Not found${named(asset)}`
}

function nameOf(part: MissingPart, workspace: WorkspacePlace | undefined): string | undefined {
  if (part === 'tenant') return workspace?.tenantId
  if (part === 'subscription') return workspace?.subscriptionId
  return part === 'resource group' ? workspace?.resourceGroup : workspace?.workspaceName
}

const capitalized = (text: string) => text.charAt(0).toUpperCase() + text.slice(1)
const named = (name: string | undefined) => (name ? `: ${name}` : '')
