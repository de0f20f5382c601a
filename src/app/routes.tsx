import { matchRoutes, type RouteObject } from 'react-router'
import { NotFoundPage } from './NotFoundPage.tsx'
import type { LoadPage } from './open-page.ts'
import { PageHost } from './PageHost.tsx'
import { pages } from './pages.ts'
import { WorkspaceLayout } from './WorkspaceLayout.tsx'

const page = (path: string, load: LoadPage): RouteObject => ({
  path,
  element: <PageHost load={load} />,
  handle: load,
})

/** The paths are ml.azure.com's own, so that its links work here after a change of host. */
export const routes: RouteObject[] = [
  page('/', pages.workspaces),
  {
    element: <WorkspaceLayout />,
    children: [
      page('home', pages.home),
      page('jobs', pages.jobs),
      page('experiments', pages.jobs),
      page('experiments/:experimentName', pages.jobs),
      page('jobs/new', pages.newJob),
      page('runs/:jobName', pages.job),
      page('compare', pages.compare),
      page('compute/list/:kind?', pages.computes),
      page('compute/new', pages.newCompute),
      page('compute/:computeName/details', pages.compute),
      page('compute/:computeName/edit', pages.editCompute),
      page('model/list', pages.models),
      page('model/new', pages.newModel),
      page('model/:name/:version/details', pages.model),
      page('model/:nameAndVersion/details', pages.model),
      page('data', pages.data),
      page('data/new', pages.newData),
      page('data/:name/:version/details', pages.dataVersion),
      page('environments', pages.environments),
      page('environments/new', pages.newEnvironment),
      page('environments/:name/version/:version', pages.environmentVersion),
      page('datastores', pages.datastores),
    ],
  },
  { path: '*', element: <NotFoundPage /> },
]

/** Starts to load the code of the page at a path. A failure shows up when the page is opened. */
export function preloadPage(pathname: string): void {
  for (const { route } of matchRoutes(routes, pathname) ?? []) {
    const load = route.handle as LoadPage | undefined // `page` above puts nothing else there
    load?.().catch(() => {})
  }
}
