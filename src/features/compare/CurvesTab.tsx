import { useMemo } from 'react'
import { experimentOf } from '../../domain/job-experiment.ts'
import type { MetricRun } from '../../parts/metrics/metric-run.ts'
import { MetricBoard } from '../../parts/metrics/MetricBoard.tsx'
import { useWorkspaceRef } from '../../parts/use-workspace.ts'
import { useIsNarrow } from '../../ui/use-is-narrow.ts'
import type { CompareTabProps } from './compare-tab-props.ts'
import { lastMetrics } from './runs/compared-run.ts'
import { withRun } from './runs/run-changes.ts'

/** The curves of all jobs over one another. */
export function CurvesTab({ runs, onChange }: CompareTabProps) {
  const workspace = useWorkspaceRef()
  const isNarrow = useIsNarrow()
  const drawn = useMemo(
    () =>
      runs.map((run): MetricRun => ({
        job: { workspace, jobName: run.name },
        name: run.title,
        ...run.look,
        isHidden: run.isHidden,
        origin: undefined,
        isLive: run.isLive,
        metrics: lastMetrics(run),
      })),
    [runs, workspace],
  )
  // Jobs of one experiment share its layout; those of several have one of their own.
  const experiments = new Set(runs.map(({ job }) => experimentOf(job.resource)))
  const [experiment = ''] = experiments
  return (
    <MetricBoard
      runs={drawn}
      layoutKey={experiments.size === 1 ? experiment : ''}
      isBesideList={!isNarrow}
      onHide={(names) =>
        onChange((now) => ({ runs: names.reduce((all, name) => withRun(all, name, { isHidden: true }), now.runs) }))
      }
    />
  )
}
