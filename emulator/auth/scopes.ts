import { resources } from './access-tokens.ts'

export type ScopeChoice = { ok: true; audience: string | undefined; granted: string[] } | { ok: false; message: string }

/** Scopes of the protocol itself; they name no resource. */
const protocolScopes = new Set(['openid', 'profile', 'email', 'offline_access'])
const permissions = ['user_impersonation', '.default']

/** `https://management.azure.com/user_impersonation` → its resource; the slash may be doubled, as in old samples. */
const resourceOf = (scope: string) =>
  Object.values(resources).find((resource) =>
    permissions.some((name) => scope === `${resource}/${name}` || scope === `${resource}//${name}`),
  )

/**
 * Reads the `scope` of a request. Authorize may name several resources, which is consent only; a token is for one.
 * @param single refuse a second resource, as the token endpoint does
 */
export function chooseScope(scope: string, single: boolean): ScopeChoice {
  const names = scope.split(' ').filter((name) => name && !protocolScopes.has(name))
  const audiences = names.map(resourceOf)
  const unknown = names.find((_, i) => !audiences[i])
  if (unknown) {
    const message = `AADSTS70011: The provided value for the input parameter 'scope' is not valid: ${unknown}`
    return { ok: false, message }
  }
  if (single && new Set(audiences).size > 1) {
    const message = `AADSTS28000: The scope ${scope} is not valid because it contains more than one resource.`
    return { ok: false, message }
  }
  const audience = audiences[0]
  return { ok: true, audience, granted: names.filter((_, i) => audiences[i] === audience) }
}
