import type { ReactNode } from 'react'
import { classes } from './classes.ts'
import styles from './Page.module.css'

/** The frame of every page: one heading (focused by the router on navigation), what it is about, its actions. */
export function Page({
  title,
  mark,
  badge,
  lead,
  actions,
  wide = false,
  children,
}: {
  title: ReactNode
  /** A sign before the heading in the document's title, for those who see its tab alone. */
  mark?: string | undefined
  /** A state beside the heading. */
  badge?: ReactNode
  lead?: ReactNode
  actions?: ReactNode
  /** Uses the whole width, for editors and logs. */
  wide?: boolean
  children: ReactNode
}) {
  return (
    <div className={classes(styles.page, wide && styles.wide)}>
      <header className={styles.header}>
        <div className={styles.titles}>
          <div className={styles.titleLine}>
            <h1 tabIndex={-1} data-mark={mark}>
              {title}
            </h1>
            {badge}
          </div>
          {lead !== undefined && lead !== null && <div className={styles.lead}>{lead}</div>}
        </div>
        {actions !== undefined && <div className={styles.actions}>{actions}</div>}
      </header>
      {children}
    </div>
  )
}

/** Search and filters above a list; the first one is the widest. */
export const Toolbar = ({ children }: { children: ReactNode }) => <div className={styles.toolbar}>{children}</div>
