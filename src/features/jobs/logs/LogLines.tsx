import { ArrowDown } from 'lucide-react'
import {
  useCallback,
  useEffect,
  useLayoutEffect,
  useMemo,
  useRef,
  useSyncExternalStore,
  type CSSProperties,
  type KeyboardEvent,
} from 'react'
import type { LogPlace } from '../../../lib/log/log-types.ts'
import { plural } from '../../../lib/numbers.ts'
import { FailureNote } from '../../../parts/FailureNote.tsx'
import { Button } from '../../../ui/Button.tsx'
import type { LogRow } from './log-layout.ts'
import type { LaneMarks, LogLinesProps } from './log-lines-props.ts'
import { rowHeight } from './log-scroll.ts'
import { createLogScroller, type Scrolled } from './log-scroller.ts'
import styles from './LogLines.module.css'
import { LogRowView } from './LogRows.tsx'
import { useLogColumns } from './use-log-columns.ts'
import { useLogMarks } from './use-log-marks.ts'
import { useLogNews } from './use-log-news.ts'
import { useLogSelection } from './use-log-selection.ts'

/**
 * The lines of a log of any length: only the rows in sight are in the page, and only lines around them in memory. It
 * stays at its end while `follows` is on.
 */
export function LogLines({
  book,
  view,
  label,
  live,
  wraps,
  showsStamps,
  follows,
  onFollow,
  place,
  query,
  hrefOf,
  lanes,
}: LogLinesProps) {
  const frame = useRef<HTMLDivElement>(null)
  const tellFollow = useRef(onFollow)
  useEffect(() => {
    tellFollow.current = onFollow
  }, [onFollow])
  const scroller = useMemo(() => createLogScroller(view, (on) => tellFollow.current(on)), [view])
  const state = useSyncExternalStore(scroller.subscribe, scroller.snapshot)
  const lastNumber = state.window?.lines.at(-1)?.number
  const digits =
    lastNumber === undefined ? 1 : String(lastNumber).length + Math.floor((String(lastNumber).length - 1) / 3)
  const columns = useLogColumns(frame, { digits, lane: laneCharacters(lanes) }, scroller.onResize)

  useLayoutEffect(() => (frame.current ? scroller.open(frame.current) : undefined), [scroller])
  useLayoutEffect(
    () => scroller.restyle({ columns: wraps ? columns : undefined, showsStamps }),
    [scroller, wraps, columns, showsStamps],
  )
  useLayoutEffect(() => scroller.follow(follows), [scroller, follows])
  useLayoutEffect(() => {
    if (place && !follows) scroller.goTo(place)
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- whoever stops to follow stays where they are
  }, [scroller, place])
  useLayoutEffect(() => scroller.settle(), [scroller, state.window, state.rows])

  const rowsByKey = useRef(new Map<string, LogRow>())
  const rowOfKey = useCallback((key: string) => rowsByKey.current.get(key), [])
  const selection = useLogSelection(frame, view, showsStamps, rowOfKey)
  const { pinned } = selection
  const rows = useMemo(() => withPinned(state, pinned), [state, pinned])
  useEffect(() => {
    rowsByKey.current = new Map(rows.map(({ row }) => [row.key, row]))
  })
  const marks = useLogMarks(book, query, rows)
  const news = useLogNews(view, follows)

  function toEnd() {
    onFollow(true)
    scroller.goTo('end')
  }

  function onKeyDown(event: KeyboardEvent) {
    selection.onKeyDown(event)
    if (event.key === 'Home') {
      event.preventDefault()
      onFollow(false)
      scroller.goTo('start')
    } else if (event.key === 'End') {
      event.preventDefault()
      toEnd()
    }
  }

  const isAtEnd = follows || (state.window?.atEnd === true && !live)
  return (
    <div className={styles.log}>
      {state.problem !== undefined && (
        <FailureNote error={state.problem} action="Read these lines" onRetry={scroller.retry} />
      )}
      {/* A reader scrolls and selects in it by keyboard, as in any text. */}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions */}
      <div
        ref={frame}
        className={styles.frame}
        role="log"
        aria-label={label}
        // Rows change while one scrolls, and thousands may come in a second: the status below tells of new ones.
        aria-live="off"
        aria-busy={state.window === undefined}
        // It scrolls by itself, so it must be reachable without a mouse.
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
        tabIndex={0}
        style={{ '--digits': `${digits}ch`, '--lane': `${laneCharacters(lanes) - 1}ch` } as CSSProperties}
        onScroll={scroller.onScroll}
        onKeyDown={onKeyDown}
        onCopy={selection.onCopy}
      >
        <div className={styles.all} style={{ height: state.height }}>
          {rows.map(({ row, top }) => (
            <LogRowView
              key={row.key}
              row={row}
              top={top}
              marks={marks.get(row.line.text)}
              isShown={place !== undefined && isSame(row.line.place, state.target)}
              href={hrefOf?.(row.line.place)}
              lane={lanes?.labelOf(row.line.place.file)}
              laneColor={lanes?.colorOf(row.line.place.file)}
            />
          ))}
        </div>
      </div>
      {!isAtEnd && (
        <Button className={styles.toEnd} small icon={<ArrowDown size={15} />} onClick={toEnd}>
          {news.count > 0 ? plural(news.count, 'new line') : 'Jump to end'}
        </Button>
      )}
      <span className={styles.told} role="status">
        {live && follows && news.told > 0 ? `${plural(news.told, 'new line')} in ${label}` : ''}
      </span>
    </div>
  )
}

/** The name, the blanks around it and its coloured edge. */
const laneCharacters = (lanes: LaneMarks | undefined) => (lanes ? lanes.width + 3 : 0)

type Drawn = Readonly<{ row: LogRow; top: number | undefined }>

/** The rows in sight and those that a selection holds, in their order: a browser selects in the order of the page. */
function withPinned({ rows, from, to, top }: Scrolled, pinned: readonly LogRow[]): Drawn[] {
  const drawn = rows.slice(from, to).map((row, i): Drawn => ({ row, top: top + (from + i) * rowHeight }))
  const away = pinned.filter(({ key }, i) => !drawn.some(({ row }) => row.key === key) && pinned[i - 1]?.key !== key)
  const isBefore = (row: LogRow) => {
    const first = drawn[0]?.row
    const index = rows.findIndex(({ key }) => key === row.key)
    if (index >= 0) return index < from
    return first === undefined || (row === pinned[0] && pinned.length > 1 && !isAfterAll(row, rows))
  }
  return [
    ...away.filter(isBefore).map((row): Drawn => ({ row, top: undefined })),
    ...drawn,
    ...away.filter((row) => !isBefore(row)).map((row): Drawn => ({ row, top: undefined })),
  ]
}

/** Whether a row of one of the files in the window comes after all of them. */
const isAfterAll = (row: LogRow, rows: readonly LogRow[]) => {
  const last = rows.findLast(({ line }) => line.place.file === row.line.place.file)
  return last !== undefined && row.line.place.offset > last.line.place.offset
}

const isSame = (place: LogPlace, other: LogPlace | undefined) =>
  place.offset === other?.offset && place.file === other.file
