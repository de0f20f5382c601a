import { useQuery } from '@tanstack/react-query'
import { Building2, LogOut, Monitor, Moon, Sun, UsersRound } from 'lucide-react'
import { useSyncExternalStore } from 'react'
import { useNavigate } from 'react-router'
import { useAccount, type SignedInAccount } from '../parts/account.ts'
import { paths } from '../paths.ts'
import { tenantQueries } from '../queries/workspaces.ts'
import { Menu, type MenuItem } from '../ui/Menu.tsx'
import { chooseTheme, subscribeToTheme, themeChoice, type ThemeChoice } from '../ui/theme.ts'
import { signIn, signOut } from './services.ts'
import styles from './TopBar.module.css'
import { useCurrentTenant } from './use-current-workspace.ts'

const themes = [
  { choice: 'system', text: 'Theme of the system', icon: Monitor },
  { choice: 'light', text: 'Light theme', icon: Sun },
  { choice: 'dark', text: 'Dark theme', icon: Moon },
] as const satisfies { choice: ThemeChoice; text: string; icon: unknown }[]

/** Account and tenant, always in sight, and what one can do about them. */
export function AccountMenu() {
  const account = useAccount()
  const tenantId = useCurrentTenant() ?? account.tenantId
  const navigate = useNavigate()
  const theme = useSyncExternalStore(subscribeToTheme, themeChoice)
  const { data: tenants = [] } = useQuery(tenantQueries.list())
  const nameOf = (id: string) => tenants.find((tenant) => tenant.tenantId === id)?.displayName ?? id

  const items: MenuItem[] = [
    { kind: 'label', text: account.username },
    ...tenants.map((tenant): MenuItem => ({
      text: nameOf(tenant.tenantId),
      icon: <Building2 size={16} aria-hidden="true" />,
      checked: tenant.tenantId === tenantId,
      onSelect: () => void navigate(paths.workspaces(tenant.tenantId)),
    })),
    'separator',
    ...themes.map(({ choice, text, icon: Icon }): MenuItem => ({
      text,
      icon: <Icon size={16} aria-hidden="true" />,
      checked: theme === choice,
      onSelect: () => chooseTheme(choice),
    })),
    'separator',
    {
      text: 'Use another account',
      icon: <UsersRound size={16} aria-hidden="true" />,
      onSelect: () => void signIn({ selectAccount: true }),
    },
    { text: 'Sign out', icon: <LogOut size={16} aria-hidden="true" />, onSelect: () => void signOut() },
  ]

  return (
    <Menu
      items={items}
      trigger={(props) => (
        <button
          {...props}
          type="button"
          className={styles.account}
          aria-label={`Account ${account.name}, tenant ${nameOf(tenantId)}`}
        >
          <span className={styles.twoLines}>
            <span className={styles.name}>{account.name}</span>
            <span className={styles.detail}>{nameOf(tenantId)}</span>
          </span>
          <span className={styles.avatar} aria-hidden="true">
            {initials(account)}
          </span>
        </button>
      )}
    />
  )
}

const initials = ({ name }: SignedInAccount): string =>
  name
    .split(/\s+/)
    .map((word) => /^./u.exec(word)?.[0] ?? '')
    .slice(0, 2)
    .join('')
    .toUpperCase()
