import { useMemo } from 'react'
import type { MetricRun } from '../../parts/metrics/metric-run.ts'
import { MetricBoard } from '../../parts/metrics/MetricBoard.tsx'
import { useWorkspaceRef } from '../../parts/use-workspace.ts'
import { useIsNarrow } from '../../ui/use-is-narrow.ts'
import type { CompareTabProps } from './compare-tab-props.ts'
import { withRun } from './runs/run-changes.ts'

/** The curves of all jobs over one another. */
export function CurvesTab({ runs, onChange }: CompareTabProps) {
  const workspace = useWorkspaceRef()
  const isNarrow = useIsNarrow()
  const drawn = useMemo(
    () =>
      runs.map(({ name, title, look, isHidden, isLive, job }): MetricRun => ({
        job: { workspace, jobName: name },
        name: title,
        ...look,
        isHidden,
        origin: undefined,
        isLive,
        metrics: [...(job.logged?.metrics ?? [])].map(([key, { value, step, time }]) => ({
          key,
          value,
          step,
          timestamp: time,
        })),
      })),
    [runs, workspace],
  )
  // Jobs of one experiment share its layout; those of several have one of their own.
  const experiments = new Set(runs.map(({ job }) => job.resource.properties.experimentName || 'Default'))
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
