import type { ReactNode } from 'react'
import styles from './JobFacts.module.css'

/** One fact in the line under a job's name. */
export const Fact = ({ name, children }: { name: string; children: ReactNode }) => (
  <div className={styles.fact}>
    <dt>{name}</dt>
    <dd>{children}</dd>
  </div>
)
