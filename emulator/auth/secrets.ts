import { existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { randomBytes } from 'node:crypto'
import { exportJWK, generateKeyPair, importJWK, type CryptoKey, type JWK } from 'jose'

export type SigningKey = Readonly<{ kid: string; privateKey: CryptoKey; publicJwk: JWK }>

/**
 * The key that signs every token, made at first start and kept, so that a restart signs nobody out and the token of a
 * job that outlived the server stays good.
 * @param dataDir the file `signing-key.json` in it is readable by its owner alone
 */
export async function loadSigningKey(dataDir: string): Promise<SigningKey> {
  const file = path.join(dataDir, 'signing-key.json')
  if (!existsSync(file)) {
    const { privateKey } = await generateKeyPair('RS256', { extractable: true })
    writePrivate(file, { ...(await exportJWK(privateKey)), kid: randomBytes(8).toString('hex') })
  }
  // We wrote the file ourselves a moment or a restart ago; a broken one fails in importJWK.
  const jwk = JSON.parse(readFileSync(file, 'utf8')) as JWK & { kid: string }
  const privateKey = (await importJWK(jwk, 'RS256')) as CryptoKey // only symmetric keys come as bytes
  const { kty, n, e, kid } = jwk
  return { kid, privateKey, publicJwk: { kty, n, e, kid, use: 'sig', alg: 'RS256' } }
}

/** What a script needs to get a token: the columns of the docs' REST walk-through. */
export type ServicePrincipalFile = Readonly<{
  tenantId: string
  clientId: string
  clientSecret: string
  tokenUrl: string
  scope: string
}>

/**
 * Writes `service-principal.json`. The secret of an earlier start is kept; the token address follows the port.
 * @returns what the file holds
 */
export function writeServicePrincipal(
  dataDir: string,
  { tenantId, clientId, cloud }: { tenantId: string; clientId: string; cloud: string },
): ServicePrincipalFile {
  const file = path.join(dataDir, 'service-principal.json')
  const earlier = existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as ServicePrincipalFile) : undefined
  const content = {
    tenantId,
    clientId,
    clientSecret: earlier?.clientSecret ?? randomBytes(30).toString('base64url'),
    tokenUrl: `${cloud}/${tenantId}/oauth2/v2.0/token`,
    scope: 'https://management.azure.com/.default',
  }
  writePrivate(file, content)
  return content
}

function writePrivate(file: string, content: unknown) {
  // By way of another name, so that a crash in between leaves no half file, which would fail every later start.
  rmSync(`${file}.new`, { force: true })
  writeFileSync(`${file}.new`, `${JSON.stringify(content, null, 2)}\n`, { mode: 0o600 })
  renameSync(`${file}.new`, file)
}
