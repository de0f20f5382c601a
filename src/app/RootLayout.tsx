import { useRef } from 'react'
import { Outlet, useNavigation } from 'react-router'
import { AccountContext } from '../parts/account.ts'
import { Toasts } from '../ui/Toasts.tsx'
import styles from './RootLayout.module.css'
import { session } from './services.ts'
import { SideNav } from './SideNav.tsx'
import { SignInDialog } from './SignInDialog.tsx'
import { TopBar } from './TopBar.tsx'
import { useCurrentWorkspace } from './use-current-workspace.ts'
import { usePageHeading } from './use-page-heading.ts'

/** The shell: the same around every page. */
export function RootLayout() {
  const workspace = useCurrentWorkspace()
  const main = useRef<HTMLElement>(null)
  usePageHeading(main)
  return (
    <AccountContext value={session.account}>
      <a className={styles.skip} href="#main">
        Skip to the page
      </a>
      <PendingBar />
      <TopBar workspace={workspace} />
      <div className={workspace ? styles.withNav : undefined}>
        {workspace && <SideNav workspace={workspace} />}
        <main id="main" ref={main} className={styles.main} tabIndex={-1}>
          <Outlet />
        </main>
      </div>
      <Toasts />
      <SignInDialog />
    </AccountContext>
  )
}

/** Shows that the next page is on its way, if that takes longer than a moment. */
function PendingBar() {
  const { state } = useNavigation()
  if (state === 'idle') return null
  return <div className={styles.pending} role="progressbar" aria-label="Opening the page" />
}
