/**
 * What part of the cloud a path belongs to; it decides which token opens it.
 * - `open`: no token, as in Azure: discovery and the list of endpoints
 * - `signIn`: the OpenID provider; it checks its own credentials
 * - `data`: run history, artifacts, metrics and MLflow; jobs have tokens for it
 * - `arm`: everything else, so that a path nobody thought of is closed
 */
export type Plane = 'open' | 'signIn' | 'data' | 'arm'

const rules: readonly [RegExp, Plane][] = [
  [/^\/discovery(\/|$)/, 'open'],
  [/^\/metadata\/endpoints\/?$/, 'open'],
  [/^\/[^/]+\/(oauth2|discovery\/v2\.0|(v2\.0\/)?\.well-known)\//, 'signIn'],
  [/^\/(mlflow|history|artifact|metric)\//, 'data'],
]

/** @param path without the query */
export function planeOf(path: string): Plane {
  const lower = path.toLowerCase()
  return rules.find(([pattern]) => pattern.test(lower))?.[1] ?? 'arm'
}

/** Paths of Azure Resource Manager proper, which demand an api-version; the control API does not. */
export const needsApiVersion = (path: string): boolean => /^\/(subscriptions|tenants|providers)(\/|$)/i.test(path)

export const pathOf = (url: string): string => {
  const end = url.indexOf('?')
  return end < 0 ? url : url.slice(0, end)
}
