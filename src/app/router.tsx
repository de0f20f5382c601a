import { createBrowserRouter, matchRoutes, type RouteObject } from 'react-router'
import { NotFoundPage } from './NotFoundPage.tsx'
import { openWorkspace } from './open-workspace.ts'
import { pages } from './pages.ts'
import { RootLayout } from './RootLayout.tsx'
import { RouteFailure } from './RouteFailure.tsx'
import { WorkspaceLayout } from './WorkspaceLayout.tsx'

/** Pages of a workspace. The paths are ml.azure.com's own, so that its links work here after a change of host. */
const workspaceRoutes: RouteObject[] = [
  { path: 'home', lazy: pages.home },
  { path: 'jobs', lazy: pages.jobs },
  { path: 'experiments', lazy: pages.jobs },
  { path: 'experiments/:experimentName', lazy: pages.jobs },
  { path: 'jobs/new', lazy: pages.newJob },
  { path: 'runs/:jobName', lazy: pages.job },
  { path: 'compute/list/:kind?', lazy: pages.computes },
  { path: 'compute/new', lazy: pages.newCompute },
  { path: 'compute/:computeName/details', lazy: pages.compute },
  { path: 'model/list', lazy: pages.models },
  { path: 'model/:name/:version/details', lazy: pages.model },
  { path: 'model/:nameAndVersion/details', lazy: pages.model },
  { path: 'data', lazy: pages.data },
  { path: 'data/:name/:version/details', lazy: pages.dataVersion },
  { path: 'environments', lazy: pages.environments },
  { path: 'environments/:name/version/:version', lazy: pages.environmentVersion },
  { path: 'datastores', lazy: pages.datastores },
]

const routes: RouteObject[] = [
  {
    Component: RootLayout,
    ErrorBoundary: RouteFailure,
    children: [
      {
        // A second boundary inside of the shell: failures of a page keep it around them.
        ErrorBoundary: RouteFailure,
        children: [
          { index: true, lazy: pages.workspaces },
          {
            Component: WorkspaceLayout,
            middleware: [openWorkspace],
            // Middleware runs only where there is a loader; pages without one need it as well.
            loader: () => null,
            children: [{ ErrorBoundary: RouteFailure, children: workspaceRoutes }],
          },
          { path: '*', Component: NotFoundPage },
        ],
      },
    ],
  },
]

/** To be made after the sign-in is finished: it reads the address, which carries the provider's answer until then. */
export const createRouter = () => createBrowserRouter(routes)

/** Starts to load the code of the page at a path. A failure shows up when the page is opened. */
export function preloadPage(pathname: string): void {
  for (const { route } of matchRoutes(routes, pathname) ?? []) {
    if (typeof route.lazy === 'function') route.lazy().catch(() => {})
  }
}
