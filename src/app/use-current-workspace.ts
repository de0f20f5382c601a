import { useSearchParams } from 'react-router'
import { RouteError } from '../parts/route-error.ts'
import { tenantFrom, workspaceFrom } from '../parts/use-workspace.ts'
import type { WorkspacePlace } from '../paths.ts'

/** The workspace of the page, for the shell: undefined on pages outside of one and for links that name none. */
export function useCurrentWorkspace(): WorkspacePlace | undefined {
  const [params] = useSearchParams()
  return ifNamed(() => workspaceFrom(params))
}

/** The tenant that the page's link names, if it does. */
export function useCurrentTenant(): string | undefined {
  const [params] = useSearchParams()
  return ifNamed(() => tenantFrom(params))
}

/** The page itself says what is wrong with its link; the shell around it does without. */
function ifNamed<T>(read: () => T): T | undefined {
  try {
    return read()
  } catch (error) {
    if (error instanceof RouteError) return undefined
    throw error
  }
}
