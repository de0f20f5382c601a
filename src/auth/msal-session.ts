import {
  AuthError,
  InteractionRequiredAuthError,
  PublicClientApplication,
  ServerError,
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
  const homeTenant = account && homeTenantOf(account, authority)

  /** What MSAL's calls take: a token of another tenant comes from that tenant's authority. */
  function requestFor({ tenantId = homeTenant, claims }: TokenDemand) {
    const request = { scopes, ...(claims && { claims }) }
    if (!account || !tenantId) return request
    // MSAL looks tokens up by the account's tenant, not the authority's. Before the first token of a tenant there is no
    // account of it yet, and with the home one MSAL would answer with the home tenant's token.
    const profile = client.getAccount({ homeAccountId: account.homeAccountId, tenantId }) ?? { ...account, tenantId }
    return { ...request, account: profile, authority: authority.replace(/[^/]+$/, tenantId) }
  }

  async function getToken(demand: TokenDemand = {}): Promise<string> {
    try {
      // A demand for claims passes the cache by itself.
      const forceRefresh = demand.renew === true && demand.claims === undefined
      const { accessToken } = await client.acquireTokenSilent({ ...requestFor(demand), forceRefresh })
      hasGivenToken = true
      return accessToken
    } catch (error) {
      if (!(error instanceof AuthError)) throw error
      if (!needsUser(error))
        throw new SignInFailure(codeOf(error), messageOf(error), isSilence(error), { cause: error })
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
      tenantId: homeTenant ?? account.tenantId,
    },
    problem,
    getToken,
    signIn,
    signOut: () =>
      // Without an account MSAL forgets all of them: nobody expects to be signed in as somebody else afterwards.
      leave(() => client.logoutRedirect(account ? { logoutHint: account.loginHint ?? account.username } : {})),
  }
}

/** The tenant that the configuration names, else the one the account was made in: `homeAccountId` is `{object}.{tenant}`. */
const homeTenantOf = ({ homeAccountId, tenantId }: AccountInfo, authority: string): string =>
  /[0-9a-f-]{36}$/i.exec(authority)?.[0] ?? homeAccountId.split('.')[1] ?? tenantId

/** Entra's own number tells more than OAuth's word for it: `AADSTS90002` is an `invalid_request` about the tenant. */
const codeOf = (error: AuthError): string =>
  error instanceof ServerError && error.errorNo ? `AADSTS${error.errorNo}` : error.errorCode

/** What the provider said, out of the list of particulars that MSAL makes of it. */
const messageOf = ({ message }: AuthError): string =>
  /Description: (.+?) - Correlation ID:/s.exec(message)?.[1] ?? message

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
