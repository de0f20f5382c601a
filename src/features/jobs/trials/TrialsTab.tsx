import { useQuery } from '@tanstack/react-query'
import { FlaskConical, GitCompareArrows } from 'lucide-react'
import { lazy, Suspense, useMemo, useState } from 'react'
import { useSearchParams } from 'react-router'
import type { SweepJob } from '../../../api/generated/arm.ts'
import type { JobResource } from '../../../api/jobs.ts'
import { mostRuns, packRuns } from '../../../domain/compare/run-list.ts'
import { isTerminal } from '../../../domain/job-status.ts'
import { formatCount, plural } from '../../../lib/numbers.ts'
import { FailureNote } from '../../../parts/FailureNote.tsx'
import { GoodnessKey } from '../../../parts/parallel/GoodnessKey.tsx'
import {
  axesOf,
  goodness,
  isInRanges,
  rangesFromText,
  rangesToText,
  type PlotRow,
  type Ranges,
} from '../../../parts/parallel/parallel-axes.ts'
import { lookOfGoodness, ParallelPlot } from '../../../parts/parallel/ParallelPlot.tsx'
import { StaleNote } from '../../../parts/StaleNote.tsx'
import { useSetViewParams } from '../../../parts/use-view-params.ts'
import { useWorkspaceRef } from '../../../parts/use-workspace.ts'
import { paths } from '../../../paths.ts'
import { runQueries } from '../../../queries/run.ts'
import { Button, ButtonLink } from '../../../ui/Button.tsx'
import { Card } from '../../../ui/Card.tsx'
import { Choice } from '../../../ui/Choice.tsx'
import { DataTable } from '../../../ui/DataTable.tsx'
import { SkeletonRows } from '../../../ui/Loading.tsx'
import { EmptyState } from '../../../ui/Notice.tsx'
import { trialColumns } from './trial-columns.tsx'
import { bestTrialOf, byScore, searchedNames, spreadOf, trialsOf, type Trial } from './trials.ts'
import styles from './TrialsTab.module.css'

const TrialsCourse = lazy(async () => ({ default: (await import('./TrialsCourse.tsx')).TrialsCourse }))

const orders = [
  { value: 'number', text: 'As begun' },
  { value: 'score', text: 'Best first' },
] as const

const charts = [
  { value: 'parameters', text: 'Parameters' },
  { value: 'course', text: 'Course' },
] as const

/** The trials of a sweep: what each was given, how it did, and which is best so far. */
export function TrialsTab({ job, sweep, live }: { job: JobResource; sweep: SweepJob; live: boolean }) {
  const workspace = useWorkspaceRef()
  const query = useQuery({
    ...runQueries.children({ workspace, jobName: job.name }),
    refetchInterval: live ? 3_000 : false,
  })
  const best = bestTrialOf(job)
  const trials = useMemo(() => trialsOf(query.data ?? [], best), [query.data, best])
  const [params] = useSearchParams()
  const setView = useSetViewParams()
  const order = params.get('order') === 'score' ? 'score' : 'number'
  const { goal, primaryMetric } = sweep.objective
  const axes = useMemo(
    () => axesOf(trials, searchedNames(trials), primaryMetric, (name) => spreadOf(sweep, name)),
    [trials, sweep, primaryMetric],
  )
  const lookOf = useMemo(() => {
    const goodnessOf = goodness(trials, goal)
    return (trial: PlotRow) => lookOfGoodness(goodnessOf(trial))
  }, [trials, goal])
  const rangesText = params.get('ranges') ?? ''
  const ranges = useMemo(() => rangesFromText(rangesText), [rangesText])
  const chart = params.get('chart') === 'course' ? 'course' : 'parameters'
  const setRanges = (next: Ranges) => setView({ ranges: rangesToText(next) })
  const [hovered, setHovered] = useState<string>()
  const inRange = trials.filter((trial) => isInRanges(trial, axes, ranges))
  const ordered = order === 'score' ? byScore(inRange, goal) : inRange
  const [limit, setLimit] = useState(rowsAtOnce)
  const hidden = ordered.length - limit
  const compared = ordered.slice(0, mostRuns)

  if (query.isPending) return <SkeletonRows rows={6} label="Loading the trials" />
  if (query.isLoadingError)
    return <FailureNote error={query.error} action="Read the trials" onRetry={() => void query.refetch()} />
  if (trials.length === 0)
    return (
      <EmptyState icon={<FlaskConical size={24} />} title={live ? 'No trials yet' : 'This sweep began no trial'}>
        {live ? 'They appear here as they are begun.' : 'Its log says why.'}
      </EmptyState>
    )

  return (
    <div className={styles.trials}>
      <StaleNote query={query} />
      {trials.length >= fewestTrials && (
        <Card
          title={`${primaryMetric} of the trials`}
          actions={
            <Choice
              label="Chart"
              options={charts}
              value={chart}
              onChange={(value) => setView({ chart: value === 'course' ? value : '' })}
            />
          }
        >
          {chart === 'course' ? (
            <div className={styles.chart}>
              <Suspense>
                <TrialsCourse trials={trials} metric={primaryMetric} />
              </Suspense>
            </div>
          ) : (
            <ParallelPlot
              label={`${primaryMetric} by parameters`}
              noun="trial"
              axes={axes}
              rows={trials}
              ranges={ranges}
              onRanges={setRanges}
              lookOf={lookOf}
              hovered={hovered}
              onHover={setHovered}
            />
          )}
          {chart === 'parameters' && (
            <p className={styles.count}>
              <GoodnessKey /> Draw along an axis to narrow it; press it to take that back.
            </p>
          )}
        </Card>
      )}
      <div className={styles.bar}>
        <Choice
          label="Order of the trials"
          options={orders}
          value={order}
          onChange={(value) => setView({ order: value === 'score' ? value : '' })}
        />
        <span className={styles.count}>{summaryOf(trials, sweep)}</span>
        {compared.length >= fewestTrials && (
          <ButtonLink
            small
            icon={<GitCompareArrows size={15} />}
            to={paths.compare(workspace, packRuns(compared.map(({ name }) => name)))}
          >
            {compared.length < ordered.length ? `Compare the first ${compared.length}` : 'Compare'}
          </ButtonLink>
        )}
        {rangesText !== '' && (
          <Button small onClick={() => setRanges({})}>
            {`${formatCount(inRange.length)} of ${plural(trials.length, 'trial')} in range ✕`}
          </Button>
        )}
      </div>
      <DataTable
        label="Trials"
        columns={trialColumns(trials, primaryMetric, workspace)}
        rows={ordered.slice(0, limit)}
        rowKey={({ name }) => name}
        rowProps={({ name }) => ({
          'data-marked': name === hovered || undefined,
          onPointerEnter: () => setHovered(name),
          onPointerLeave: () => setHovered(undefined),
        })}
      />
      {hidden > 0 && (
        <div>
          <Button small onClick={() => setLimit(limit + 5 * rowsAtOnce)}>
            {plural(hidden, 'more trial')} …
          </Button>
        </div>
      )}
    </div>
  )
}

/** A sweep may have 1,000 trials, and all rows are drawn anew whenever one of them logs something. */
const rowsAtOnce = 100

/** Enough to see a direction. */
const fewestTrials = 2

function summaryOf(trials: readonly Trial[], { limits }: SweepJob): string {
  const running = trials.filter(({ status }) => !isTerminal(status)).length
  const most = limits?.maxTotalTrials
  const begun = most
    ? `${formatCount(trials.length)} of at most ${plural(most, 'trial')} begun`
    : plural(trials.length, 'trial')
  return running > 0 ? `${begun}, ${running} not ended yet` : begun
}
