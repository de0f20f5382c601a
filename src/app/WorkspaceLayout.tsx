import { useQuery } from '@tanstack/react-query'
import { Outlet } from 'react-router'
import { ArmError } from '../api/arm-error.ts'
import { useWorkspaceRef } from '../parts/use-workspace.ts'
import { workspaceQueries } from '../queries/workspaces.ts'
import { FailurePage } from './FailurePage.tsx'

/**
 * Pages of a workspace. They load beside the workspace itself; only when that is not there or not allowed, one page
 * says so in place of each of them failing in its own words.
 */
export function WorkspaceLayout() {
  const workspace = useWorkspaceRef()
  const { error } = useQuery(workspaceQueries.detail(workspace))
  const isClosed = error instanceof ArmError && [401, 403, 404].includes(error.status)
  return isClosed ? <FailurePage error={error} workspace={workspace} /> : <Outlet />
}
