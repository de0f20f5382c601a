import { Link } from 'react-router'
import type { JobResource } from '../../api/jobs.ts'
import { JobStatusBadge } from '../../parts/JobStatusBadge.tsx'
import { useWorkspaceRef } from '../../parts/use-workspace.ts'
import { When } from '../../parts/When.tsx'
import { paths } from '../../paths.ts'
import { Card } from '../../ui/Card.tsx'
import styles from './HomePage.module.css'

/** A few jobs, each a link. @param empty what to say when there are none */
export function JobsCard({ title, jobs, empty }: { title: string; jobs: readonly JobResource[]; empty: string }) {
  const workspace = useWorkspaceRef()
  return (
    <Card title={title} actions={<Link to={paths.jobs(workspace)}>All jobs</Link>} flush={jobs.length > 0}>
      {jobs.length === 0 ? (
        <p className={styles.quiet}>{empty}</p>
      ) : (
        <ul className={styles.rows}>
          {jobs.map((job) => (
            <li key={job.name} className={styles.row}>
              <span className={styles.rowMain}>
                <Link to={paths.job({ workspace, jobName: job.name })}>{job.properties.displayName || job.name}</Link>
                <span className={styles.quiet}>
                  {job.properties.experimentName ?? 'Default'} · <When date={job.systemData?.createdAt} />
                </span>
              </span>
              <JobStatusBadge status={job.properties.status} />
            </li>
          ))}
        </ul>
      )}
    </Card>
  )
}
