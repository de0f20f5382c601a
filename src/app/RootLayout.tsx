import { Suspense, useDeferredValue, useRef } from 'react'
import { matchRoutes, useLocation, useRoutes } from 'react-router'
import { AccountContext } from '../parts/account.ts'
import { SkeletonRows } from '../ui/Loading.tsx'
import { Toasts } from '../ui/Toasts.tsx'
import { FailurePage } from './FailurePage.tsx'
import { pageKey } from './open-page.ts'
import { PageBoundary } from './PageBoundary.tsx'
import styles from './RootLayout.module.css'
import { routes } from './routes.tsx'
import { session, signIn } from './services.ts'
import { SideNav } from './SideNav.tsx'
import { SignInSlot } from './SignInSlot.tsx'
import { ThrottleNote } from './ThrottleNote.tsx'
import { TopBar } from './TopBar.tsx'
import { useCurrentWorkspace } from './use-current-workspace.ts'
import { usePageHeading } from './use-page-heading.ts'

/** The shell: the same around every page. */
export function RootLayout() {
  const workspace = useCurrentWorkspace()
  const main = useRef<HTMLElement>(null)
  const location = useLocation()
  // While another page is opened, the last one stays on screen. A change of the address that stays on the page (a
  // letter typed into a filter) is shown at once.
  const openLocation = useDeferredValue(location)
  const isOpening = pageKey(location) !== pageKey(openLocation)
  const shown = isOpening ? openLocation : location
  const page = useRoutes(routes, shown)
  usePageHeading(main, shown.pathname)

  const failurePage = (error: unknown) => (
    <FailurePage error={error} workspace={workspace} params={matchRoutes(routes, shown)?.at(-1)?.params} />
  )
  return (
    <AccountContext value={session.account}>
      <a className={styles.skip} href="#main">
        Skip to the page
      </a>
      {isOpening && <div className={styles.pending} role="progressbar" aria-label="Opening the page" />}
      <TopBar workspace={workspace} />
      <div className={workspace ? styles.withNav : undefined}>
        {workspace && <SideNav workspace={workspace} />}
        <main id="main" ref={main} className={styles.main} tabIndex={-1}>
          <SignInSlot onSignIn={(demand) => void signIn({ demand })} />
          <PageBoundary page={pageKey(shown)} fallback={failurePage}>
            <Suspense fallback={<OpeningPage />}>{page}</Suspense>
          </PageBoundary>
        </main>
      </div>
      <ThrottleNote />
      <Toasts />
    </AccountContext>
  )
}

/** The first page, until its code is here. It has no heading: focus goes to the page's own when that is there. */
const OpeningPage = () => (
  <div className={styles.opening}>
    <SkeletonRows rows={6} label="Opening the page" />
  </div>
)
