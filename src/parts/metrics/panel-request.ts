import type { Extent, FrameRequest } from '../../lib/series/series-types.ts'
import { seriesIdOf, type MetricKey } from '../../queries/metric-feed-series.ts'
import type { ChartLine } from '../../ui/charts/chart-types.ts'
import type { ChartSettings, MetricRun } from './metric-run.ts'

export type PanelRequest = Readonly<{
  request: FrameRequest
  /** Of all runs that have a place here, the hidden ones too; only the others are in the request. */
  lines: readonly ChartLine[]
  /** The job of each line, by the line's id. */
  jobNames: ReadonlyMap<string, string>
  /** What the request draws on. */
  keys: readonly MetricKey[]
  /** The metric that is the axis, where it is one. */
  xMetric: string | undefined
  /** The metric that was to be the axis, where nobody has logged it: then steps are. */
  absentAxis: string | undefined
  /** Runs without a place, because they did not log the metric of the axis. */
  leftOut: number
}>

/** What a panel asks the book for, given what its board shows. @param columns of pixels of its drawing */
export function panelRequest({
  runs,
  metric,
  settings,
  zoom,
  columns,
}: {
  runs: readonly MetricRun[]
  metric: string
  settings: ChartSettings
  zoom: Extent | undefined
  columns: number
}): PanelRequest {
  const wanted = settings.axis.startsWith('metric:') ? settings.axis.slice('metric:'.length) : undefined
  const logged = runs.filter((run) => hasLogged(run, metric))
  const placed = wanted === undefined ? [] : logged.filter((run) => hasLogged(run, wanted))
  const xMetric = placed.length > 0 ? wanted : undefined
  const drawn = xMetric === undefined ? logged : placed

  const seen = drawn.filter(({ isHidden }) => !isHidden)
  const keyOf = ({ job }: MetricRun, name: string): MetricKey => ({ job, metric: name })
  const id = (run: MetricRun) => seriesIdOf(keyOf(run, metric))
  return {
    request: {
      lines: seen.map((run) => ({
        id: id(run),
        origin: run.origin,
        xSeries: xMetric === undefined ? undefined : seriesIdOf(keyOf(run, xMetric)),
      })),
      axis: axisOf(settings, xMetric),
      xScale: settings.xScale,
      yScale: settings.yScale,
      xExtent: zoom,
      columns,
      smoothing: settings.smoothing,
      clipOutliers: settings.clipOutliers,
    },
    lines: drawn.map((run) => ({
      id: id(run),
      name: run.name,
      color: run.color,
      dash: run.dash,
      isHidden: run.isHidden,
      isMarked: run.isMarked,
    })),
    jobNames: new Map(drawn.map((run) => [id(run), run.job.jobName])),
    keys: seen.flatMap((run) => [metric, ...(xMetric === undefined ? [] : [xMetric])].map((name) => keyOf(run, name))),
    xMetric,
    absentAxis: xMetric === undefined ? wanted : undefined,
    leftOut: logged.length - drawn.length,
  }
}

const axisOf = ({ axis }: ChartSettings, xMetric: string | undefined): FrameRequest['axis'] =>
  xMetric !== undefined ? 'series' : axis === 'relative' || axis === 'wall' ? axis : 'step'

const hasLogged = ({ metrics }: MetricRun, metric: string) => metrics.some(({ key }) => key === metric)
