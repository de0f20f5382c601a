import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { accounts, studioClientId, tenants, type Account, type Tenant } from '../seed/directory.ts'
import { chooseScope } from './scopes.ts'
import { messagePage, signInPage, signInPageHeaders } from './sign-in-page.ts'
import {
  answerTokenRequest,
  clientInfo,
  notInTenant,
  oauthError,
  subjectIn,
  type OAuthError,
  type SignInContext,
} from './token-endpoint.ts'

/** Everything but these may be missing or unknown: MSAL sends a good deal more, which must not matter. */
const authorizeQuery = z.object({
  client_id: z.string(),
  redirect_uri: z.string(),
  response_type: z.string().optional(),
  response_mode: z.string().optional(),
  scope: z.string().default(''),
  state: z.string().optional(),
  nonce: z.string().optional(),
  prompt: z.string().optional(),
  login_hint: z.string().optional(),
  code_challenge: z.string().optional(),
  code_challenge_method: z.string().optional(),
})
type AuthorizeQuery = z.infer<typeof authorizeQuery>
type TenantRequest = FastifyRequest<{ Params: { tenant: string } }>

/** Tenant names that mean "whatever tenant the account is at home in". */
const homeAliases = new Set(['common', 'organizations'])

/**
 * The OpenID provider: the part of Entra's v2.0 endpoints that MSAL and scripts use. Below `/:tenant/`, which is a
 * tenant id, its default domain, `common` or `organizations`.
 */
export function registerSignIn(app: FastifyInstance, ctx: SignInContext): void {
  const redirectUri = `${ctx.settings.origins.studio}/auth-redirect.html`
  // Cookies ignore ports: two emulators on one machine must not sign each other's people out.
  const cookieName = `trainyard_session_${new URL(ctx.settings.origins.cloud).port}`
  const sessionOf = (request: FastifyRequest) =>
    new RegExp(String.raw`(?:^|;\s*)${cookieName}=([\w-]+)`).exec(request.headers.cookie ?? '')?.[1]

  const metadata = async (request: TenantRequest, reply: FastifyReply) => {
    const known = isKnownTenant(request.params.tenant)
    if (known) return openIdMetadata(ctx.settings.origins.cloud, request.params.tenant)
    return reply.code(400).send(oauthError('invalid_tenant', 90002, `Tenant '${request.params.tenant}' not found.`))
  }
  app.get('/:tenant/v2.0/.well-known/openid-configuration', metadata)
  app.get('/:tenant/.well-known/openid-configuration', metadata)
  app.get('/:tenant/discovery/v2.0/keys', async () => ctx.accessTokens.publicKeys)

  const token = async (request: TenantRequest, reply: FastifyReply) => {
    const { tenant } = request.params
    if (!isKnownTenant(tenant)) {
      return reply.code(400).send(oauthError('invalid_tenant', 90002, `Tenant '${tenant}' not found.`))
    }
    const { status, body } = await answerTokenRequest(ctx, tenantOf(tenant)?.tenantId, request.body)
    return reply.code(status).header('cache-control', 'no-store').send(body)
  }
  app.post('/:tenant/oauth2/v2.0/token', token)
  app.post('/:tenant/oauth2/token', token)

  app.get('/:tenant/oauth2/v2.0/authorize', async (request: TenantRequest, reply) => {
    const query = checkedQuery(request, reply, redirectUri)
    if (!query) return reply
    const tenant = tenantOf(request.params.tenant)
    const hint = query.login_hint?.toLowerCase()
    const user = accountOf(ctx.store.sessionUser(sessionOf(request)))
    // Another person than the session's was meant: silently answering with the wrong one would mix up accounts.
    const isMeant =
      user && (!hint || hint === user.userPrincipalName) && !['login', 'select_account'].includes(query.prompt ?? '')
    if (isMeant && subjectIn(user, tenant?.tenantId)) return finish(ctx, reply, query, user, tenant)
    if (query.prompt === 'none') {
      return sendBack(
        reply,
        query,
        oauthError('login_required', 50058, 'A silent sign-in was asked for, but no user is signed in.'),
      )
    }
    const members = accounts.filter((account) => subjectIn(account, tenant?.tenantId))
    return reply.headers(signInPageHeaders).send(signInPage(members, tenant ?? homeOf(members), hint))
  })

  app.post('/:tenant/oauth2/v2.0/authorize', async (request: TenantRequest, reply) => {
    const query = checkedQuery(request, reply, redirectUri)
    if (!query) return reply
    const choice = z.object({ account: z.string() }).safeParse(request.body).data?.account
    if (choice === 'cancel') {
      return sendBack(reply, query, oauthError('access_denied', 65004, 'The user cancelled the sign-in.'))
    }
    const account = accountOf(choice)
    if (!account) return refuse(reply, 'Unknown account', 'The form named an account that does not exist.')
    const secret = ctx.store.startSession(account.userPrincipalName)
    reply.header('set-cookie', `${cookieName}=${secret}; Path=/; HttpOnly; SameSite=Lax`)
    return finish(ctx, reply, query, account, tenantOf(request.params.tenant))
  })

  app.get('/:tenant/oauth2/v2.0/logout', async (request: TenantRequest, reply) => {
    ctx.store.endSession(sessionOf(request))
    reply.header('set-cookie', `${cookieName}=; Path=/; HttpOnly; SameSite=Lax; Max-Age=0`)
    const query = z
      .object({ post_logout_redirect_uri: z.string(), state: z.string().optional() })
      .safeParse(request.query)
    if (query.data?.post_logout_redirect_uri !== redirectUri) {
      return reply.headers(signInPageHeaders).send(messagePage('Signed out', 'You can close this page.'))
    }
    const target = new URL(redirectUri)
    if (query.data.state) target.searchParams.set('state', query.data.state)
    return reply.redirect(target.href, 303)
  })
}

/** The discovery document; the studio's `/config.json` carries the same addresses. */
export function openIdMetadata(cloud: string, tenant: string) {
  const base = `${cloud}/${tenant}`
  return {
    issuer: `${base}/v2.0`,
    authorization_endpoint: `${base}/oauth2/v2.0/authorize`,
    token_endpoint: `${base}/oauth2/v2.0/token`,
    jwks_uri: `${base}/discovery/v2.0/keys`,
    end_session_endpoint: `${base}/oauth2/v2.0/logout`,
    response_modes_supported: ['query', 'fragment'],
    response_types_supported: ['code'],
    subject_types_supported: ['public'],
    id_token_signing_alg_values_supported: ['RS256'],
    code_challenge_methods_supported: ['S256'],
    scopes_supported: ['openid', 'profile', 'email', 'offline_access'],
  }
}

const tenantOf = (name: string): Tenant | undefined =>
  tenants.find(({ tenantId, defaultDomain }) => [tenantId, defaultDomain].includes(name.toLowerCase()))

const isKnownTenant = (name: string) => homeAliases.has(name.toLowerCase()) || tenantOf(name) !== undefined

const accountOf = (userPrincipalName: string | undefined): Account | undefined =>
  accounts.find((account) => account.userPrincipalName === userPrincipalName)

function homeOf([first]: readonly Account[]): Tenant {
  const home = tenants.find(({ tenantId }) => tenantId === first?.memberships[0].tenantId)
  if (!home) throw new Error('The directory holds an account without a home tenant.')
  return home
}

/**
 * The query of an authorize request, or undefined when it was answered already. Nothing is ever sent to an address
 * that is not registered: whoever could name one would receive people's codes.
 */
function checkedQuery(request: TenantRequest, reply: FastifyReply, redirectUri: string): AuthorizeQuery | undefined {
  const query = authorizeQuery.safeParse(request.query).data
  if (!isKnownTenant(request.params.tenant)) {
    refuse(reply, 'AADSTS90002', `Tenant '${request.params.tenant}' not found.`)
  } else if (query?.client_id !== studioClientId) {
    refuse(reply, 'AADSTS700016', `Application '${query?.client_id ?? ''}' was not found in this directory.`)
  } else if (query.redirect_uri !== redirectUri) {
    refuse(reply, 'AADSTS50011', `The redirect URI '${query.redirect_uri}' is not registered for this application.`)
  } else if (query.response_type !== 'code' || query.code_challenge_method !== 'S256' || !query.code_challenge) {
    sendBack(reply, query, oauthError('invalid_request', 9002325, 'Proof Key for Code Exchange is required.'))
  } else {
    const choice = chooseScope(query.scope, false)
    if (choice.ok) return query
    sendBack(reply, query, { error: 'invalid_scope', error_description: choice.message })
  }
  return undefined
}

const refuse = (reply: FastifyReply, title: string, message: string): FastifyReply =>
  reply.code(400).headers(signInPageHeaders).send(messagePage(title, message))

function finish(
  ctx: SignInContext,
  reply: FastifyReply,
  query: AuthorizeQuery,
  account: Account,
  tenant: Tenant | undefined,
) {
  const subject = subjectIn(account, tenant?.tenantId)
  if (!subject) return sendBack(reply, query, notInTenant(account.userPrincipalName, tenant?.tenantId ?? ''))
  const code = ctx.store.addCode({
    userPrincipalName: account.userPrincipalName,
    tenantId: subject.tenantId,
    clientId: query.client_id,
    redirectUri: query.redirect_uri,
    scope: query.scope,
    nonce: query.nonce,
    codeChallenge: query.code_challenge ?? '',
  })
  return sendBack(reply, query, { code, client_info: clientInfo(account) })
}

function sendBack(
  reply: FastifyReply,
  query: AuthorizeQuery,
  answer: OAuthError | { code: string; client_info: string },
) {
  const values = Object.entries({ ...answer, state: query.state }).filter(
    (pair): pair is [string, string] => typeof pair[1] === 'string',
  )
  const target = new URL(query.redirect_uri)
  if (query.response_mode === 'query') for (const [key, value] of values) target.searchParams.set(key, value)
  else target.hash = new URLSearchParams(values).toString()
  return reply.header('cache-control', 'no-store').redirect(target.href, 303)
}
