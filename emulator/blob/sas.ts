import { createHmac, timingSafeEqual } from 'node:crypto'
import { ServiceError } from '../errors.ts'

/**
 * Service SAS for blobs and containers.
 * https://learn.microsoft.com/rest/api/storageservices/create-service-sas
 */
const signedVersion = '2024-11-04'
/** Before this version the string to sign had one line less; nothing we serve was signed then. */
const oldestVersion = '2020-12-06'

const clockSkewMs = 5 * 60 * 1000

export type SasResource = Readonly<{ account: string; container: string; name?: string | undefined }>

/** The lines under the signature: decoded values, empty when absent. */
function stringToSign(query: URLSearchParams, { account, container, name }: SasResource): string {
  const field = (key: string) => query.get(key) ?? ''
  const path = `/blob/${account}/${container}${field('sr') === 'b' ? `/${name ?? ''}` : ''}`
  const rest = ['si', 'sip', 'spr', 'sv', 'sr', 'snapshot', 'ses', 'rscc', 'rscd', 'rsce', 'rscl', 'rsct'].map(field)
  return [field('sp'), field('st'), field('se'), path, ...rest].join('\n')
}

const hmac = (key: Buffer, text: string) => createHmac('sha256', key).update(text, 'utf8').digest()

/** SAS dates have no fraction of a second. */
const sasDate = (ms: number) => new Date(ms).toISOString().replace(/\.\d+Z$/, 'Z')

/**
 * The query of a SAS URL for one blob, or for a container when there is no name.
 * @param permissions letters in any order, e.g. `racwl`
 * @param now milliseconds since the epoch
 */
export function signSas(
  key: Buffer,
  resource: SasResource,
  { permissions, now, seconds }: { permissions: string; now: number; seconds: number },
): URLSearchParams {
  const query = new URLSearchParams({
    sp: 'racwdxltmeop'
      .split('')
      .filter((letter) => permissions.includes(letter))
      .join(''),
    st: sasDate(now - clockSkewMs),
    se: sasDate(now + seconds * 1000),
    sv: signedVersion,
    sr: resource.name === undefined ? 'c' : 'b',
  })
  query.set('sig', hmac(key, stringToSign(query, resource)).toString('base64'))
  return query
}

/**
 * Checks signature, scope and times of a SAS.
 * @returns its permission letters
 * @throws ServiceError 403 AuthenticationFailed
 */
export function verifySas(key: Buffer, query: URLSearchParams, resource: SasResource, now: number): string {
  const refuse = (detail: string) =>
    new ServiceError(
      403,
      'AuthenticationFailed',
      'Server failed to authenticate the request. Make sure the value of Authorization header is formed correctly ' +
        'including the signature.',
      { details: [{ code: 'AuthenticationErrorDetail', message: detail }] },
    )
  const scope = query.get('sr')
  if (scope !== 'c' && scope !== 'b') throw refuse('Only signatures of blobs and containers are known here.')
  if ((query.get('sv') ?? '') < oldestVersion) throw refuse(`The signed version must be ${oldestVersion} or newer.`)
  const given = Buffer.from(query.get('sig') ?? '', 'base64')
  const expected = hmac(key, stringToSign(query, resource))
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) throw refuse('Signature did not match.')

  const starts = query.get('st') ? Date.parse(query.get('st') ?? '') : Number.NEGATIVE_INFINITY
  const expires = Date.parse(query.get('se') ?? '')
  if (starts <= now && now < expires) return query.get('sp') ?? ''
  const [start, expiry, current] = [starts, expires, now].map((time) => new Date(time).toUTCString())
  throw refuse(
    `Signature not valid in the specified time frame: Start [${start}] - Expiry [${expiry}] - Current [${current}]`,
  )
}
