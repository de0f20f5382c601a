import { openIdMetadata } from './auth/sign-in-routes.ts'
import type { Origins } from './contracts.ts'
import { homeTenant, studioClientId } from './seed/directory.ts'

/**
 * `/config.json`: all that makes the studio talk to this cloud rather than to Azure. The authority must be https for
 * MSAL; it is a name only, the addresses come from the metadata, where MSAL puts in the tenant it signs in to.
 */
export const studioConfig = ({ cloud }: Origins) => ({
  cloud: 'local',
  auth: {
    clientId: studioClientId,
    authority: `https://login.localhost/${homeTenant.tenantId}`,
    knownAuthorities: ['login.localhost'],
    authorityMetadata: authorityMetadata(cloud),
    redirectPath: '/auth-redirect.html',
    postLogoutPath: '/auth-redirect.html',
  },
  arm: { baseUrl: cloud, scopes: ['https://management.azure.com/user_impersonation'] },
  dataPlane: { baseUrl: cloud },
  samples: { enabled: true },
})

function authorityMetadata(cloud: string) {
  const { issuer, authorization_endpoint, token_endpoint, jwks_uri, end_session_endpoint } = openIdMetadata(
    cloud,
    homeTenant.tenantId,
  )
  return { issuer, authorization_endpoint, token_endpoint, jwks_uri, end_session_endpoint }
}

/**
 * Headers of every answer of the studio's origin, as a production host would send them.
 * @param isDev Vite's dev server needs inline scripts and a socket of its own
 */
export function securityHeaders({ cloud, blob, studio }: Origins, isDev: boolean): Record<string, string> {
  const socket = studio.replace(/^http/, 'ws')
  const policy = {
    'default-src': "'none'",
    'script-src': isDev ? "'self' 'unsafe-inline'" : "'self'",
    // Monaco writes style elements and starts its workers from blobs.
    'style-src': "'self' 'unsafe-inline'",
    'worker-src': "'self' blob:",
    'font-src': "'self' data:",
    'img-src': "'self' data: blob:",
    'manifest-src': "'self'",
    'connect-src': `'self' ${cloud} ${blob}${isDev ? ` ${socket}` : ''}`,
    // The silent sign-in frame goes to the cloud and comes back to the bridge page here.
    'frame-src': `'self' ${cloud}`,
    'frame-ancestors': "'self'",
    'form-action': "'self'",
    'base-uri': "'none'",
    'object-src': "'none'",
  }
  return {
    'content-security-policy': Object.entries(policy)
      .map(([name, value]) => `${name} ${value}`)
      .join('; '),
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
  }
}
