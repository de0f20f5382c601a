import { useSyncExternalStore } from 'react'
import { Button } from '../ui/Button.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { session } from './services.ts'
import { dismissSignIn, signInDemand, subscribeToSignInDemand } from './sign-in-prompt.ts'

/** Asks once to sign in again when a token cannot be renewed silently. The page and its drafts stay as they are. */
export function SignInDialog() {
  const demand = useSyncExternalStore(subscribeToSignInDemand, signInDemand)
  if (!demand) return null
  return (
    <Dialog
      title="Sign in again"
      onClose={dismissSignIn}
      footer={
        <>
          <Button onClick={dismissSignIn}>Not now</Button>
          <Button variant="primary" onClick={() => void session.signIn({ demand })}>
            Sign in
          </Button>
        </>
      }
    >
      <p>
        {demand.claims
          ? 'This action needs one more proof of who you are.'
          : 'Your sign-in has ended. You come back to this page afterwards.'}
      </p>
    </Dialog>
  )
}
