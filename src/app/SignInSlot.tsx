import { noop } from '@tanstack/react-query'
import { lazy, Suspense, useEffect, useSyncExternalStore } from 'react'
import type { TokenDemand } from '../auth/session.ts'
import { whenIdle } from '../lib/when-idle.ts'
import { signInPrompt, subscribeToSignInPrompt } from './sign-in-prompt.ts'

const load = async () => ({ default: (await import('./SignInPrompt.tsx')).SignInPrompt })
const SignInPrompt = lazy(load)

/**
 * The place where a sign-in is asked for. The code of the question comes after the first page, though long before a
 * session ends: by then a newer release may have taken the place of this one's files.
 */
export function SignInSlot({ onSignIn }: { onSignIn: (demand: TokenDemand) => void }) {
  useEffect(() => {
    whenIdle().then(load).catch(noop)
  }, [])
  const isNeeded = useSyncExternalStore(subscribeToSignInPrompt, () => signInPrompt() !== undefined)
  return isNeeded ? (
    <Suspense>
      <SignInPrompt onSignIn={onSignIn} />
    </Suspense>
  ) : null
}
