import {
  AuthError,
  InteractionRequiredAuthError,
  PublicClientApplication,
  type AccountInfo,
  type IPublicClientApplication,
} from '@azure/msal-browser'
import type { Config } from '../config.ts'
import { SignInFailure, SignInRequired, type Session, type TokenDemand } from './session.ts'

/**
 * Signs in with MSAL. Answers what a redirect brought back, so it has to run before the router touches the address.
 *
 * Accounts are kept in localStorage (encrypted by MSAL, the key in a session cookie), so that a link opened in a new
 * tab finds its reader signed in.
 */
export async function startSession({ auth, arm }: Pick<Config, 'auth' | 'arm'>): Promise<Session> {
  const client = new PublicClientApplication({
    auth: {
      clientId: auth.clientId,
      authority: auth.authority,
      redirectUri: new URL(auth.redirectPath, location.origin).href,
      postLogoutRedirectUri: new URL(auth.postLogoutPath, location.origin).href,
      ...(auth.knownAuthorities && { knownAuthorities: [...auth.knownAuthorities] }),
      ...(auth.authorityMetadata && { authorityMetadata: JSON.stringify(auth.authorityMetadata) }),
    },
    cache: { cacheLocation: 'localStorage' },
  })
  await client.initialize()
  const problem = await finishRedirect(client)
  const account = client.getActiveAccount() ?? client.getAllAccounts()[0] ?? undefined
  if (account) client.setActiveAccount(account)
  return createSession(client, account, problem, auth.authority, [...arm.scopes])
}

/** @returns why the redirect that led here brought no account, if one did */
async function finishRedirect(client: IPublicClientApplication): Promise<string | undefined> {
  try {
    const result = await client.handleRedirectPromise()
    if (result) client.setActiveAccount(result.account)
    return undefined
  } catch (error) {
    if (!(error instanceof AuthError)) throw error
    return error.errorCode === 'access_denied' ? 'The sign-in was cancelled.' : error.message
  }
}

function createSession(
  client: IPublicClientApplication,
  account: AccountInfo | undefined,
  problem: string | undefined,
  authority: string,
  scopes: string[],
): Session {
  let hasGivenToken = false

  /** What MSAL calls take: a token of another tenant comes from that tenant's authority. */
  const requestFor = ({ tenantId, claims }: TokenDemand) => ({
    scopes,
    ...(account && { account }),
    ...(tenantId && { authority: authority.replace(/[^/]+$/, tenantId) }),
    ...(claims && { claims }),
  })

  async function getToken(demand: TokenDemand = {}): Promise<string> {
    try {
      // A demand for claims passes the cache by itself.
      const forceRefresh = demand.renew === true && demand.claims === undefined
      const { accessToken } = await client.acquireTokenSilent({ ...requestFor(demand), forceRefresh })
      hasGivenToken = true
      return accessToken
    } catch (error) {
      if (!(error instanceof AuthError)) throw error
      if (!needsUser(error)) throw new SignInFailure(error.errorCode, error.message, isSilence(error), { cause: error })
      if (hasGivenToken || problem !== undefined) throw new SignInRequired(demand, { cause: error })
      return signIn({ demand })
    }
  }

  /** Leaving the page once is enough, however many calls find that they need it. */
  let leaving: Promise<never> | undefined

  const signIn: Session['signIn'] = ({ selectAccount = false, demand } = {}) => {
    leaving ??= leave(() =>
      demand && account
        ? client.acquireTokenRedirect(requestFor(demand))
        : client.loginRedirect({ scopes, ...(selectAccount && { prompt: 'select_account' }) }),
    )
    return leaving
  }

  return {
    account: account && {
      id: account.homeAccountId,
      name: account.name ?? account.username,
      username: account.username,
      tenantId: account.tenantId,
    },
    problem,
    getToken,
    signIn,
    signOut: () =>
      // Without an account MSAL forgets all of them: nobody expects to be signed in as somebody else afterwards.
      leave(() => client.logoutRedirect(account ? { logoutHint: account.loginHint ?? account.username } : {})),
  }
}

/** A redirect resolves when the browser has begun to leave; what comes after would run on a page that is gone. */
async function leave(redirect: () => Promise<void>): Promise<never> {
  await redirect()
  return new Promise<never>(() => {})
}

/** MSAL asks for interaction in three ways, depending on which silent path failed last. */
const needsUser = (error: AuthError): boolean =>
  error instanceof InteractionRequiredAuthError ||
  ['invalid_grant', 'no_account_error', 'no_tokens_found'].includes(error.errorCode) ||
  error.subError === 'redirect_bridge_timeout'

const isSilence = (error: AuthError): boolean =>
  ['post_request_failed', 'get_request_failed', 'no_network_connectivity', 'endpoints_resolution_error'].includes(
    error.errorCode,
  )
