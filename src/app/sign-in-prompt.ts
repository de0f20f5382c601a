import type { TokenDemand } from '../auth/session.ts'

/** What the provider wants an interactive sign-in for. */
export type SignInPrompt = Readonly<{
  demand: TokenDemand
  /** The user said "not now": a line stays on the page, the question does not come back. */
  isPutOff: boolean
}>

let prompt: SignInPrompt | undefined
/** Pages that poll fail again and again; who has put a sign-in off is not asked for the same one twice. */
const putOff = new Set<string>()
const listeners = new Set<() => void>()

function set(next: SignInPrompt | undefined) {
  prompt = next
  for (const listener of listeners) listener()
}

/** Tells two demands apart. */
export const demandKey = ({ tenantId, claims, renew }: TokenDemand): string => JSON.stringify([tenantId, claims, renew])

/** One dialog asks, however many calls failed. */
export const signInPrompt = (): SignInPrompt | undefined => prompt

export function askToSignIn(demand: TokenDemand): void {
  if (prompt && !prompt.isPutOff) return
  if (!putOff.has(demandKey(demand))) set({ demand, isPutOff: false })
}

export function putOffSignIn(): void {
  if (!prompt) return
  putOff.add(demandKey(prompt.demand))
  set({ ...prompt, isPutOff: true })
}

/** A demand was met after all, such as by a sign-in in another tab. */
export function forgetSignIn(demand: TokenDemand): void {
  putOff.delete(demandKey(demand))
  if (prompt && demandKey(prompt.demand) === demandKey(demand)) set(undefined)
}

export function subscribeToSignInPrompt(listener: () => void): () => void {
  listeners.add(listener)
  return () => void listeners.delete(listener)
}
