import type { LogBook, LogFileState, LogPlace } from '../../../lib/log/log-types.ts'
import type { LogFile } from './log-files.ts'
import { LogPane, type LineLook } from './LogPane.tsx'
import styles from './LogPanes.module.css'
import type { ShownLogs } from './log-view.ts'
import type { ShownFiles } from './shown-files.ts'

/** The files on screen: one, side by side (a narrow screen swipes through them), or merged line by line. */
export function LogPanes({
  book,
  view,
  shown: { shown },
  states,
  live,
  look,
  place,
  follows,
  onFollow,
  onRetry,
}: {
  book: LogBook
  view: ShownLogs
  shown: ShownFiles
  states: ReadonlyMap<string, LogFileState>
  live: boolean
  look: LineLook
  place: LogPlace | undefined
  /** A pane goes by its file's name, or is `merged`. */
  follows: (pane: string) => boolean
  onFollow: (pane: string, follows: boolean) => void
  onRetry: () => void
}) {
  const common = { book, states, live, look, onRetry }
  if (view.arrangement === 'merged')
    return (
      <LogPane
        {...common}
        files={shown}
        label={`Merged log of ${shown.length} files`}
        place={place}
        follows={follows('merged')}
        onFollow={(on) => onFollow('merged', on)}
      />
    )
  const panes = shown.map((file) => (
    <LogPane
      key={file.name}
      {...common}
      files={[file]}
      title={shown.length > 1 ? file.label : undefined}
      label={labelFor(file)}
      place={place?.file === file.name ? place : undefined}
      follows={follows(file.name)}
      onFollow={(on) => onFollow(file.name, on)}
    />
  ))
  return shown.length > 1 ? <div className={styles.lanes}>{panes}</div> : panes
}

const labelFor = ({ group, label }: LogFile) =>
  group === 'Your script' ? `Log of your script, ${label}` : group === label ? `${label} log` : `${group} log, ${label}`
