import { Link } from 'react-router'
import type { SweepJob } from '../../../api/generated/arm.ts'
import type { JobResource } from '../../../api/jobs.ts'
import { formatValue } from '../../../lib/numbers.ts'
import { useWorkspaceRef } from '../../../parts/use-workspace.ts'
import { paths } from '../../../paths.ts'
import { Card, KeyValues } from '../../../ui/Card.tsx'
import { distributionWords, earlyTerminationWords, limitsWords, samplingWords } from './sweep-words.ts'
import styles from './SweepCard.module.css'
import { bestTrialOf } from './trials.ts'

/** What a sweep looks for, where, and the best that it has found so far. */
export function SweepCard({ job, sweep }: { job: JobResource; sweep: SweepJob }) {
  const workspace = useWorkspaceRef()
  const best = bestTrialOf(job)
  const score = Number(job.properties.properties?.score ?? NaN)
  const { goal, primaryMetric } = sweep.objective
  return (
    <Card
      title="Sweep"
      actions={<Link to={paths.job({ workspace, jobName: job.name }, { tab: 'children' })}>All trials</Link>}
    >
      <KeyValues
        pairs={[
          [
            'Best trial',
            best === undefined ? (
              'None has logged the metric yet'
            ) : (
              <>
                <Link to={paths.job({ workspace, jobName: best })}>{best}</Link>
                {Number.isFinite(score) && (
                  <>
                    {' '}
                    with {primaryMetric} <code>{formatValue(score)}</code>
                  </>
                )}
              </>
            ),
          ],
          ['Objective', `${goal} ${primaryMetric}`],
          ['Sampling', samplingWords(sweep)],
          ['Limits', limitsWords(sweep)],
          ['Early termination', earlyTerminationWords(sweep)],
        ]}
      />
      <h3 className={styles.heading}>Search space</h3>
      <KeyValues
        pairs={Object.entries(sweep.searchSpace).map(([name, body]) => [
          name,
          <code key={name}>{distributionWords(body)}</code>,
        ])}
      />
    </Card>
  )
}
