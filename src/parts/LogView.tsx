import { ArrowDownToLine, ChevronDown, ChevronUp, WrapText } from 'lucide-react'
import { useDeferredValue, useMemo, useRef, useState, type ReactNode } from 'react'
import type { GrowingText } from '../lib/growing-text.ts'
import { formatCount } from '../lib/numbers.ts'
import { Button } from '../ui/Button.tsx'
import { classes } from '../ui/classes.ts'
import { SearchField } from '../ui/Field.tsx'
import { mostMatches, piecesOf, searchLog, type LogLayout } from './log-rows.ts'
import styles from './LogView.module.css'
import { useLogWindow } from './use-log-window.ts'

/**
 * A log as it grows: only the rows in sight are in the page, so its length does not matter. It stays at its end until
 * the reader scrolls up, and again once they are back at the end.
 *
 * @param live more may come, so screen readers are told of new lines
 */
export function LogView({
  label,
  log,
  live,
  onLoadEarlier,
  actions,
}: {
  label: string
  log: GrowingText
  live: boolean
  onLoadEarlier: () => Promise<void>
  actions?: ReactNode
}) {
  const [wraps, setWraps] = useState(false)
  const [search, setSearch] = useState('')
  /** Index of the match that was gone to, if any. */
  const [chosen, setChosen] = useState<number>()
  const [loadingEarlier, setLoadingEarlier] = useState(false)
  const frame = useRef<HTMLDivElement>(null)

  const wanted = useDeferredValue(search)
  const matches = useMemo(() => searchLog(log.lines, wanted), [log.lines, wanted])
  const match = chosen === undefined ? undefined : matches[chosen]
  const view = useLogWindow(frame, log, wraps)
  const { layout } = view

  function goTo(index: number) {
    // Somebody may press Enter before the matches of what they typed are on screen.
    const found = search === wanted ? matches : searchLog(log.lines, search)
    const next = (index + found.length) % found.length
    const target = found[next]
    if (!target) return
    setChosen(next)
    view.showRow(layout.rowOf(target.line, target.at))
  }

  async function loadEarlier() {
    setLoadingEarlier(true)
    await onLoadEarlier().finally(() => setLoadingEarlier(false))
  }

  return (
    <div className={styles.log}>
      <div className={styles.bar}>
        <LogSearch
          text={search}
          onChange={(text) => {
            setSearch(text)
            setChosen(undefined)
          }}
          found={wanted === '' ? undefined : matches.length}
          chosen={chosen}
          goTo={goTo}
        />
        <span className={styles.spring} />
        <Switch icon={<WrapText size={15} />} on={wraps} onChange={setWraps}>
          Wrap
        </Switch>
        <Switch icon={<ArrowDownToLine size={15} />} on={view.following} onChange={view.follow}>
          Follow
        </Switch>
        {actions}
      </div>
      {log.start > 0 && (
        <div className={styles.earlier}>
          <Button variant="ghost" small busy={loadingEarlier} onClick={() => void loadEarlier()}>
            Load earlier lines
          </Button>
        </div>
      )}
      <div
        ref={frame}
        className={styles.frame}
        role="log"
        aria-label={label}
        // While one scrolls, rows change without being news.
        aria-live={live && view.following ? 'polite' : 'off'}
        // It scrolls by itself, so it must be reachable without a mouse.
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
        tabIndex={0}
        onScroll={view.onScroll}
      >
        <div className={styles.all} style={{ height: view.height }}>
          <div style={{ transform: `translateY(${view.first * view.rowHeight}px)` }}>
            <Rows
              log={log}
              layout={layout}
              first={view.first}
              last={view.last}
              wanted={wanted}
              shownRow={match && layout.rowOf(match.line, match.at)}
            />
          </div>
        </div>
      </div>
    </div>
  )
}

function LogSearch({
  text,
  onChange,
  found,
  chosen,
  goTo,
}: {
  text: string
  onChange: (text: string) => void
  found: number | undefined
  chosen: number | undefined
  goTo: (index: number) => void
}) {
  const next = () => goTo(chosen === undefined ? 0 : chosen + 1)
  const previous = () => goTo((chosen ?? 0) - 1)
  const total = found === mostMatches ? `${formatCount(found)}+` : formatCount(found ?? 0)
  return (
    <>
      <SearchField
        label="Search in the log"
        className={styles.search}
        value={text}
        onChange={onChange}
        onKeyDown={(event) => {
          if (event.key === 'Enter') (event.shiftKey ? previous : next)()
        }}
      />
      {found !== undefined && (
        <span className={styles.matches} role="status">
          {found === 0 ? 'Not found' : chosen === undefined ? `${total} found` : `${chosen + 1} of ${total}`}
        </span>
      )}
      {found !== undefined && found > 0 && (
        <>
          <Button variant="ghost" small icon={<ChevronUp size={16} />} aria-label="Previous match" onClick={previous} />
          <Button variant="ghost" small icon={<ChevronDown size={16} />} aria-label="Next match" onClick={next} />
        </>
      )}
    </>
  )
}

function Switch({
  icon,
  on,
  onChange,
  children,
}: {
  icon: ReactNode
  on: boolean
  onChange: (on: boolean) => void
  children: string
}) {
  return (
    <Button
      variant="ghost"
      small
      icon={icon}
      aria-pressed={on}
      className={classes(on && styles.pressed)}
      onClick={() => onChange(!on)}
    >
      {children}
    </Button>
  )
}

function Rows({
  log,
  layout,
  first,
  last,
  wanted,
  shownRow,
}: {
  log: GrowingText
  layout: LogLayout
  first: number
  last: number
  wanted: string
  shownRow: number | undefined
}) {
  return Array.from({ length: Math.max(0, last - first) }, (_, i) => {
    const row = layout.rowAt(first + i)
    const line = log.lines[row.line]
    return (
      <div key={first + i} className={classes(styles.row, first + i === shownRow && styles.shown)}>
        {line &&
          piecesOf(line, row, wanted).map(({ text, style, found }, piece) => {
            const color = style?.color
            const look = classes(
              found && styles.found,
              style?.bold && styles.bold,
              style?.dim && styles.dim,
              style?.italic && styles.italic,
              style?.underline && styles.underline,
            )
            if (look === '' && color === undefined) return text
            return (
              // A piece is nothing but its place in the row.
              // oxlint-disable-next-line react/no-array-index-key
              <span key={piece} className={look} data-color={color === undefined ? undefined : color % 8}>
                {text}
              </span>
            )
          })}
      </div>
    )
  })
}
