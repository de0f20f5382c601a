import styles from './Loading.module.css'

/** Where a text will be. @param width any CSS length, e.g. `12ch` */
export const SkeletonText = ({ width = '12ch' }: { width?: string }) => (
  <span className={styles.bar} style={{ width }} aria-hidden="true" />
)

/** Where a table will be, about as tall as it will get, so that nothing jumps. */
export function SkeletonRows({ rows = 5, label = 'Loading' }: { rows?: number; label?: string }) {
  return (
    <div className={styles.rows} role="status" aria-label={label}>
      {Array.from({ length: rows }, (_, row) => (
        <div key={row} className={styles.row}>
          <SkeletonText width="70%" />
          <SkeletonText width="60%" />
          <SkeletonText width="50%" />
          <SkeletonText width="40%" />
        </div>
      ))}
    </div>
  )
}

/** How far something is. @param value from 0 to 1 */
export function Progress({ label, value }: { label: string; value: number }) {
  const percent = Math.round(Math.min(1, Math.max(0, value)) * 100)
  return (
    <div
      className={styles.progress}
      role="progressbar"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={percent}
    >
      <span style={{ width: `${percent}%` }} />
    </div>
  )
}
