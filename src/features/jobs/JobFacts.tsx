import { useQuery } from '@tanstack/react-query'
import { Link } from 'react-router'
import type { JobResource } from '../../api/jobs.ts'
import type { RunDetails } from '../../api/run-history.ts'
import { copyOf } from '../../domain/job-copy.ts'
import { wasRetried } from '../../domain/job-attempts.ts'
import { experimentOf } from '../../domain/job-experiment.ts'
import { isTerminal } from '../../domain/job-status.ts'
import { Copyable } from '../../parts/Copyable.tsx'
import { Elapsed } from '../../parts/Elapsed.tsx'
import { useWorkspaceRef } from '../../parts/use-workspace.ts'
import { When } from '../../parts/When.tsx'
import { paths } from '../../paths.ts'
import { runQueries } from '../../queries/run.ts'
import { JobCost } from './about/JobCost.tsx'
import { Fact } from './Fact.tsx'
import { computeNameOf, jobStatus } from './job-list.ts'
import { runTimes } from './job-work.ts'
import styles from './JobFacts.module.css'

/** What one wants to know of any job, in one line under its name. */
export function JobFacts({ job, details }: { job: JobResource; details: RunDetails | undefined }) {
  const workspace = useWorkspaceRef()
  // The job resource of a trial does not say what it is a trial of.
  const run = useQuery(runQueries.run({ workspace, jobName: job.name }))
  const parent = run.data?.parentRunId
  const original = copyOf(job)
  const experimentName = experimentOf(job)
  const computeName = computeNameOf(job)
  const { startedAt: start, endedAt: end } = runTimes(job, details)
  const hasDuration = start !== undefined && (end !== undefined || !isTerminal(jobStatus(job)))
  return (
    <dl className={styles.facts}>
      <Fact name="Name">
        <Copyable text={job.name} label="job name" />
      </Fact>
      {parent != null && (
        <Fact name="Trial of">
          <Link to={paths.job({ workspace, jobName: parent }, { tab: 'children' })}>{parent}</Link>
        </Fact>
      )}
      {original !== undefined && (
        <Fact name="Copy of">
          <Link to={paths.job({ workspace, jobName: original })}>{original}</Link>
        </Fact>
      )}
      <Fact name="Experiment">
        <Link to={paths.jobs(workspace, { experiment: experimentName })}>{experimentName}</Link>
      </Fact>
      <Fact name="Compute">
        {computeName ? <Link to={paths.compute({ workspace, computeName })}>{computeName}</Link> : 'Serverless'}
      </Fact>
      {job.systemData?.createdBy && <Fact name="Created by">{job.systemData.createdBy}</Fact>}
      {job.systemData?.createdAt && (
        <Fact name="Submitted">
          <When date={job.systemData.createdAt} />
        </Fact>
      )}
      {hasDuration && (
        <Fact name={durationName(end !== undefined, wasRetried(details))}>
          <Elapsed start={start} end={end} />
        </Fact>
      )}
      {details && <JobCost job={job} details={details} />}
    </dl>
  )
}

/** Of a job that was started again nobody knows how long it ran in all: the service gives one start. */
function durationName(isOver: boolean, isRetried: boolean): string {
  if (isRetried) return isOver ? 'From start to end' : 'Since its start'
  return isOver ? 'Ran for' : 'Running for'
}
