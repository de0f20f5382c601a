import { ArmError, NetworkError } from '../api/arm-error.ts'
import { setUpClients } from '../api/clients.ts'
import { SignInFailure, SignInRequired, type Session, type TokenDemand } from '../auth/session.ts'
import { loadConfig } from '../config.ts'
import { askToSignIn } from './sign-in-prompt.ts'

/** Who is signed in. Set once by `startServices`. */
export let session: Session

/** Keeps a page that was left by signing out from signing in again by itself. Per tab, as the page is. */
const signedOutKey = 'trainyard.signed-out'

/**
 * Reads the configuration, finishes a sign-in under way and sets up the clients.
 *
 * @throws ConfigError
 */
export async function startServices(): Promise<Session> {
  // Side by side: the library is the largest file of the first load.
  const [config, { startSession }] = await Promise.all([loadConfig(), import('../auth/msal-session.ts')])
  session = await startSession(config)
  setUpClients({
    cloud: config.cloud,
    armBaseUrl: config.arm.baseUrl,
    dataPlaneBaseUrl: config.dataPlane?.baseUrl,
    getToken: (demand) => tokenOrError(session, demand, new URL(config.auth.authority).host),
  })
  return session
}

/** A call without a token fails as a call does, so that pages explain it like any other failure. */
async function tokenOrError({ getToken }: Session, demand: TokenDemand, providerHost: string): Promise<string> {
  try {
    return await getToken(demand)
  } catch (error) {
    if (error instanceof SignInRequired) {
      askToSignIn(error.demand)
      throw new ArmError(error.message, { status: 401, code: error.name, requestId: '' })
    }
    if (!(error instanceof SignInFailure)) throw error
    if (error.isSilence) throw new NetworkError(providerHost, { cause: error })
    throw new ArmError(error.message, { status: 401, code: error.code, requestId: '' })
  }
}

export function signOut(): Promise<never> {
  sessionStorage.setItem(signedOutKey, 'yes')
  return session.signOut()
}

export function signIn(options?: { selectAccount?: boolean }): Promise<never> {
  sessionStorage.removeItem(signedOutKey)
  return session.signIn(options)
}

/** Whether to wait for a press of the button: after a sign-out, or a sign-in that came to nothing. */
export const mustAskBeforeSignIn = (): boolean =>
  sessionStorage.getItem(signedOutKey) !== null || session.problem !== undefined
