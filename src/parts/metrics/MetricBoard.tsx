import { lazy, Suspense, useDeferredValue, useEffect, useMemo, useRef, useState } from 'react'
import type { Extent } from '../../lib/series/series-types.ts'
import { workspaceKey } from '../../queries/workspace-key.ts'
import { Button } from '../../ui/Button.tsx'
import {
  chartGroups,
  imagesGroup,
  isFolded,
  systemGroup,
  tablesGroup,
  withChartMoved,
  withEntry,
  withOwnSettings,
  withPin,
  type ChartGroup,
  type ChartPlace,
} from './board-groups.ts'
import { settingsOf } from './board-view.ts'
import { createCursorStore } from './cursor-store.ts'
import { MetricBoardGroup } from './MetricBoardGroup.tsx'
import { MetricBoardToolbar } from './MetricBoardToolbar.tsx'
import { MetricImages } from './MetricImages.tsx'
import { MetricTables } from './MetricTables.tsx'
import type { ChartSettings, MetricRun } from './metric-run.ts'
import styles from './MetricBoard.module.css'
import type { MetricPanelProps, MetricViewProps } from './panel-props.ts'
import { useBoardView } from './use-board-view.ts'
import { useFoundNames } from './use-found-names.ts'
import { useMetricFeed } from './use-metric-feed.ts'

const MetricPanelFull = lazy(async () => ({ default: (await import('./MetricPanelFull.tsx')).MetricPanelFull }))

/**
 * A chart for each metric of one run or of many, without any set-up: in groups, to be searched, ordered, pinned and
 * sized. What is shown is in the link; how an experiment's charts are laid out is kept in this browser as well.
 *
 * @param runs up to 100; the same array while nothing changes. What they say of their metrics is told to the feed.
 * @param layoutKey the name of the experiment
 * @param onHide told the names of the jobs to be hidden from now on; without it no legend offers to hide a run
 * @param isBesideList a list of the jobs is in sight, so that only the full screen has a legend of its own
 */
export function MetricBoard({
  runs: newestRuns,
  layoutKey,
  onHide,
  isBesideList = false,
}: {
  runs: readonly MetricRun[]
  layoutKey: string
  onHide?: ((jobNames: readonly string[]) => void) | undefined
  isBesideList?: boolean
}) {
  const feed = useMetricFeed()
  useEffect(() => {
    for (const { job, metrics, isLive } of newestRuns) feed.tell(job, { metrics, isLive })
  }, [feed, newestRuns])
  // Ten charts of a hundred runs are much to go through: that is done in slices, so that the page answers meanwhile.
  const runs = useDeferredValue(newestRuns)

  const [cursor] = useState(createCursorStore)
  const workspace = runs[0]?.job.workspace
  const board = useBoardView(`${workspace ? workspaceKey(workspace) : ''}.${layoutKey}`)
  const { view, layout } = board
  const names = useMetricNames(runs)
  const { found, problem } = useFoundNames(names, view.search)
  const groups = useMemo(() => chartGroups(found, layout), [found, layout])
  // Whoever searches wants to see what is found.
  const isSearch = view.search.trim() !== ''
  const isShut = (group: ChartGroup) => !isSearch && isFolded(group, groups, layout.folds)
  const { root, told, onMove } = useMoves(groups, (place) => board.arrange(withChartMoved(layout, names, place)))

  const setSettings = (change: Partial<ChartSettings>) => {
    const settings = { ...view.settings, ...change }
    // A stretch of one axis says nothing on another.
    board.change({ settings, ...(settings.axis !== view.settings.axis && { zooms: new Map<string, Extent>() }) })
  }
  const viewOf = (metric: string): MetricViewProps => ({
    feed,
    runs,
    metric,
    cursor,
    onHide,
    settings: settingsOf(metric, view.settings, layout),
    zoom: view.zooms.get(metric),
    onZoom: (zoom) => board.change({ zooms: withEntry(view.zooms, metric, zoom) }),
    onOwnSettings: (own) => board.arrange(withOwnSettings(layout, metric, own, view.settings)),
    link: board.addressOf({ full: metric }),
  })
  const panelOf = (metric: string): MetricPanelProps => ({
    ...viewOf(metric),
    hasLegend: !isBesideList,
    size: layout.sizes.get(metric) ?? layout.size,
    onSize: (size) =>
      board.arrange({ ...layout, sizes: withEntry(layout.sizes, metric, size === layout.size ? undefined : size) }),
    isPinned: layout.pins.includes(metric),
    onPin: (isPinned) => board.arrange(withPin(layout, metric, isPinned)),
    onFull: () => board.change({ full: metric }),
  })

  const toggle = (id: string, isFoldedNow: boolean) =>
    board.arrange({ ...layout, folds: withEntry(layout.folds, id, !isFoldedNow) })
  const foldOf = (id: string) => {
    const isOpen = isSearch || layout.folds.get(id) !== true
    return { isOpen, onToggle: isSearch ? undefined : () => toggle(id, !isOpen) }
  }
  const groupOf = (group: ChartGroup) => (
    <MetricBoardGroup
      key={group.id}
      group={group}
      isOpen={!isShut(group)}
      onToggle={isSearch ? undefined : () => toggle(group.id, isShut(group))}
      panelOf={panelOf}
      onMove={onMove}
    />
  )
  const [only] = runs.length === 1 ? runs : []

  return (
    <div ref={root} className={styles.board}>
      {names.length > 0 && (
        <MetricBoardToolbar
          settings={{ settings: view.settings, onSettings: setSettings, axisMetrics: names }}
          search={view.search}
          onSearch={(search) => board.change({ search })}
          problem={problem}
          size={layout.size}
          onSize={(size) => board.arrange({ ...layout, size, sizes: new Map() })}
          address={board.addressOf()}
          onReset={board.isChanged ? board.reset : undefined}
        />
      )}
      {names.length > 0 && found.length === 0 && (
        <p className={styles.nothing}>
          No metric is called like <q>{view.search.trim()}</q>.{' '}
          <Button small onClick={() => board.change({ search: '' })}>
            Show all
          </Button>
        </p>
      )}
      {groups.filter(({ id }) => id !== systemGroup).map(groupOf)}
      {only && <MetricImages run={only} size={layout.size} search={view.search} {...foldOf(imagesGroup)} />}
      {only && <MetricTables run={only} search={view.search} {...foldOf(tablesGroup)} />}
      {groups.filter(({ id }) => id === systemGroup).map(groupOf)}
      <p className="visually-hidden" role="status">
        {told}
      </p>
      {view.full !== undefined && names.includes(view.full) && (
        <Suspense>
          <MetricPanelFull
            {...viewOf(view.full)}
            {...neighbours(
              groups.filter((group) => !isShut(group)).flatMap(({ metrics }) => metrics),
              view.full,
              (full) => board.change({ full }),
            )}
            onSettings={setSettings}
            axisMetrics={names}
            onClose={() => board.change({ full: undefined })}
          />
        </Suspense>
      )}
    </div>
  )
}

/** The names that any of the runs has logged; the same array while they are the same. */
function useMetricNames(runs: readonly MetricRun[]): readonly string[] {
  const text = [...new Set(runs.flatMap(({ metrics }) => metrics.map(({ key }) => key)))].join('\0')
  return useMemo(() => (text === '' ? [] : text.split('\0')), [text])
}

/** What moves a chart, and tells those who do not see it where it went. */
function useMoves(groups: readonly ChartGroup[], move: (place: ChartPlace) => void) {
  const [moved, setMoved] = useState<string>()
  const root = useRef<HTMLDivElement>(null)
  const group = groups.find(({ metrics }) => moved !== undefined && metrics.includes(moved))
  const at = group?.metrics.indexOf(moved ?? '')
  useEffect(() => {
    // What is put elsewhere in the page loses the focus: its menu gets it back, for the next move.
    if (at === undefined || document.activeElement !== document.body) return
    const slots = [...(root.current?.querySelectorAll<HTMLElement>('[data-metric]') ?? [])]
    const slot = slots.find(({ dataset }) => dataset['metric'] === moved)
    slot?.querySelector<HTMLElement>('[aria-haspopup="menu"]')?.focus()
  }, [moved, at])
  const told =
    group && at !== undefined ? `${moved} is number ${at + 1} of ${group.metrics.length} in ${group.title}` : ''
  const onMove = (place: ChartPlace) => {
    setMoved(place.metric)
    move(place)
  }
  return { root, told, onMove }
}

/** The ways from a chart that fills the screen to those beside it. */
function neighbours(metrics: readonly string[], metric: string, onGo: (metric: string) => void) {
  const at = metrics.indexOf(metric)
  const wayTo = (to: string | undefined) => (to === undefined || at < 0 ? undefined : () => onGo(to))
  return {
    onPrevious: wayTo(at > 0 ? metrics[at - 1] : undefined),
    onNext: wayTo(metrics[at + 1]),
    place: at < 0 ? '' : `${at + 1} of ${metrics.length}`,
  }
}
