import { useQuery } from '@tanstack/react-query'
import { Link } from 'react-router'
import type { Run } from '../../../api/run-history.ts'
import { explainFailure } from '../../../domain/failure/explain-failure.ts'
import { plural } from '../../../lib/numbers.ts'
import { FailureNote } from '../../../parts/FailureNote.tsx'
import { paths, type JobPlace } from '../../../paths.ts'
import { runQueries } from '../../../queries/run.ts'
import { SkeletonRows } from '../../../ui/Loading.tsx'
import styles from './FailureCard.module.css'

const mostCauses = 5

/** What the failed trials of a sweep failed of, as far as their errors say, alike ones together. */
export function TrialFailures({ sweep }: { sweep: JobPlace }) {
  const trials = useQuery({ ...runQueries.children(sweep), staleTime: Infinity })
  if (trials.isPending) return <SkeletonRows rows={2} label="Looking at the trials" />
  if (trials.isLoadingError)
    return <FailureNote error={trials.error} action="Read the trials" onRetry={() => void trials.refetch()} />
  const failed = trials.data.filter(({ status }) => status === 'Failed')
  if (failed.length === 0) return null
  const byCause = [...Map.groupBy(failed, causeOf)].toSorted(([, a], [, b]) => b.length - a.length)
  return (
    <div>
      <h4 className={styles.heading}>
        {plural(failed.length, 'failed trial')} of {trials.data.length}
      </h4>
      <ul>
        {byCause.slice(0, mostCauses).map(([cause, runs]) => (
          <li key={cause}>
            {cause}: <Trials sweep={sweep} runs={runs} />
          </li>
        ))}
      </ul>
      {byCause.length > mostCauses && <p>{plural(byCause.length - mostCauses, 'more cause')} in the list of trials.</p>}
    </div>
  )
}

const causeOf = ({ error }: Run): string => explainFailure({ status: 'Failed', error: error?.error, logs: [] }).title

const mostTrials = 3

function Trials({ sweep: { workspace }, runs }: { sweep: JobPlace; runs: readonly Run[] }) {
  return (
    <>
      {runs.slice(0, mostTrials).map(({ runId }, index) => (
        <span key={runId}>
          {index > 0 && ', '}
          <Link to={paths.job({ workspace, jobName: runId })}>{runId}</Link>
        </span>
      ))}
      {runs.length > mostTrials && ` and ${runs.length - mostTrials} more`}
    </>
  )
}
