import { Link } from 'react-router'
import type { ComputeResource } from '../../api/computes.ts'
import { clusterOf, nodesInWords } from '../../domain/compute-state.ts'
import { ComputeStateBadge } from '../../parts/ComputeStateBadge.tsx'
import { useWorkspaceRef } from '../../parts/use-workspace.ts'
import { paths } from '../../paths.ts'
import { Card } from '../../ui/Card.tsx'
import styles from './HomePage.module.css'

const mostShown = 5

/** What jobs can run on, and what of it is in use. */
export function ComputesCard({ computes }: { computes: readonly ComputeResource[] }) {
  const workspace = useWorkspaceRef()
  return (
    <Card
      title="Compute"
      actions={<Link to={paths.computes(workspace)}>All computes</Link>}
      flush={computes.length > 0}
    >
      {computes.length === 0 ? (
        <p className={styles.quiet}>No compute yet. Jobs can also run serverless.</p>
      ) : (
        <ul className={styles.rows}>
          {computes.slice(0, mostShown).map((compute) => {
            const cluster = clusterOf(compute)
            return (
              <li key={compute.id} className={styles.row}>
                <span className={styles.rowMain}>
                  <Link to={paths.compute({ workspace, computeName: compute.name })}>{compute.name}</Link>
                  <span className={styles.quiet}>
                    {cluster ? `${cluster.vmSize ?? ''} · ${nodesInWords(cluster)}` : compute.properties.computeType}
                  </span>
                </span>
                <ComputeStateBadge compute={compute} />
              </li>
            )
          })}
        </ul>
      )}
    </Card>
  )
}
