import { useState, type ReactNode } from 'react'
import { classes } from './classes.ts'
import styles from './Disclosure.module.css'

/**
 * Detail that most people need not see, one press away.
 * @param lazy its content is made when it is opened first, for content that costs something
 * @param plain without a frame of its own, for the foot of what has one
 */
export function Disclosure({
  summary,
  open = false,
  lazy = false,
  plain = false,
  children,
}: {
  summary: ReactNode
  open?: boolean
  lazy?: boolean
  plain?: boolean
  children: ReactNode
}) {
  const [wasOpen, setWasOpen] = useState(open)
  return (
    <details
      className={plain ? styles.plain : styles.disclosure}
      open={open}
      onToggle={({ currentTarget }) => {
        if (currentTarget.open) setWasOpen(true)
      }}
    >
      <summary>{summary}</summary>
      {(wasOpen || !lazy) && <div className={styles.content}>{children}</div>}
    </details>
  )
}

/**
 * Text that is read as code: scrolls by itself, can be reached and scrolled by keyboard.
 * @param wrap breaks long lines, for a text that is one line by nature, such as a command
 */
export const CodeBlock = ({ label, wrap = false, children }: { label: string; wrap?: boolean; children: string }) => (
  // A region that scrolls must be reachable without a mouse.
  // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
  <pre className={classes(styles.code, wrap && styles.wrap)} tabIndex={0} role="region" aria-label={label}>
    {children}
  </pre>
)
