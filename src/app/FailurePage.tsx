import type { Params } from 'react-router'
import { ArmError } from '../api/arm-error.ts'
import { explain } from '../parts/explain.ts'
import { FailureNote } from '../parts/FailureNote.tsx'
import { paths, type WorkspacePlace } from '../paths.ts'
import { Button, ButtonLink } from '../ui/Button.tsx'
import { Page } from '../ui/Page.tsx'
import { describeLinkFailure } from './describe-link-failure.ts'
import { signIn } from './services.ts'

/** What signing in again helps against; other answers of 401 are about the link. */
const signInCodes = new Set([
  'SignInRequired',
  'AuthenticationFailed',
  'InvalidAuthenticationToken',
  'ExpiredAuthenticationToken',
])

/**
 * What a page shows in place of its content when its own data cannot be had.
 *
 * @param params the parameters of the route, which tell what a 404 is about
 */
export function FailurePage({
  error,
  workspace,
  params,
}: {
  error: unknown
  workspace: WorkspacePlace | undefined
  params?: Params | undefined
}) {
  const missing = describeLinkFailure(error, workspace, params)
  const isSignInOver = error instanceof ArmError && signInCodes.has(error.code)
  return (
    <Page
      title={missing ?? explain(error).title}
      actions={
        <>
          {isSignInOver && (
            <Button variant="primary" onClick={() => void signIn()}>
              Sign in
            </Button>
          )}
          <ButtonLink to={paths.workspaces(workspace?.tenantId)}>All workspaces</ButtonLink>
        </>
      }
    >
      <FailureNote error={error} onRetry={() => location.reload()} />
    </Page>
  )
}
