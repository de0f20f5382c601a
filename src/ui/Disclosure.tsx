import type { ReactNode } from 'react'
import { classes } from './classes.ts'
import styles from './Disclosure.module.css'

/** Detail that most people need not see, one press away. */
export function Disclosure({ summary, open, children }: { summary: ReactNode; open?: boolean; children: ReactNode }) {
  return (
    <details className={styles.disclosure} open={open}>
      <summary>{summary}</summary>
      <div className={styles.content}>{children}</div>
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
