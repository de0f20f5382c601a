import { CircleAlert, CircleCheck, Info, TriangleAlert } from 'lucide-react'
import type { ReactNode } from 'react'
import { classes } from './classes.ts'
import styles from './Notice.module.css'

const icons = { info: Info, good: CircleCheck, warning: TriangleAlert, bad: CircleAlert }

/** A remark in the page's flow. What went wrong (`bad`) is announced at once. */
export function Notice({
  tone = 'info',
  title,
  actions,
  children,
}: {
  tone?: keyof typeof icons
  title?: ReactNode
  actions?: ReactNode
  children?: ReactNode
}) {
  const Icon = icons[tone]
  return (
    <div className={classes(styles.notice, styles[tone])} role={tone === 'bad' ? 'alert' : 'status'}>
      <Icon size={17} aria-hidden="true" />
      <div className={styles.content}>
        {title !== undefined && <div className={styles.title}>{title}</div>}
        {children}
        {actions !== undefined && <div className={styles.actions}>{actions}</div>}
      </div>
    </div>
  )
}

/** What a list shows when there is nothing in it: what would be here, and how to get it. */
export function EmptyState({
  icon,
  title,
  actions,
  children,
}: {
  icon?: ReactNode
  title: string
  actions?: ReactNode
  children?: ReactNode
}) {
  return (
    <div className={styles.empty}>
      {icon !== undefined && <div className={styles.emptyIcon}>{icon}</div>}
      <h2>{title}</h2>
      {children !== undefined && <div className={styles.emptyText}>{children}</div>}
      {actions !== undefined && <div className={styles.actions}>{actions}</div>}
    </div>
  )
}
