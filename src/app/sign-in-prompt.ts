import type { TokenDemand } from '../auth/session.ts'

let demand: TokenDemand | undefined
const listeners = new Set<() => void>()

function set(next: TokenDemand | undefined) {
  demand = next
  for (const listener of listeners) listener()
}

/** What the provider wants an interactive sign-in for, if anything: one dialog asks, however many calls failed. */
export const signInDemand = (): TokenDemand | undefined => demand

export function askToSignIn(wanted: TokenDemand): void {
  if (demand === undefined) set(wanted)
}

export const dismissSignIn = (): void => set(undefined)

export function subscribeToSignInDemand(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}
