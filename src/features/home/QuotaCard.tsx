import { useQuery } from '@tanstack/react-query'
import { formatCount } from '../../lib/numbers.ts'
import { FailureNote } from '../../parts/FailureNote.tsx'
import { useWorkspaceRef } from '../../parts/use-workspace.ts'
import { usageQueries } from '../../queries/vm-sizes.ts'
import { Card } from '../../ui/Card.tsx'
import { Progress, SkeletonRows } from '../../ui/Loading.tsx'
import styles from './HomePage.module.css'
import { quotaLines } from './quota.ts'

/** Cores in use and allowed in the workspace's region. */
export function QuotaCard({ location }: { location: string }) {
  const workspace = useWorkspaceRef()
  const { data: usages, error } = useQuery(usageQueries.list(workspace, location))
  return (
    <Card title={`Quota in ${location}`}>
      {usages ? (
        <ul className={styles.quotas}>
          {quotaLines(usages).map(({ name, used, limit }) => (
            <li key={name} className={styles.quota}>
              <span>{name}</span>
              <span className={styles.quiet}>
                {formatCount(used)} of {formatCount(limit)}
              </span>
              <Progress label={name} value={used / limit} />
            </li>
          ))}
        </ul>
      ) : error ? (
        <FailureNote error={error} action="Read the quota" />
      ) : (
        <SkeletonRows rows={2} label="Loading the quota" />
      )}
    </Card>
  )
}
