import { redirect, type MiddlewareFunction } from 'react-router'
import { azureml } from '../api/azureml.ts'
import { rememberWorkspace } from '../parts/recent-workspaces.ts'
import { workspaceFrom } from '../parts/use-workspace.ts'
import { permissionQueries } from '../queries/permissions.ts'
import { queryClient } from '../queries/query-client.ts'
import { workspaceQueries } from '../queries/workspaces.ts'
import { session } from './services.ts'

/**
 * Runs before the loaders of every page of a workspace: reads the link, so that no request is made for one that is
 * malformed, and lets tokens come from its tenant. A link without a tenant gets the one its subscription is known to be
 * in, so that links copied from the address bar are whole.
 *
 * @throws RouteError for a malformed wsid or tid
 */
export const openWorkspace: MiddlewareFunction = ({ request }) => {
  const url = new URL(request.url)
  const place = workspaceFrom(url.searchParams)
  const tenantId = place.tenantId ?? azureml.tenantOf(place) ?? session.account?.tenantId
  if (!tenantId) throw new Error('A page was opened before anybody signed in')
  azureml.rememberTenant(place, tenantId)
  if (place.tenantId === undefined) {
    url.searchParams.set('tid', tenantId)
    // eslint's only-throw-error does not know the router's convention: a thrown redirect ends the navigation.
    // oxlint-disable-next-line typescript/only-throw-error
    throw redirect(url.pathname + url.search.replaceAll('%2F', '/') + url.hash)
  }
  if (session.account) rememberWorkspace(session.account.id, place)
  // Every page shows both; neither may hold one back, and each shows its failure where it is used.
  queryClient.query(permissionQueries.forWorkspace(place)).catch(() => {})
  queryClient.query(workspaceQueries.detail(place)).catch(() => {})
}
