import { Ellipsis } from 'lucide-react'
import { Link, useLocation } from 'react-router'
import type { WorkspacePlace } from '../paths.ts'
import { Menu } from '../ui/Menu.tsx'
import { isIn, sections, type Section } from './navigation.ts'
import styles from './SideNav.module.css'

/** How many sections stay in sight where the navigation is a bar at the bottom; the rest is behind "More". */
const inBar = 4

/** The sections of a workspace: a column beside the page, a bar below it on narrow screens. */
export function SideNav({ workspace }: { workspace: WorkspacePlace }) {
  const { pathname } = useLocation()
  const rest = sections.slice(inBar)
  return (
    <nav className={styles.nav} aria-label="Workspace">
      <ul className={styles.list}>
        {sections.map((section, index) => (
          <li key={section.name} className={index < inBar ? undefined : styles.wideOnly}>
            <SectionLink section={section} workspace={workspace} isCurrent={isIn(section, pathname)} />
          </li>
        ))}
        <li className={styles.narrowOnly}>
          <Menu
            trigger={(props) => (
              <button
                {...props}
                type="button"
                className={styles.link}
                data-current={rest.some((section) => isIn(section, pathname)) || undefined}
              >
                <Ellipsis size={18} aria-hidden="true" />
                More
              </button>
            )}
            items={rest.map(({ name, icon: Icon, to }) => ({
              kind: 'link',
              text: name,
              icon: <Icon size={16} aria-hidden="true" />,
              to: to(workspace),
            }))}
          />
        </li>
      </ul>
    </nav>
  )
}

function SectionLink({
  section: { name, icon: Icon, to, load },
  workspace,
  isCurrent,
}: {
  section: Section
  workspace: WorkspacePlace
  isCurrent: boolean
}) {
  // A failure to load shows up when the page is opened.
  const preload = () => void load().catch(() => {})
  return (
    <Link
      to={to(workspace)}
      className={styles.link}
      aria-current={isCurrent ? 'page' : undefined}
      data-current={isCurrent || undefined}
      onPointerEnter={preload}
      onFocus={preload}
    >
      <Icon size={18} aria-hidden="true" />
      {name}
    </Link>
  )
}
