import type { LucideIcon } from 'lucide-react'
import { classes } from './classes.ts'
import styles from './StateIcon.module.css'

/** How something stands, as an icon with a word for those who do not see it. What is `active` turns. */
export const StateIcon = ({
  icon: Icon,
  tone,
  label,
  size = 16,
}: {
  icon: LucideIcon
  /** Left out, the icon has the colour of the text around it. */
  tone?: 'active' | 'good' | 'waiting' | 'bad' | 'unknown' | undefined
  label: string
  /** Pixels. */
  size?: number
}) => <Icon size={size} aria-label={label} className={classes(styles.icon, tone && styles[tone])} />
