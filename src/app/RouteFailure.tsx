import { isRouteErrorResponse, useRouteError } from 'react-router'
import { FailurePage } from './FailurePage.tsx'
import { NotFoundPage } from './NotFoundPage.tsx'
import { useCurrentWorkspace } from './use-current-workspace.ts'

/** The router's error element, on every level: whatever a page's loader or rendering threw. */
export function RouteFailure() {
  const error = useRouteError()
  const workspace = useCurrentWorkspace()
  if (isRouteErrorResponse(error) && error.status === 404) return <NotFoundPage />
  return <FailurePage error={error} workspace={workspace} />
}
