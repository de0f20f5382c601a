import { useLocation } from 'react-router'
import { paths } from '../paths.ts'
import { ButtonLink } from '../ui/Button.tsx'
import { Page } from '../ui/Page.tsx'
import { useCurrentWorkspace } from './use-current-workspace.ts'

/** An address that no route matches. */
export function NotFoundPage() {
  const { pathname } = useLocation()
  const workspace = useCurrentWorkspace()
  return (
    <Page
      title="There is no such page"
      lead={`Nothing is at ${pathname}. The studio's links look like ml.azure.com's.`}
    >
      <div>
        <ButtonLink to={workspace ? paths.home(workspace) : paths.workspaces()} variant="primary">
          {workspace ? `Home of ${workspace.workspaceName}` : 'All workspaces'}
        </ButtonLink>
      </div>
    </Page>
  )
}
