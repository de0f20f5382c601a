import { useEffect, useMemo, useState } from 'react'
import { useFollower } from '../../../parts/metrics/use-follower.ts'
import { useMetricFeed } from '../../../parts/metrics/use-metric-feed.ts'
import { useWorkspaceRef } from '../../../parts/use-workspace.ts'
import { seriesIdOf } from '../../../queries/metric-feed-series.ts'
import type { CompareView } from '../compare-view.ts'
import { lastMetrics, type LoadedRun } from '../runs/compared-run.ts'
import { createFactsReader, type WantedFacts } from './facts-reader.ts'

/**
 * What the histories of some metrics say, as far as they have been read: only where the statistic needs it.
 *
 * @param metrics those in sight
 */
export function useFacts(
  runs: readonly LoadedRun[],
  metrics: readonly string[],
  { statistic, step }: Pick<CompareView, 'statistic' | 'step'>,
) {
  const workspace = useWorkspaceRef()
  const feed = useMetricFeed()
  const [reader] = useState(() => createFactsReader(feed))
  useEffect(() => {
    for (const run of runs) {
      feed.tell({ workspace, jobName: run.name }, { metrics: lastMetrics(run), isLive: run.isLive })
    }
  }, [feed, runs, workspace])

  const wanted = useMemo((): WantedFacts => {
    if (statistic === 'last') return { series: [], step: undefined }
    const series = metrics.flatMap((metric) =>
      runs.flatMap(({ name, job, isLive }) => {
        const last = job.logged?.metrics.get(metric)
        if (!last) return []
        const key = { job: { workspace, jobName: name }, metric }
        return [{ key, isLive, version: `${last.step} ${last.time} ${last.value}` }]
      }),
    )
    return { series, step: statistic === 'step' ? step : undefined }
  }, [runs, metrics, statistic, step, workspace])
  const { facts, ...progress } = useFollower(reader, wanted)
  const factsOf = useMemo(
    () => (run: LoadedRun, metric: string) => facts.get(seriesIdOf({ job: { workspace, jobName: run.name }, metric })),
    [facts, workspace],
  )
  return { facts: factsOf, ...progress }
}
