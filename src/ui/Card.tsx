import { useId, type ReactNode } from 'react'
import styles from './Card.module.css'

/** A titled group of things that belong together. `flush` lets its content touch the edges (tables, logs). */
export function Card({
  title,
  actions,
  flush = false,
  children,
}: {
  title?: string
  actions?: ReactNode
  flush?: boolean
  children: ReactNode
}) {
  const id = useId()
  return (
    <section className={styles.card} aria-labelledby={title === undefined ? undefined : id}>
      {title !== undefined && (
        <div className={styles.header}>
          <h2 id={id}>{title}</h2>
          {actions}
        </div>
      )}
      <div className={flush ? styles.flush : styles.body}>{children}</div>
    </section>
  )
}

/** Facts as name and value. Pairs whose value is undefined or null are left out. */
export function KeyValues({ pairs }: { pairs: [name: string, value: ReactNode][] }) {
  return (
    <dl className={styles.pairs}>
      {pairs.map(([name, value]) =>
        value === undefined || value === null ? null : (
          <Pair key={name} name={name}>
            {value}
          </Pair>
        ),
      )}
    </dl>
  )
}

const Pair = ({ name, children }: { name: string; children: ReactNode }) => (
  <>
    <dt>{name}</dt>
    <dd>{children}</dd>
  </>
)
