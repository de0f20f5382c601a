import type { ReactNode } from 'react'
import styles from './Badge.module.css'
import { classes } from './classes.ts'

/** What a colour means here: the same five everywhere. */
export type Tone = 'neutral' | 'waiting' | 'active' | 'good' | 'bad'

/** A short state in a word or two. `moving` lets its dot pulse: the state is expected to change by itself. */
export function Badge({
  tone = 'neutral',
  dot = false,
  moving = false,
  children,
}: {
  tone?: Tone
  dot?: boolean
  moving?: boolean
  children: ReactNode
}) {
  return (
    <span className={classes(styles.badge, styles[tone], moving && styles.moving)}>
      {dot && <span className={styles.dot} aria-hidden="true" />}
      {children}
    </span>
  )
}
