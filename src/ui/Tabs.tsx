import type { ReactNode } from 'react'
import { Link, type To } from 'react-router'
import styles from './Tabs.module.css'

/** Views of one thing. Each is a link, so that a view has an address and the back button works. */
export function Tabs({
  label,
  tabs,
  current,
}: {
  label: string
  tabs: { id: string; text: ReactNode; to: To }[]
  current: string
}) {
  return (
    <nav aria-label={label} className={styles.tabs}>
      {tabs.map(({ id, text, to }) => (
        <Link
          key={id}
          to={to}
          className={styles.tab}
          aria-current={id === current ? 'page' : undefined}
          preventScrollReset
          replace
        >
          {text}
        </Link>
      ))}
    </nav>
  )
}
