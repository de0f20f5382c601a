import { createHash, randomUUID, timingSafeEqual } from 'node:crypto'
import { z } from 'zod'
import type { Clock } from '../clock.ts'
import type { Settings } from '../contracts.ts'
import { accounts, servicePrincipal, studioClientId, type Account } from '../seed/directory.ts'
import { resources, type AccessTokens, type Subject } from './access-tokens.ts'
import { chooseScope } from './scopes.ts'
import type { ServicePrincipalFile } from './secrets.ts'
import type { SignInStore } from './sign-in-store.ts'

export type SignInContext = Readonly<{
  settings: Settings
  clock: Clock
  store: SignInStore
  accessTokens: AccessTokens
  scriptClient: ServicePrincipalFile
}>

/** An OAuth error body with Entra's numbers in it; clients tell cases apart by `error`. */
export type OAuthError = Readonly<{ error: string; error_description: string }>

const tokenRequest = z.object({
  grant_type: z.string(),
  client_id: z.string(),
  client_secret: z.string().optional(),
  code: z.string().optional(),
  code_verifier: z.string().optional(),
  redirect_uri: z.string().optional(),
  refresh_token: z.string().optional(),
  scope: z.string().optional(),
  resource: z.string().optional(),
})
type TokenRequest = z.infer<typeof tokenRequest>

/**
 * Answers the token endpoint of one tenant.
 * @param tenant id from the path, or undefined for `common` and `organizations`
 * @param form the decoded body
 * @returns status and JSON body; never throws for a bad request
 */
export async function answerTokenRequest(
  ctx: SignInContext,
  tenant: string | undefined,
  form: unknown,
): Promise<{ status: number; body: object }> {
  const parsed = tokenRequest.safeParse(form)
  const answer = parsed.success
    ? await grant(ctx, tenant, parsed.data)
    : oauthError('invalid_request', 900144, 'The request body must contain grant_type and client_id.')
  if (!('error' in answer)) return { status: 200, body: answer }
  const trace = { timestamp: new Date(ctx.clock.now()).toISOString(), trace_id: randomUUID() }
  return { status: answer.error === 'invalid_client' ? 401 : 400, body: { ...answer, ...trace } }
}

function grant(ctx: SignInContext, tenant: string | undefined, request: TokenRequest): Promise<object | OAuthError> {
  switch (request.grant_type) {
    case 'authorization_code':
      return redeemCode(ctx, tenant, request)
    case 'refresh_token':
      return refresh(ctx, tenant, request)
    case 'client_credentials':
      return issueToScript(ctx, tenant, request)
    default:
      return Promise.resolve(oauthError('unsupported_grant_type', 70003, `Grant '${request.grant_type}' is unknown.`))
  }
}

async function redeemCode(ctx: SignInContext, tenant: string | undefined, request: TokenRequest) {
  const code = ctx.store.takeCode(request.code ?? '')
  const sameTenant = !tenant || tenant === code?.tenantId
  if (!code || code.clientId !== request.client_id || code.redirectUri !== request.redirect_uri || !sameTenant) {
    return oauthError('invalid_grant', 70008, 'The authorization code is invalid, expired or already used.')
  }
  const challenge = createHash('sha256')
    .update(request.code_verifier ?? '')
    .digest('base64url')
  if (challenge !== code.codeChallenge) {
    return oauthError('invalid_grant', 501481, 'The Code_Verifier does not match the code_challenge.')
  }
  const { userPrincipalName, clientId } = code
  return issueToPerson(ctx, {
    userPrincipalName,
    tenantId: code.tenantId,
    scope: request.scope ?? code.scope,
    nonce: code.nonce,
    refreshToken: () => ctx.store.addRefreshToken({ userPrincipalName, clientId }),
  })
}

async function refresh(ctx: SignInContext, tenant: string | undefined, request: TokenRequest) {
  const used = ctx.store.useRefreshToken(request.refresh_token ?? '')
  if (!used || used.clientId !== request.client_id) {
    return oauthError('invalid_grant', 50173, 'The refresh token is invalid, expired or revoked.')
  }
  return issueToPerson(ctx, {
    userPrincipalName: used.userPrincipalName,
    tenantId: tenant,
    scope: request.scope ?? '',
    nonce: undefined,
    refreshToken: () => ctx.store.addRefreshToken(used),
  })
}

type Issue = Readonly<{
  userPrincipalName: string
  tenantId: string | undefined
  scope: string
  nonce: string | undefined
  /** Called once all is well, so that a refused request leaves no token behind. */
  refreshToken: () => string
}>

async function issueToPerson(ctx: SignInContext, issue: Issue): Promise<object | OAuthError> {
  const account = accounts.find(({ userPrincipalName }) => userPrincipalName === issue.userPrincipalName)
  const subject = account && subjectIn(account, issue.tenantId)
  if (!account || !subject) {
    return { ...notInTenant(issue.userPrincipalName, issue.tenantId ?? ''), error: 'invalid_grant' }
  }
  const choice = chooseScope(issue.scope, true)
  if (!choice.ok) return { error: 'invalid_scope', error_description: choice.message }

  const audience = choice.audience ?? resources.arm
  const issuer = `${ctx.settings.origins.cloud}/${subject.tenantId}/v2.0`
  return {
    token_type: 'Bearer',
    // MSAL finds the token in its cache by the very scopes it asked for.
    scope: [...choice.granted, 'openid', 'profile', 'offline_access'].join(' '),
    expires_in: ctx.settings.accessTokenSeconds,
    ext_expires_in: ctx.settings.accessTokenSeconds,
    access_token: await ctx.accessTokens.issueAccessToken(subject, studioClientId, audience),
    id_token: await ctx.accessTokens.issueIdToken(subject, studioClientId, issuer, issue.nonce),
    refresh_token: issue.refreshToken(),
    client_info: clientInfo(account),
  }
}

async function issueToScript(ctx: SignInContext, tenant: string | undefined, request: TokenRequest) {
  const { clientId, clientSecret, tenantId } = ctx.scriptClient
  const secret = Buffer.from(request.client_secret ?? '')
  const expected = Buffer.from(clientSecret)
  const isKnown = secret.length === expected.length && timingSafeEqual(secret, expected)
  if (request.client_id !== clientId || !isKnown || tenant !== tenantId) {
    return oauthError('invalid_client', 7000215, 'Invalid client secret or client id for this tenant.')
  }
  // The older endpoint (`/oauth2/token`) names the resource without a scope.
  const scope = request.scope ?? `${(request.resource ?? '').replace(/\/$/, '')}/.default`
  const choice = chooseScope(scope, true)
  if (!choice.ok || !choice.audience) {
    return {
      error: 'invalid_scope',
      error_description: choice.ok ? 'AADSTS70011: No resource was named.' : choice.message,
    }
  }
  const subject = { tenantId, objectId: servicePrincipal.membership.objectId, name: servicePrincipal.displayName }
  return {
    token_type: 'Bearer',
    expires_in: ctx.settings.accessTokenSeconds,
    ext_expires_in: ctx.settings.accessTokenSeconds,
    access_token: await ctx.accessTokens.issueAccessToken(subject, clientId, choice.audience),
  }
}

/** Who an account is in a tenant (its home when none is named); undefined when it is not a member there. */
export function subjectIn(account: Account, tenantId: string | undefined): Subject | undefined {
  const { name, userPrincipalName, memberships } = account
  const membership = tenantId ? memberships.find((member) => member.tenantId === tenantId) : memberships[0]
  return membership && { name, userPrincipalName, tenantId: membership.tenantId, objectId: membership.objectId }
}

export const notInTenant = (userPrincipalName: string, tenantId: string): OAuthError =>
  oauthError('access_denied', 50020, `User account '${userPrincipalName}' does not exist in tenant '${tenantId}'.`)

/** Always the home account: MSAL keeps one account for all tenants of a person by it. */
export function clientInfo(account: Account): string {
  const [home] = account.memberships
  return Buffer.from(JSON.stringify({ uid: home.objectId, utid: home.tenantId })).toString('base64url')
}

export const oauthError = (error: string, code: number, message: string): OAuthError & { error_codes: number[] } => ({
  error,
  error_description: `AADSTS${code}: ${message}`,
  error_codes: [code],
})
