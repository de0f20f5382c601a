import { Badge } from '../ui/Badge.tsx'
import styles from './Tags.module.css'

/** Tags as the service keeps them; a dash where there are none. */
export function Tags({ tags }: { tags: Readonly<Record<string, string | null>> | null | undefined }) {
  const entries = Object.entries(tags ?? {})
  if (entries.length === 0) return '–'
  return (
    <span className={styles.tags}>
      {entries.map(([name, value]) => (
        <Badge key={name}>{value ? `${name}: ${value}` : name}</Badge>
      ))}
    </span>
  )
}
