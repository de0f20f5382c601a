import { createHash, randomBytes } from 'node:crypto'
import type { DatabaseSync } from 'node:sqlite'
import type { Clock } from '../clock.ts'

/** A secret of 256 bits, as it appears in cookies, codes and refresh tokens. */
const newSecret = () => randomBytes(32).toString('base64url')

/** The database never holds a secret that could be replayed, only its hash. */
const hashOf = (secret: string) => createHash('sha256').update(secret).digest('base64url')

/** What an authorization code stands for until it is redeemed. */
export type CodeGrant = Readonly<{
  userPrincipalName: string
  tenantId: string
  clientId: string
  redirectUri: string
  scope: string
  nonce: string | undefined
  codeChallenge: string
}>

export type RefreshGrant = Readonly<{ userPrincipalName: string; clientId: string; family: string; expiresAt: number }>

/** Sessions of the sign-in page, one-time codes and refresh tokens; a restart keeps people signed in. */
export type SignInStore = {
  startSession(userPrincipalName: string): string
  /** Sign-in name of a session's owner. */
  sessionUser(secret: string | undefined): string | undefined
  endSession(secret: string | undefined): void
  addCode(grant: CodeGrant): string
  /** A code counts once, and for a minute. */
  takeCode(code: string): CodeGrant | undefined
  /** A new token of the family given, or of a new family. */
  addRefreshToken(grant: Omit<RefreshGrant, 'family' | 'expiresAt'> | RefreshGrant): string
  /** Marks a token as used. A replay after the grace time ends its whole family and finds nothing. */
  useRefreshToken(token: string): RefreshGrant | undefined
  /** Ends every session and refresh token: what a test calls to see people asked again. */
  revokeAll(): void
}

const codeLifeMs = 60_000
/** Entra gives single-page apps a day; a rotated token inherits the end of its family. */
const refreshLifeMs = 24 * 3600_000
/** Two tabs may use one token at the same time; both must get an answer. */
const reuseGraceMs = 30_000

export function createSignInStore(db: DatabaseSync, clock: Clock): SignInStore {
  db.exec(`
    create table if not exists sign_in_session(hash text primary key, upn text not null) strict;
    create table if not exists refresh_token(
      hash text primary key, upn text not null, client text not null, family text not null,
      expires_at integer not null, used_at integer
    ) strict;`)
  const addSession = db.prepare('insert into sign_in_session(hash, upn) values(?, ?)')
  const getSession = db.prepare('select upn from sign_in_session where hash = ?')
  const dropSession = db.prepare('delete from sign_in_session where hash = ?')
  const addToken = db.prepare('insert into refresh_token(hash, upn, client, family, expires_at) values(?, ?, ?, ?, ?)')
  const getToken = db.prepare('select upn, client, family, expires_at, used_at from refresh_token where hash = ?')
  const markUsed = db.prepare('update refresh_token set used_at = coalesce(used_at, ?) where hash = ?')
  const dropFamily = db.prepare('delete from refresh_token where family = ?')
  const dropExpired = db.prepare('delete from refresh_token where expires_at < ?')
  const codes = new Map<string, CodeGrant & { expiresAt: number }>()

  return {
    startSession(userPrincipalName) {
      const secret = newSecret()
      addSession.run(hashOf(secret), userPrincipalName)
      return secret
    },
    sessionUser(secret) {
      const row = secret ? getSession.get(hashOf(secret)) : undefined
      return row && String(row['upn'])
    },
    endSession(secret) {
      if (secret) dropSession.run(hashOf(secret))
    },

    addCode(grant) {
      for (const [code, { expiresAt }] of codes) if (expiresAt < clock.now()) codes.delete(code)
      const code = newSecret()
      codes.set(code, { ...grant, expiresAt: clock.now() + codeLifeMs })
      return code
    },
    takeCode(code) {
      const grant = codes.get(code)
      codes.delete(code)
      return grant && grant.expiresAt >= clock.now() ? grant : undefined
    },

    addRefreshToken(grant) {
      const now = clock.now()
      const { family, expiresAt } = 'family' in grant ? grant : { family: newSecret(), expiresAt: now + refreshLifeMs }
      const token = newSecret()
      dropExpired.run(now)
      addToken.run(hashOf(token), grant.userPrincipalName, grant.clientId, family, expiresAt)
      return token
    },
    useRefreshToken(token) {
      const hash = hashOf(token)
      const row = getToken.get(hash)
      if (!row || Number(row['expires_at']) < clock.now()) return undefined
      const family = String(row['family'])
      if (row['used_at'] !== null && clock.now() - Number(row['used_at']) > reuseGraceMs) {
        dropFamily.run(family)
        return undefined
      }
      markUsed.run(clock.now(), hash)
      return {
        userPrincipalName: String(row['upn']),
        clientId: String(row['client']),
        family,
        expiresAt: Number(row['expires_at']),
      }
    },
    revokeAll() {
      db.exec('delete from sign_in_session; delete from refresh_token;')
      codes.clear()
    },
  }
}
