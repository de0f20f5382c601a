import type { Extent } from '../../lib/series/series-types.ts'
import type { MenuItem } from '../../ui/Menu.tsx'
import type { MetricFeed } from '../../queries/metric-feed.ts'
import type { CursorStore } from './cursor-store.ts'
import type { ChartSettings, ChartSize, MetricRun } from './metric-run.ts'

/** What a chart may have for itself. */
export type OwnSettings = Partial<Pick<ChartSettings, 'yScale' | 'clipOutliers'>>

/** What every view of a metric takes, be it a panel among others or the whole screen. */
export type MetricViewProps = Readonly<{
  feed: MetricFeed
  /** Up to 100, those that did not log this metric included: they are left out. Keep the array while nothing changes. */
  runs: readonly MetricRun[]
  metric: string
  /** The board's, with what this chart has for itself in place of it. */
  settings: ChartSettings
  /** In the units of the axis that `settings` chooses; of relative time where that falls back to it. */
  zoom: Extent | undefined
  onZoom: (zoom: Extent | undefined) => void
  /** Shared by all charts of a board. */
  cursor: CursorStore
  /** Changes what this chart alone does in another way than the board. */
  onOwnSettings: (change: OwnSettings) => void
  /** The names of the jobs to be hidden from now on, all of them. Without it the chart has no legend. */
  onHide?: ((jobNames: readonly string[]) => void) | undefined
  /** An address, from the root of this site, that leads to this chart in full screen. */
  link: string
}>

export type MetricPanelProps = MetricViewProps &
  Readonly<{
    hasLegend: boolean
    size: ChartSize
    onSize: (size: ChartSize) => void
    isPinned: boolean
    onPin: (isPinned: boolean) => void
    onFull: () => void
    /** What else its menu offers: to move it among the others. */
    moreActions?: readonly MenuItem[] | undefined
    /** What it can be dragged by, at the beginning of its heading. */
    handle?: React.ReactNode
  }>

export type MetricPanelFullProps = MetricViewProps &
  Readonly<{
    onSettings: ChartSettingsBarProps['onSettings']
    axisMetrics: ChartSettingsBarProps['axisMetrics']
    onClose: () => void
    /** To the chart before or after this one; undefined at the ends. */
    onPrevious: (() => void) | undefined
    onNext: (() => void) | undefined
    /** Where it stands among the others, as in `3 of 12`. */
    place: string
  }>

/** What all charts of a board have in common, to be chosen in its toolbar. */
export type ChartSettingsBarProps = Readonly<{
  settings: ChartSettings
  onSettings: (change: Partial<ChartSettings>) => void
  /** Names of metrics that may be the horizontal axis. */
  axisMetrics: readonly string[]
}>

/** Pixels: how high the drawing of a chart is, its axes included. */
export const chartHeights: Readonly<Record<ChartSize, number>> = { small: 168, medium: 224, large: 340 }
