import { ChevronsUpDown } from 'lucide-react'
import { Link } from 'react-router'
import { useAccount } from '../parts/account.ts'
import { isSameWorkspace, recentWorkspaces } from '../parts/recent-workspaces.ts'
import { paths, type WorkspacePlace } from '../paths.ts'
import { Logo } from '../ui/Logo.tsx'
import { Menu } from '../ui/Menu.tsx'
import { AccountMenu } from './AccountMenu.tsx'
import styles from './TopBar.module.css'
import { WatchSlot } from './WatchSlot.tsx'

/** Where one is (workspace) and who one is (account and tenant), on every page. */
export function TopBar({ workspace }: { workspace: WorkspacePlace | undefined }) {
  return (
    <header className={styles.bar}>
      <Link to={paths.workspaces(workspace?.tenantId)} className={styles.brand} aria-label="Trainyard, all workspaces">
        <Logo size={26} />
        <span className={styles.brandName}>Trainyard</span>
      </Link>
      {workspace && <WorkspaceSwitcher workspace={workspace} />}
      <WatchSlot />
      <AccountMenu />
    </header>
  )
}

function WorkspaceSwitcher({ workspace }: { workspace: WorkspacePlace }) {
  const account = useAccount()
  const others = recentWorkspaces(account.id).filter((recent) => !isSameWorkspace(recent, workspace))
  return (
    <Menu
      trigger={(props) => (
        <button
          {...props}
          type="button"
          className={styles.switcher}
          aria-label={`Workspace ${workspace.workspaceName}, switch`}
        >
          <span className={styles.twoLines}>
            <span className={styles.name}>{workspace.workspaceName}</span>
            <span className={styles.detail}>{workspace.resourceGroup}</span>
          </span>
          <ChevronsUpDown size={14} aria-hidden="true" />
        </button>
      )}
      items={[
        ...(others.length > 0 ? [{ kind: 'label', text: 'Recent' } as const] : []),
        ...others.map((recent) => ({ kind: 'link', text: recent.workspaceName, to: paths.home(recent) }) as const),
        ...(others.length > 0 ? (['separator'] as const) : []),
        { kind: 'link', text: 'All workspaces', to: paths.workspaces(workspace.tenantId) },
      ]}
    />
  )
}
