import { noop, useQuery } from '@tanstack/react-query'
import { ChartSpline } from 'lucide-react'
import { lazy, Suspense, useEffect, useMemo } from 'react'
import { ArmError } from '../../../api/arm-error.ts'
import type { JobResource } from '../../../api/jobs.ts'
import { experimentOf } from '../../../domain/job-experiment.ts'
import { isTerminal, phaseOf } from '../../../domain/job-status.ts'
import type { JobRef } from '../../../domain/refs.ts'
import { FailureNote } from '../../../parts/FailureNote.tsx'
import { loggedTables } from '../../../parts/metrics/logged-tables.ts'
import type { MetricRun } from '../../../parts/metrics/metric-run.ts'
import { StaleNote } from '../../../parts/StaleNote.tsx'
import { runQueries } from '../../../queries/run.ts'
import { lineLook } from '../../../ui/charts/line-look.ts'
import { SkeletonRows } from '../../../ui/Loading.tsx'
import { EmptyState, Notice } from '../../../ui/Notice.tsx'
import { jobStatus, jobTitle } from '../job-list.ts'
import { mostMetricNames, usedMetricNames } from './metric-names.ts'

const boardCode = async () => ({ default: (await import('../../../parts/metrics/MetricBoard.tsx')).MetricBoard })
const MetricBoard = lazy(boardCode)

/** As often as a value may be late: a point is to be seen within three seconds. */
const watchMs = 2_000

/** Every metric of a run as a curve, growing while the job logs, and the pictures that it logged. */
export function MetricsTab({ job, place }: { job: JobResource; place: JobRef }) {
  const status = jobStatus(job)
  const isLive = !isTerminal(status)
  const isWaiting = phaseOf(status) === 'waiting'
  const run = useQuery({ ...runQueries.mlflowRun(place), refetchInterval: isLive ? watchMs : false })
  // The code comes while the run is asked for.
  useEffect(() => void boardCode().catch(noop), [])
  const name = jobTitle(job)
  const runs = useMemo(
    (): MetricRun[] =>
      run.data
        ? [
            {
              job: place,
              name,
              ...lineLook(0),
              isHidden: false,
              origin: run.data.info.startTime,
              isLive,
              metrics: run.data.metrics,
              tables: loggedTables(run.data.tags),
            },
          ]
        : [],
    [place, name, isLive, run.data],
  )

  // A job that waits need not have a run yet.
  if (isWaiting && (isMissing(run.error) || run.data?.metrics.length === 0)) return <Waiting />
  if (run.isPending) return <SkeletonRows rows={6} label="Loading the metrics" />
  if (run.isLoadingError)
    return <FailureNote error={run.error} action="Read the metrics" onRetry={() => void run.refetch()} />

  const names = usedMetricNames(run.data.metrics)
  return (
    <>
      <StaleNote query={run} />
      {names >= mostMetricNames && (
        <Notice tone="warning" title={`This job has used all ${mostMetricNames} names of metrics`}>
          Azure ML takes at most {mostMetricNames} names per run: values under further ones are refused. Values under
          the names that are there go on.
        </Notice>
      )}
      {run.data.metrics.length === 0 && <NoMetrics isLive={isLive} />}
      <Suspense fallback={<SkeletonRows rows={6} label="Loading the charts" />}>
        <MetricBoard key={place.jobName} runs={runs} layoutKey={experimentOf(job)} />
      </Suspense>
    </>
  )
}

const isMissing = (error: unknown) => error instanceof ArmError && error.status === 404

const Waiting = () => (
  <EmptyState icon={<ChartSpline size={24} />} title="No metrics yet">
    They appear here once the job runs and logs some.
  </EmptyState>
)

function NoMetrics({ isLive }: { isLive: boolean }) {
  return (
    <EmptyState icon={<ChartSpline size={24} />} title={isLive ? 'No metrics yet' : 'This job logged no metrics'}>
      Log them in the script with <code>mlflow.log_metric("loss", loss, step=epoch)</code>: each becomes a curve here
      {isLive ? ', while the job runs' : ''}.
    </EmptyState>
  )
}
