import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { configure, render } from '@testing-library/react'
import type { ReactNode } from 'react'
import { createMemoryRouter, RouterProvider, useLocation } from 'react-router'
import { testQuery } from '../../queries/testing/fake-azure.ts'
import { AccountContext } from '../account.ts'

// A page's lazy parts are compiled when they are first asked for, which a busy machine takes its time for.
configure({ asyncUtilTimeout: 10_000 })

// happy-dom knows the popover attribute but not its methods; a menu's items are in the page in any case.
if (!('hidePopover' in HTMLElement.prototype)) Object.assign(HTMLElement.prototype, { hidePopover: () => undefined })

const Address = () => {
  const { pathname, search } = useLocation()
  return <output aria-label="address">{decodeURIComponent(pathname + search)}</output>
}

/** Who is signed in to tests. */
const account = { id: 'olivia', name: 'Olivia', username: 'olivia@example.org', tenantId: 'home' }

const withAddress = (page: ReactNode) => (
  <>
    {page}
    <Address />
  </>
)

/**
 * For component tests: shows something as if it were the page at `path`, with a cache of its own. Wherever it leads,
 * the address can be read from the output named "address".
 *
 * @param route pattern for pages that read a part of their path, e.g. `/runs/:jobName`
 */
export function renderPage(page: ReactNode, path = '/jobs', route = '*') {
  const client = new QueryClient({ defaultOptions: { queries: { retry: false } } })
  const router = createMemoryRouter(
    [
      { path: route, element: withAddress(page) },
      { path: route === '*' ? 'nowhere' : '*', element: withAddress(null) },
    ],
    { initialEntries: [`${path}${path.includes('?') ? '&' : '?'}${testQuery}`] },
  )
  return render(
    <QueryClientProvider client={client}>
      <AccountContext value={account}>
        <RouterProvider router={router} />
      </AccountContext>
    </QueryClientProvider>,
  )
}
