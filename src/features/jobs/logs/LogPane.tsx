import { useMemo, useSyncExternalStore, type ReactNode } from 'react'
import type { LogBook, LogFileState, LogLevel, LogPlace, LogQuery, LogView } from '../../../lib/log/log-types.ts'
import { FailureNote } from '../../../parts/FailureNote.tsx'
import { Button } from '../../../ui/Button.tsx'
import { SkeletonRows } from '../../../ui/Loading.tsx'
import { useIsNarrow } from '../../../ui/use-is-narrow.ts'
import { shortLabel, type LogFile } from './log-files.ts'
import { LogLines } from './LogLines.tsx'
import type { LaneMarks } from './log-lines-props.ts'
import styles from './LogPane.module.css'
import { countWords, LogStatus } from './LogStatus.tsx'
import { useSameList } from './same-list.ts'
import { useLogLines } from './use-job-logs.ts'

/** How lines are shown, in all panes alike. */
export type LineLook = Readonly<{
  wraps: boolean
  showsStamps: boolean
  query: LogQuery
  levels: readonly LogLevel[]
  hrefOf: (place: LogPlace) => string
}>

/**
 * The lines of one file, or of several as one text, with what is known of their state.
 *
 * @param title shown where there are several panes
 * @param place the line to show, if it is one of these files
 */
export function LogPane({
  book,
  files,
  states,
  title,
  label,
  live,
  look,
  place,
  follows,
  onFollow,
  onRetry,
}: {
  book: LogBook
  files: readonly LogFile[]
  states: ReadonlyMap<string, LogFileState>
  title?: ReactNode
  label: string
  live: boolean
  look: LineLook
  place: LogPlace | undefined
  follows: boolean
  onFollow: (follows: boolean) => void
  onRetry: () => void
}) {
  const names = useSameList(files.map(({ name }) => name))
  const view = useLogLines(book, names, look.levels)
  const shownStates = names.flatMap((name) => states.get(name) ?? [])
  const isNarrow = useIsNarrow()
  const lanes = useMemo(() => (files.length > 1 ? laneMarks(files, isNarrow) : undefined), [files, isNarrow])
  const labelOf = (name: string) => files.find((file) => file.name === name)?.label ?? name
  const target = shownStates.find(({ name }) => name === place?.file)
  const isPastEnd = place !== undefined && target?.isLoaded === true && place.offset >= Math.max(1, target.size)
  const isLoaded = shownStates.some((state) => state.isLoaded)
  return (
    <div className={styles.pane}>
      {title !== undefined && <div className={styles.title}>{title}</div>}
      {shownStates.map(({ name, error }) =>
        error === undefined ? null : (
          <div key={name} className={styles.failure}>
            <FailureNote error={error} action={`Read ${labelOf(name)}`} />
            {/* Also after a refusal: a role may be granted, a firewall opened in the meantime. */}
            <Button small onClick={onRetry}>
              Read it again
            </Button>
          </div>
        ),
      )}
      {isPastEnd && (
        <p className={styles.note} role="status">
          The link leads past the end of this log. It may have been written anew since.
        </p>
      )}
      {view && isLoaded ? (
        <LogLines
          book={book}
          view={view}
          label={label}
          live={live}
          wraps={look.wraps}
          showsStamps={look.showsStamps}
          follows={follows}
          onFollow={onFollow}
          place={isPastEnd ? undefined : place}
          query={look.query.text === '' ? undefined : look.query}
          hrefOf={look.hrefOf}
          lanes={lanes}
        />
      ) : (
        !shownStates.some(({ error }) => error !== undefined) && <SkeletonRows rows={8} label="Loading the log" />
      )}
      <div className={styles.foot}>
        {look.levels.length > 0 && view && <FilterStatus view={view} />}
        <LogStatus states={shownStates} live={live} />
      </div>
    </div>
  )
}

/** No name takes more of a line than this. */
const longestLabel = 24
/** As many as charts have. */
const colors = 8

function laneMarks(files: readonly LogFile[], isNarrow: boolean): LaneMarks {
  const labels = files.map(({ label }) => (isNarrow ? shortLabel(label) : label))
  const lanes = new Map(files.map(({ name }, i) => [name, { label: labels[i] ?? name, color: (i % colors) + 1 }]))
  return {
    labelOf: (name) => lanes.get(name)?.label ?? name,
    colorOf: (name) => lanes.get(name)?.color ?? 1,
    width: Math.min(longestLabel, Math.max(...labels.map(({ length }) => length))),
  }
}

function FilterStatus({ view }: { view: LogView }) {
  const state = useSyncExternalStore(view.subscribe, view.snapshot)
  return <span>Filtered: {countWords(state)}</span>
}
