import type { ReactNode } from 'react'
import { Button } from '../../../ui/Button.tsx'
import { classes } from '../../../ui/classes.ts'
import styles from './Toggle.module.css'

/** A small switch in a bar of tools. @param text shown beside the icon where there is room */
export function Toggle({
  label,
  text,
  icon,
  on,
  onChange,
}: {
  label: string
  text?: string
  icon: ReactNode
  on: boolean
  onChange: (on: boolean) => void
}) {
  return (
    <Button
      variant="ghost"
      small
      icon={icon}
      aria-label={label}
      title={label}
      aria-pressed={on}
      className={classes(on && styles.on)}
      onClick={() => onChange(!on)}
    >
      {text === undefined ? undefined : <span className={styles.text}>{text}</span>}
    </Button>
  )
}
