import { Link } from 'react-router'
import { placeInLine, type ComputeQueue, type JobAhead } from '../../../domain/waiting/compute-queue.ts'
import { plural } from '../../../lib/numbers.ts'
import { JobStatusBadge } from '../../../parts/JobStatusBadge.tsx'
import { useWorkspaceRef } from '../../../parts/use-workspace.ts'
import { When } from '../../../parts/When.tsx'
import { paths } from '../../../paths.ts'
import { Disclosure } from '../../../ui/Disclosure.tsx'
import styles from './JobsAhead.module.css'

const mostShown = 4

/** The jobs ahead of one on its compute, each by name, and the place of this one behind them. */
export function JobsAhead({ queue }: { queue: ComputeQueue }) {
  const { ahead } = queue
  const place = placeInLine(queue)
  const rest = ahead.slice(mostShown)
  return (
    <div className={styles.queue}>
      <Jobs label="Jobs ahead" jobs={ahead.slice(0, mostShown)} />
      {rest.length > 0 && (
        <Disclosure summary={`${plural(rest.length, 'more job')} ahead`} lazy>
          <Jobs label="More jobs ahead" jobs={rest} />
        </Disclosure>
      )}
      <p className={styles.place}>
        {place === undefined
          ? 'The place of this job is not known: the service lists more jobs than were read.'
          : place === 1
            ? 'This job is the next in line, by time of submission.'
            : `This job is number ${place} in line, by time of submission.`}
      </p>
    </div>
  )
}

const Jobs = ({ label, jobs }: { label: string; jobs: readonly JobAhead[] }) => (
  <ul className={styles.jobs} aria-label={label}>
    {jobs.map((job) => (
      <Ahead key={job.name} job={job} />
    ))}
  </ul>
)

function Ahead({ job }: { job: JobAhead }) {
  const workspace = useWorkspaceRef()
  return (
    <li className={styles.job}>
      <Link to={paths.job({ workspace, jobName: job.name })}>{job.title}</Link>
      <JobStatusBadge status={job.status} />
      <span className={styles.since}>
        {job.nodes > 1 && `${plural(job.nodes, 'node')}, `}
        {job.isRunning ? 'since ' : 'submitted '}
        <When date={job.since} />
      </span>
    </li>
  )
}
