import { setUpClients } from '../api/clients.ts'
import type { Session, TokenDemand } from '../auth/session.ts'
import { loadConfig, signInAddress } from '../config.ts'
import { createTokenSource } from './token-source.ts'

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
    signInBaseUrl: signInAddress(config),
    dataPlaneBaseUrl: config.dataPlane?.baseUrl,
    getToken: createTokenSource(session, new URL(config.auth.authority).host),
  })
  return session
}

export async function signOut(): Promise<never> {
  sessionStorage.setItem(signedOutKey, 'yes')
  // Copies of somebody's files and metrics are nothing to leave behind; where there is no storage there are none.
  await import('../lib/kept-files.ts')
    .then(({ keptFiles, keptSeries }) => Promise.all([keptFiles.clear(), keptSeries.clear()]))
    .catch(() => undefined)
  return session.signOut()
}

export function signIn(options?: { selectAccount?: boolean; demand?: TokenDemand }): Promise<never> {
  sessionStorage.removeItem(signedOutKey)
  return session.signIn(options)
}

/** Whether to wait for a press of the button: after a sign-out, or a sign-in that came to nothing. */
export const mustAskBeforeSignIn = (): boolean =>
  sessionStorage.getItem(signedOutKey) !== null || session.problem !== undefined
