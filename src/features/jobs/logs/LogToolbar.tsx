import {
  ArrowDownToLine,
  CircleAlert,
  Clock,
  Columns2,
  Download,
  Link2,
  Maximize2,
  Merge,
  Minimize2,
  RectangleVertical,
  WrapText,
} from 'lucide-react'
import type { ReactNode } from 'react'
import type { LogLevel } from '../../../lib/log/log-types.ts'
import { Button } from '../../../ui/Button.tsx'
import { Choice } from '../../../ui/Choice.tsx'
import { copyLink } from '../../../ui/copy-link.ts'
import { Menu } from '../../../ui/Menu.tsx'
import { LevelFilter } from './LevelFilter.tsx'
import styles from './LogToolbar.module.css'
import type { LogArrangement } from './log-view.ts'
import { Toggle } from './Toggle.tsx'

const arrangements = [
  { value: 'one', text: <Arrangement icon={<RectangleVertical size={14} />} words="One file" /> },
  { value: 'lanes', text: <Arrangement icon={<Columns2 size={14} />} words="Side by side" /> },
  { value: 'merged', text: <Arrangement icon={<Merge size={14} />} words="Merged" /> },
] as const

function Arrangement({ icon, words }: { icon: ReactNode; words: string }) {
  return (
    <>
      {icon}
      <span className={styles.words}>{words}</span>
    </>
  )
}

type Switch = Readonly<{ on: boolean; set: (on: boolean) => void }>

/** What one can do with the logs on screen. The search stands in it, since it is what one needs most. */
export function LogToolbar({
  picker,
  search,
  arrangement,
  onArrange,
  levels,
  onLevels,
  firstError,
  wrap,
  times,
  follow,
  full,
  downloads,
}: {
  picker: ReactNode
  search: ReactNode
  /** Undefined where there is one file alone. */
  arrangement: LogArrangement | undefined
  onArrange: (arrangement: LogArrangement) => void
  levels: readonly LogLevel[]
  onLevels: (levels: readonly LogLevel[]) => void
  firstError: Readonly<{ isLooking: boolean; look: () => void }>
  wrap: Switch
  times: Switch
  follow: Switch
  full: Switch
  downloads: readonly Readonly<{ text: string; start: () => void }>[]
}) {
  return (
    <div className={styles.bar}>
      <div className={styles.row}>
        {picker}
        {arrangement && (
          <Choice label="Arrangement of the files" options={arrangements} value={arrangement} onChange={onArrange} />
        )}
        <span className={styles.spring} />
        <Menu
          trigger={(props) => (
            <Button
              {...props}
              variant="ghost"
              small
              icon={<Download size={15} />}
              aria-label="Download"
              title="Download"
            >
              <span className={styles.words}>Download</span>
            </Button>
          )}
          items={downloads.map(({ text, start }) => ({ text, onSelect: start }))}
        />
        <Button
          variant="ghost"
          small
          icon={<Link2 size={15} />}
          aria-label="Copy a link to this view"
          title="Copy a link to this view"
          onClick={() => void copyLink(location.href, 'Link copied')}
        />
        <Button
          variant="ghost"
          small
          icon={full.on ? <Minimize2 size={15} /> : <Maximize2 size={15} />}
          aria-label="Fill the window"
          title={full.on ? 'Back to the page (Esc)' : 'Fill the window'}
          aria-pressed={full.on}
          onClick={() => full.set(!full.on)}
        />
      </div>
      <div className={styles.row}>
        {search}
        <span className={styles.tools}>
          <LevelFilter levels={levels} onChange={onLevels} />
          <Button
            variant="ghost"
            small
            icon={<CircleAlert size={15} />}
            aria-label="First error"
            title="Go to the first error"
            busy={firstError.isLooking}
            onClick={firstError.look}
          >
            <span className={styles.words}>First error</span>
          </Button>
          <Toggle label="Wrap" text="Wrap" icon={<WrapText size={15} />} on={wrap.on} onChange={wrap.set} />
          <Toggle label="Times" text="Times" icon={<Clock size={15} />} on={times.on} onChange={times.set} />
          <Toggle
            label="Follow"
            text="Follow"
            icon={<ArrowDownToLine size={15} />}
            on={follow.on}
            onChange={follow.set}
          />
        </span>
      </div>
    </div>
  )
}
