import { ArrowDownNarrowWide, ArrowDownWideNarrow, ArrowUpDown, ChevronDown } from 'lucide-react'
import { Link } from 'react-router'
import { useWorkspaceRef } from '../../../parts/use-workspace.ts'
import { paths } from '../../../paths.ts'
import { Badge } from '../../../ui/Badge.tsx'
import { LookSwatch } from '../../../ui/charts/LookSwatch.tsx'
import { classes } from '../../../ui/classes.ts'
import { Menu } from '../../../ui/Menu.tsx'
import type { CompareView, Direction } from '../compare-view.ts'
import type { LoadedRun } from '../runs/compared-run.ts'
import { directionWords, type KnownDirection } from './metric-direction.ts'
import styles from './MetricTable.module.css'

/** A job at the head of its column or row. */
export function RunHead({ run: { name, title, look }, isBaseline }: { run: LoadedRun; isBaseline: boolean }) {
  const workspace = useWorkspaceRef()
  return (
    <div className={styles.run}>
      <span className={styles.titleLine}>
        <LookSwatch {...look} />
        <Link className={styles.title} to={paths.job({ workspace, jobName: name })} title={title}>
          {title}
        </Link>
      </span>
      {isBaseline && <Badge>Baseline</Badge>}
    </div>
  )
}

const sources: Readonly<Record<KnownDirection['source'], string>> = {
  chosen: 'as you chose',
  objective: 'by the sweep’s objective',
  name: 'by its name',
}

/** A metric at the head of its row or column: orders the jobs by it, and says which direction is better. */
export function MetricHead({
  metric,
  known,
  order,
  onOrder,
  onDirection,
}: {
  metric: string
  known: KnownDirection | undefined
  order: CompareView['order']
  onOrder: (metric: string, direction: Direction | undefined) => void
  onDirection: (metric: string, direction: Direction | undefined) => void
}) {
  const isOrdering = order?.metric === metric
  const Icon = !isOrdering ? ArrowUpDown : order.isDescending ? ArrowDownWideNarrow : ArrowDownNarrowWide
  const orderWords = !isOrdering ? '' : order.isDescending ? ', greatest first' : ', least first'
  return (
    <div className={styles.metric}>
      <button
        type="button"
        className={classes(styles.order, isOrdering && styles.ordering)}
        title={metric}
        aria-label={`Order the jobs by ${metric}${orderWords}`}
        aria-pressed={isOrdering}
        onClick={() => onOrder(metric, known?.direction)}
      >
        <span className={styles.title}>{metric}</span>
        <Icon size={13} aria-hidden="true" />
      </button>
      <Menu
        trigger={(props) => (
          <button {...props} type="button" className={styles.direction} aria-label={`Direction of ${metric}`}>
            {directionWords(known?.direction)}
            <ChevronDown size={12} aria-hidden="true" />
          </button>
        )}
        items={[
          { kind: 'label', text: known ? `Known ${sources[known.source]}` : 'Its name does not tell' },
          ...(['lower', 'higher'] as const).map((direction) => ({
            text: `${direction === 'lower' ? 'Lower' : 'Higher'} is better`,
            checked: known?.direction === direction,
            onSelect: () => onDirection(metric, direction),
          })),
          ...(known?.source === 'chosen'
            ? [{ text: 'As its name or a sweep tells', onSelect: () => onDirection(metric, undefined) }]
            : []),
        ]}
      />
    </div>
  )
}
