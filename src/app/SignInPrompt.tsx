import { useSyncExternalStore } from 'react'
import type { TokenDemand } from '../auth/session.ts'
import { Button } from '../ui/Button.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { Notice } from '../ui/Notice.tsx'
import styles from './SignInPrompt.module.css'
import { putOffSignIn, signInPrompt, subscribeToSignInPrompt } from './sign-in-prompt.ts'

/**
 * Asks once to sign in again when a token cannot be renewed silently. The page and its drafts stay as they are; who is
 * not ready finds the button above the page.
 */
export function SignInPrompt({ onSignIn }: { onSignIn: (demand: TokenDemand) => void }) {
  const prompt = useSyncExternalStore(subscribeToSignInPrompt, signInPrompt)
  if (!prompt) return null
  const { demand, isPutOff } = prompt
  const button = (
    <Button variant="primary" small={isPutOff} onClick={() => onSignIn(demand)}>
      Sign in
    </Button>
  )
  if (isPutOff) {
    return (
      <div className={styles.line}>
        <Notice tone="warning" title="You need to sign in again" actions={button}>
          What was loaded before stays on screen.
        </Notice>
      </div>
    )
  }
  return (
    <Dialog
      title="Sign in again"
      onClose={putOffSignIn}
      footer={
        <>
          <Button onClick={putOffSignIn}>Not now</Button>
          {button}
        </>
      }
    >
      <p>
        {demand.claims ? 'This action needs one more proof of who you are.' : 'Your sign-in has ended.'} You come back
        to this page afterwards. Drafts of jobs and clusters are kept; files you picked have to be picked again.
      </p>
    </Dialog>
  )
}
