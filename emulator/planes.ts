/**
 * What part of the cloud a route belongs to; it decides which token opens it.
 * - `open`: no token, as in Azure: discovery and the list of endpoints
 * - `signIn`: the OpenID provider; it checks its own credentials
 * - `data`: run history, artifacts, metrics and MLflow; jobs have tokens for it
 * - `arm`: everything else, so that a route nobody thought of is closed
 */
export type Plane = 'open' | 'signIn' | 'data' | 'arm'

const rules: readonly [RegExp, Plane][] = [
  [/^\/discovery(\/|$)/, 'open'],
  [/^\/metadata\/endpoints$/, 'open'],
  [/^\/:tenant\//, 'signIn'],
  [/^\/(mlflow|history|artifact|metric)\//, 'data'],
]

/** Every request asks, about one of some hundred routes. */
const planes = new Map<string, Plane>()

/**
 * Reads the pattern of the route that was found, not the path that was sent: no spelling of a path can make a closed
 * route look open.
 * @param route e.g. `/:tenant/oauth2/v2.0/token`; undefined when no route was found
 */
export function planeOf(route = ''): Plane {
  const known = planes.get(route)
  if (known) return known
  const plane = rules.find(([pattern]) => pattern.test(route))?.[1] ?? 'arm'
  planes.set(route, plane)
  return plane
}

/** Paths of Azure Resource Manager proper, which demand an api-version; the control API does not. */
export const needsApiVersion = (path: string): boolean => /^\/(subscriptions|tenants|providers)(\/|$)/i.test(path)

export const pathOf = (url: string): string => {
  const end = url.indexOf('?')
  return end < 0 ? url : url.slice(0, end)
}
