import { Link } from 'react-router'
import type { Run } from '../../../api/run-history.ts'
import { trialCauses } from '../../../domain/failure/trial-causes.ts'
import { plural } from '../../../lib/numbers.ts'
import { FailureNote } from '../../../parts/FailureNote.tsx'
import { paths, type JobPlace } from '../../../paths.ts'
import { SkeletonRows } from '../../../ui/Loading.tsx'
import styles from './FailureCard.module.css'
import { useTrials } from './use-failure.ts'

const mostCauses = 5

/** What the failed trials of a sweep failed of, as far as their errors say, alike ones together. */
export function TrialFailures({ sweep }: { sweep: JobPlace }) {
  const trials = useTrials(sweep)
  if (trials.isPending) return <SkeletonRows rows={2} label="Looking at the trials" />
  if (trials.isLoadingError)
    return <FailureNote error={trials.error} action="Read the trials" onRetry={() => void trials.refetch()} />
  const causes = trialCauses(trials.data)
  if (causes.length === 0) return null
  const failed = causes.reduce((sum, { trials: alike }) => sum + alike.length, 0)
  return (
    <div>
      <h4 className={styles.heading}>
        {plural(failed, 'failed trial')} of {trials.data.length}
      </h4>
      <ul>
        {causes.slice(0, mostCauses).map(({ failure, trials: alike }) => (
          <li key={failure.title}>
            {failure.title}: <Trials sweep={sweep} runs={alike} />
          </li>
        ))}
      </ul>
      {causes.length > mostCauses && <p>{plural(causes.length - mostCauses, 'more cause')} in the list of trials.</p>}
    </div>
  )
}

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
