import { Link2, RotateCcw, SlidersHorizontal } from 'lucide-react'
import { useId, type ReactNode } from 'react'
import { Button } from '../../ui/Button.tsx'
import { Choice } from '../../ui/Choice.tsx'
import { copyLink } from '../../ui/copy-link.ts'
import { SearchField } from '../../ui/Field.tsx'
import { Popover } from '../../ui/Popover.tsx'
import { classes } from '../../ui/classes.ts'
import styles from './MetricBoard.module.css'
import { MetricPanelSettings } from './MetricPanelSettings.tsx'
import type { ChartSize } from './metric-run.ts'
import type { ChartSettingsBarProps } from './panel-props.ts'

const letter = (name: string) => (
  <>
    <span aria-hidden="true">{name.charAt(0)}</span>
    <span className="visually-hidden">{name}</span>
  </>
)

const sizes = [
  { value: 'small', text: letter('Small') },
  { value: 'medium', text: letter('Medium') },
  { value: 'large', text: letter('Large') },
] as const satisfies { value: ChartSize; text: ReactNode }[]

type BoardActionsProps = Readonly<{
  size: ChartSize
  onSize: (size: ChartSize) => void
  /** Of this view, from the root of this site. */
  address: string
  /** Undefined while everything is as it comes. */
  onReset: (() => void) | undefined
}>

/**
 * What all charts of a board have in common. Where there is no room it folds into a popover, all but the search.
 * @param problem why the search cannot be carried out
 */
export function MetricBoardToolbar({
  search,
  onSearch,
  problem,
  settings,
  ...actions
}: BoardActionsProps & {
  settings: ChartSettingsBarProps
  search: string
  onSearch: (search: string) => void
  problem: string | undefined
}) {
  const problemId = useId()
  return (
    <div className={styles.toolbar}>
      <div className={styles.searching}>
        <SearchField
          label="Search charts"
          placeholder="Search charts, /regex/"
          value={search}
          onChange={onSearch}
          aria-invalid={problem === undefined ? undefined : true}
          aria-describedby={problem === undefined ? undefined : problemId}
        />
        {problem !== undefined && (
          <p className={styles.problem} role="alert" id={problemId}>
            {problem}
          </p>
        )}
      </div>
      <div className={classes(styles.roomy, styles.settings)}>
        <MetricPanelSettings {...settings} />
      </div>
      <div className={styles.roomy}>
        <BoardActions {...actions} />
      </div>
      <div className={styles.narrow}>
        <Popover
          label="Settings of the charts"
          trigger={(trigger) => (
            <Button {...trigger} icon={<SlidersHorizontal size={15} />}>
              Settings
            </Button>
          )}
        >
          {() => (
            <div className={styles.stacked}>
              <MetricPanelSettings {...settings} />
              <BoardActions {...actions} />
            </div>
          )}
        </Popover>
      </div>
    </div>
  )
}

function BoardActions({ size, onSize, address, onReset }: BoardActionsProps) {
  return (
    <>
      <Choice label="Size of the charts" options={sizes} value={size} onChange={onSize} />
      <Button icon={<Link2 size={15} />} onClick={() => void copyLink(address, 'Link to this view copied')}>
        Copy link
      </Button>
      <Button
        icon={<RotateCcw size={15} />}
        disabledReason={onReset ? undefined : 'The charts are as they come.'}
        onClick={onReset}
      >
        Reset
      </Button>
    </>
  )
}
