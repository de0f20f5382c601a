import { createLocalJWKSet, errors, jwtVerify, SignJWT, type JWTPayload } from 'jose'
import { randomUUID } from 'node:crypto'
import type { Clock } from '../clock.ts'
import type { Principal, Settings, TokenService } from '../contracts.ts'
import { ServiceError } from '../errors.ts'
import type { SigningKey } from './secrets.ts'

/** Resources that a token can be asked for; the first scope part names one of them. */
export const resources = {
  arm: 'https://management.azure.com',
  ml: 'https://ml.azure.com',
  storage: 'https://storage.azure.com',
} as const

/** Audience of the tokens that jobs get. No sign-in can ask for it. */
const jobAudience = 'urn:trainyard:job'

/** A job may be adopted after days; its token lives longer than any job is expected to. */
const jobTokenSeconds = 30 * 24 * 3600

/** Not an address: the port may change between two starts, and the tokens of running jobs must stay good. */
const issuerOf = (tenantId: string) => `https://sts.localhost/${tenantId}/`

export type Subject = Readonly<{
  tenantId: string
  objectId: string
  name: string
  /** Sign-in name; service principals have none. */
  userPrincipalName?: string
}>

export type AccessTokens = TokenService & {
  /** A token for one resource, in the shape of Entra's v1 access tokens. */
  issueAccessToken(subject: Subject, clientId: string, audience: string): Promise<string>
  /** A token that tells the client who signed in. @param issuer as in the provider's metadata */
  issueIdToken(subject: Subject, clientId: string, issuer: string, nonce: string | undefined): Promise<string>
  publicKeys: { keys: object[] }
}

/** Accepted audiences by what is called. Data-plane clients send ARM tokens; the published spec names ml.azure.com. */
const audiences: Record<'arm' | 'data', readonly string[]> = {
  arm: [resources.arm],
  data: [resources.arm, resources.ml, jobAudience],
}

/** Tokens of people and scripts who went away; the cache starts afresh before it grows past this. */
const cacheLimit = 2_000

export function createAccessTokens(
  key: SigningKey,
  clock: Clock,
  settings: Pick<Settings, 'accessTokenSeconds' | 'origins'>,
): AccessTokens {
  const keySet = createLocalJWKSet({ keys: [key.publicJwk] })
  const verified = new Map<string, { principal: Principal; audience: string; expires: number }>()

  function sign(claims: JWTPayload, seconds: number): Promise<string> {
    const now = Math.floor(clock.now() / 1000)
    return new SignJWT({ uti: randomUUID(), ...claims })
      .setProtectedHeader({ alg: 'RS256', typ: 'JWT', kid: key.kid })
      .setIssuedAt(now)
      .setNotBefore(now)
      .setExpirationTime(now + seconds)
      .sign(key.privateKey)
  }

  async function read(token: string) {
    const known = verified.get(token)
    if (known && known.expires > clock.now()) return known
    verified.delete(token)
    const { payload } = await jwtVerify(token, keySet, {
      algorithms: ['RS256'],
      requiredClaims: ['exp', 'aud'],
      currentDate: new Date(clock.now()),
    })
    const entry = {
      principal: principalOf(payload),
      audience: String(payload.aud),
      expires: (payload.exp ?? 0) * 1000,
    }
    if (verified.size >= cacheLimit) verified.clear()
    verified.set(token, entry)
    return entry
  }

  return {
    publicKeys: { keys: [key.publicJwk] },

    issueAccessToken: (subject, clientId, audience) =>
      sign(
        {
          ...claimsOf(subject),
          iss: issuerOf(subject.tenantId),
          aud: audience,
          appid: clientId,
          ver: '1.0',
          ...(subject.userPrincipalName
            ? { idtyp: 'user', scp: 'user_impersonation', unique_name: subject.userPrincipalName }
            : { idtyp: 'app' }),
        },
        settings.accessTokenSeconds,
      ),

    issueIdToken: (subject, clientId, issuer, nonce) =>
      sign(
        {
          ...claimsOf(subject),
          iss: issuer,
          aud: clientId,
          ver: '2.0',
          preferred_username: subject.userPrincipalName,
          login_hint: subject.userPrincipalName,
          ...(nonce ? { nonce } : {}),
        },
        3600,
      ),

    issueJobToken: (workspaceId, jobName) =>
      sign({ iss: issuerOf('jobs'), aud: jobAudience, ws: workspaceId, job: jobName }, jobTokenSeconds),

    async verify(authorization, plane = 'arm') {
      const token = /^Bearer (\S+)$/i.exec(authorization ?? '')?.[1]
      if (!token) {
        throw challenge(
          settings,
          'AuthenticationFailed',
          "Authentication failed. The 'Authorization' header is missing.",
        )
      }
      const { principal, audience } = await read(token).catch((error: unknown) => {
        throw error instanceof errors.JWTExpired
          ? challenge(settings, 'ExpiredAuthenticationToken', 'The access token has expired.')
          : challenge(settings, 'InvalidAuthenticationToken', 'The access token is invalid.')
      })
      if (!audiences[plane].includes(audience)) {
        const message = `The access token was obtained for the wrong audience '${audience}'; expected '${resources.arm}'.`
        throw challenge(settings, 'InvalidAuthenticationTokenAudience', message)
      }
      return principal
    },
  }
}

const claimsOf = ({ tenantId, objectId, name, userPrincipalName }: Subject) => ({
  tid: tenantId,
  oid: objectId,
  sub: objectId,
  name,
  ...(userPrincipalName ? { upn: userPrincipalName } : {}),
})

function principalOf(claims: JWTPayload): Principal {
  if (claims.aud === jobAudience) {
    return { kind: 'job', workspaceId: String(claims['ws']), jobName: String(claims['job']) }
  }
  return {
    kind: claims['idtyp'] === 'app' ? 'servicePrincipal' : 'user',
    objectId: String(claims['oid']),
    tenantId: String(claims['tid']),
    name: String(claims['name']),
  }
}

const challenge = (settings: Pick<Settings, 'origins'>, code: string, message: string) =>
  new ServiceError(401, code, message, {
    headers: {
      'www-authenticate': `Bearer authorization_uri="${settings.origins.cloud}/common", error="invalid_token"`,
    },
  })
