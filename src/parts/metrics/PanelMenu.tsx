import { Download, EllipsisVertical, Link2, Maximize2, Pin, PinOff } from 'lucide-react'
import { plural } from '../../lib/numbers.ts'
import { Button } from '../../ui/Button.tsx'
import { fileName, saveChartPng, saveChartSvg } from '../../ui/charts/save-chart.ts'
import { copyLink } from '../../ui/copy-link.ts'
import { Menu, type MenuItem } from '../../ui/Menu.tsx'
import { showToast } from '../../ui/toasts.ts'
import { explain } from '../explain.ts'
import type { ChartSize } from './metric-run.ts'
import type { MetricPanelProps, MetricViewProps } from './panel-props.ts'
import { saveSeries } from './save-series.ts'
import type { Panel } from './use-panel.ts'

const sizes: readonly (readonly [size: ChartSize, text: string])[] = [
  ['small', 'Small'],
  ['medium', 'Medium'],
  ['large', 'Large'],
]

type ViewMenuProps = { panel: Panel } & Pick<
  MetricViewProps,
  'feed' | 'runs' | 'metric' | 'settings' | 'onOwnSettings' | 'link'
>

/** What can be done with a chart that fills the screen. */
export const FullChartMenu = (props: ViewMenuProps) => (
  <ChartMenu metric={props.metric} items={[...scaleItems(props), 'separator', ...saveItems(props)]} />
)

/** What can be done with a chart among others. */
export function PanelMenu({
  size,
  onSize,
  isPinned,
  onPin,
  onFull,
  moreActions = [],
  ...view
}: ViewMenuProps & Pick<MetricPanelProps, 'size' | 'onSize' | 'isPinned' | 'onPin' | 'onFull' | 'moreActions'>) {
  const items: MenuItem[] = [
    { text: 'Full screen', icon: <Maximize2 size={15} />, onSelect: onFull },
    {
      text: isPinned ? 'Unpin' : 'Pin to the top',
      icon: isPinned ? <PinOff size={15} /> : <Pin size={15} />,
      onSelect: () => onPin(!isPinned),
    },
    ...moreActions,
    'separator',
    { kind: 'label', text: 'Size' },
    ...sizes.map(([value, text]): MenuItem => ({ text, checked: value === size, onSelect: () => onSize(value) })),
    'separator',
    ...scaleItems(view),
    'separator',
    ...saveItems(view),
  ]
  return <ChartMenu metric={view.metric} items={items} />
}

const ChartMenu = ({ metric, items }: { metric: string; items: MenuItem[] }) => (
  <Menu
    items={items}
    trigger={(props) => (
      <Button
        {...props}
        variant="ghost"
        small
        icon={<EllipsisVertical size={16} />}
        aria-label={`More about the chart of ${metric}`}
      />
    )}
  />
)

const scaleItems = ({ settings, onOwnSettings }: ViewMenuProps): MenuItem[] => [
  { kind: 'label', text: 'Vertical axis of this chart' },
  {
    text: 'Linear',
    checked: settings.yScale === 'linear',
    onSelect: () => onOwnSettings({ yScale: 'linear' }),
  },
  {
    text: 'Logarithmic',
    checked: settings.yScale === 'log',
    onSelect: () => onOwnSettings({ yScale: 'log' }),
  },
  settings.clipOutliers
    ? { text: 'Show outliers', onSelect: () => onOwnSettings({ clipOutliers: false }) }
    : { text: 'Clip outliers', onSelect: () => onOwnSettings({ clipOutliers: true }) },
]

function saveItems({ panel, feed, runs, metric, link }: ViewMenuProps): MenuItem[] {
  const { made, wanted, reading, box } = panel
  const series = made?.frame.series ?? []
  const counted = (count: 'inView' | 'total') => series.reduce((sum, one) => sum + one[count], 0)
  const shown = runs.filter(({ isHidden }) => !isHidden)
  const name = fileName([...(shown.length === 1 ? shown.map(({ job }) => job.jobName) : []), metric].join('-'))
  const none = counted('total') === 0 ? 'There are no points.' : undefined
  const save = (range: 'in view' | 'all', points: number) => {
    if (!made) return
    const names = new Map(wanted.lines.map((line) => [line.id, line.name]))
    void saveSeries(feed.book, made.request, range, { names, points, name })
  }
  const savePicture = async (saveAs: (chart: HTMLElement, name: string) => Promise<void> | void) => {
    try {
      if (box.current) await saveAs(box.current, name)
    } catch (error) {
      tellFailure(error)
    }
  }
  const icon = <Download size={15} />
  return [
    {
      text: `CSV of the part in view (${plural(counted('inView'), 'point')})`,
      icon,
      disabledReason: none,
      onSelect: () => save('in view', counted('inView')),
    },
    {
      text: `CSV of all ${plural(counted('total'), 'point')}`,
      icon,
      disabledReason: none ?? (reading.isReading ? 'They are still being read.' : undefined),
      onSelect: () => save('all', counted('total')),
    },
    { text: 'Picture (SVG)', icon, disabledReason: none, onSelect: () => void savePicture(saveChartSvg) },
    { text: 'Picture (PNG)', icon, disabledReason: none, onSelect: () => void savePicture(saveChartPng) },
    {
      text: 'Copy link to this chart',
      icon: <Link2 size={15} />,
      onSelect: () => void copyLink(link, 'Link to this chart copied'),
    },
  ]
}

function tellFailure(error: unknown) {
  const { title, detail } = explain(error)
  showToast({ tone: 'bad', title: 'The picture was not saved', detail: `${title}: ${detail}` })
}
