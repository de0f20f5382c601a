import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { ChartSpline } from 'lucide-react'
import { lazy, Suspense, useMemo } from 'react'
import { useSearchParams } from 'react-router'
import type { Metric } from '../../api/mlflow.ts'
import type { JobRef } from '../../domain/refs.ts'
import { formatDateTime } from '../../lib/dates.ts'
import { formatCount, formatValue, plural } from '../../lib/numbers.ts'
import { FailureNote } from '../../parts/FailureNote.tsx'
import { StaleNote } from '../../parts/StaleNote.tsx'
import { useSeen } from '../../parts/use-seen.ts'
import { useSetViewParams } from '../../parts/use-view-params.ts'
import { runQueries } from '../../queries/run.ts'
import { Card } from '../../ui/Card.tsx'
import { Choice } from '../../ui/Choice.tsx'
import { DataTable, type Column } from '../../ui/DataTable.tsx'
import { Disclosure } from '../../ui/Disclosure.tsx'
import { SearchField } from '../../ui/Field.tsx'
import { SkeletonRows } from '../../ui/Loading.tsx'
import { EmptyState } from '../../ui/Notice.tsx'
import { groupMetrics, seriesOf, type MetricAxis } from './metric-series.ts'
import styles from './MetricsTab.module.css'

const MetricChart = lazy(async () => ({ default: (await import('../../parts/MetricChart.tsx')).MetricChart }))

const axes = [
  { value: 'step', text: 'By step' },
  { value: 'time', text: 'By time' },
] as const

/** Every metric of a run as a curve, growing while the job logs. */
export function MetricsTab({ job, live }: { job: JobRef; live: boolean }) {
  const [params] = useSearchParams()
  const run = useQuery({ ...runQueries.mlflowRun(job), refetchInterval: live ? 2_000 : false })
  const axis: MetricAxis = params.get('axis') === 'time' ? 'time' : 'step'
  const wanted = params.get('metric') ?? ''
  const setView = useSetViewParams()

  if (run.isPending) return <SkeletonRows rows={6} label="Loading the metrics" />
  if (run.isLoadingError)
    return <FailureNote error={run.error} action="Read the metrics" onRetry={() => void run.refetch()} />
  const { metrics } = run.data
  if (metrics.length === 0) return <NoMetrics live={live} />

  const shown = metrics.filter(({ key }) => key.toLowerCase().includes(wanted.toLowerCase()))
  return (
    <div className={styles.metrics}>
      <StaleNote query={run} />
      <div className={styles.bar}>
        {metrics.length > 6 && (
          <SearchField
            label="Filter metrics"
            className={styles.search}
            value={wanted}
            onChange={(metric) => setView({ metric })}
          />
        )}
        <Choice
          label="Horizontal axis"
          options={axes}
          value={axis}
          onChange={(value) => setView({ axis: value === 'time' ? value : '' })}
        />
      </div>
      {shown.length === 0 && <p>No metric has “{wanted}” in its name.</p>}
      {groupMetrics(shown).map((group) => (
        <section key={group.name} className={styles.group} aria-label={group.name || 'Metrics'}>
          {group.name !== '' && <h2>{group.name}</h2>}
          <div className={styles.charts}>
            {group.metrics.map((metric) => (
              <MetricPanel key={metric.key} job={job} metric={metric} axis={axis} />
            ))}
          </div>
        </section>
      ))}
    </div>
  )
}

function NoMetrics({ live }: { live: boolean }) {
  return (
    <EmptyState icon={<ChartSpline size={24} />} title={live ? 'No metrics yet' : 'This job logged no metrics'}>
      Log them in the script with <code>mlflow.log_metric("loss", loss, step=epoch)</code>: each becomes a curve here
      {live ? ', while the job runs' : ''}.
    </EmptyState>
  )
}

/** One metric: its last value, its curve, and its values to read. @param metric its last value */
function MetricPanel({ job, metric, axis }: { job: JobRef; metric: Metric; axis: MetricAxis }) {
  const { element, seen } = useSeen<HTMLDivElement>()
  const all = runQueries.metricHistory(job, metric.key)
  const history = useQuery({
    ...all,
    // The history is asked for again when the last value is another one, and only then.
    queryKey: [...all.queryKey, `${metric.timestamp} ${metric.step} ${metric.value}`],
    // A run can have hundreds of metrics; those out of sight cost nothing.
    enabled: seen,
    staleTime: Infinity,
    gcTime: 60_000,
    placeholderData: keepPreviousData,
  })
  const series = useMemo(() => seriesOf(history.data ?? [], axis), [history.data, axis])
  const xName = series.axis === 'step' ? 'Step' : 'Seconds since the first value'
  const remarks = [
    series.points.length < series.total &&
      `${formatCount(series.points.length)} of ${plural(series.total, 'point')} shown`,
    series.gaps > 0 && `${plural(series.gaps, 'value')} not finite: shown as gaps`,
  ].filter((remark) => remark !== false)

  return (
    <Card title={metric.key} actions={<span className={styles.last}>{formatValue(metric.value)}</span>}>
      {history.isError && (
        <FailureNote error={history.error} action={`Read ${metric.key}`} onRetry={() => void history.refetch()} />
      )}
      <div ref={element} className={styles.chart}>
        {history.data && (
          <Suspense>
            <MetricChart label={metric.key} xName={xName} points={series.points} />
          </Suspense>
        )}
      </div>
      <p className={styles.foot}>
        <span>{remarks.join(' · ')}</span>
        <span>{xName}</span>
      </p>
      {history.data && <Values history={history.data} name={metric.key} />}
    </Card>
  )
}

const mostValues = 200

type Value = Metric & { id: number }

const valueColumns: Column<Value>[] = [
  { id: 'step', header: 'Step', align: 'right', fit: true, cell: ({ step }) => step },
  { id: 'value', header: 'Value', align: 'right', cell: ({ value }) => formatValue(value) },
  { id: 'time', header: 'Logged', cell: ({ timestamp }) => formatDateTime(timestamp) },
]

/** The values behind a curve, newest first: for screen readers, and for whoever needs the number itself. */
function Values({ history, name }: { history: readonly Metric[]; name: string }) {
  // A value may be logged twice, so only its place tells it from the others.
  const newest = history
    .map((metric, id): Value => ({ ...metric, id }))
    .slice(-mostValues)
    .reverse()
  return (
    <Disclosure lazy summary={history.length > mostValues ? `The last ${mostValues} values` : 'Values'}>
      <div className={styles.values}>
        <DataTable label={`Values of ${name}`} columns={valueColumns} rows={newest} rowKey={({ id }) => String(id)} />
      </div>
    </Disclosure>
  )
}
