import { usePrefetchQuery, useQuery } from '@tanstack/react-query'
import { useEffect } from 'react'
import { Navigate, Outlet, useLocation, type Location } from 'react-router'
import { ArmError } from '../api/arm-error.ts'
import { rememberTenant, tenantOfSubscription } from '../api/subscription-tenants.ts'
import { useAccount } from '../parts/account.ts'
import { rememberWorkspace } from '../parts/recent-workspaces.ts'
import { useWorkspaceRef } from '../parts/use-workspace.ts'
import { permissionQueries } from '../queries/permissions.ts'
import { workspaceQueries } from '../queries/workspaces.ts'
import { FailurePage } from './FailurePage.tsx'

/**
 * Around every page of a workspace. A malformed link fails here, before any request; tokens for the page's requests
 * come from the link's tenant.
 *
 * The page loads beside the workspace itself. Only when that is not there or not allowed, one page says so in place of
 * each page failing in its own words.
 */
export function WorkspaceLayout() {
  const workspace = useWorkspaceRef()
  const account = useAccount()
  const location = useLocation()
  const tenantId = workspace.tenantId ?? tenantOfSubscription(workspace.subscriptionId) ?? account.tenantId
  // Before the page below starts its requests, which is while it renders.
  rememberTenant(workspace, tenantId)

  usePrefetchQuery(permissionQueries.forWorkspace(workspace))
  const { error, isLoadingError } = useQuery(workspaceQueries.detail(workspace))
  useEffect(() => rememberWorkspace(account.id, { ...workspace, tenantId }), [account.id, workspace, tenantId])

  // Every link of the app carries a tenant, and so shall one that is copied from the address bar.
  if (workspace.tenantId === undefined) return <Navigate to={withTenant(location, tenantId)} replace />
  // Only at the door: a refresh that is refused later must not take the page away from under a form.
  const isClosed = isLoadingError && error instanceof ArmError && [401, 403, 404].includes(error.status)
  return isClosed ? <FailurePage error={error} workspace={workspace} /> : <Outlet />
}

const withTenant = ({ pathname, search, hash }: Location, tenantId: string) =>
  `${pathname}${search}&tid=${tenantId}${hash}`
