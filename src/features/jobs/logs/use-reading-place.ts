import { useMemo, useState } from 'react'
import type { LogPlace } from '../../../lib/log/log-types.ts'
import type { ShownLogs } from './log-view.ts'
import type { ShownFiles } from './shown-files.ts'

/** The pane in which the lines of a file are shown: one of its own, or the merged one. */
const paneOf = ({ arrangement }: ShownLogs, file: string) => (arrangement === 'merged' ? 'merged' : file)

/**
 * Where in the logs the reader is: at a line that the address names, or at the end, which each pane follows until its
 * reader scrolls up or a line in it is gone to.
 */
export function useReadingPlace(
  view: ShownLogs,
  { current, shown }: ShownFiles,
  setView: (change: Partial<ShownLogs>) => void,
) {
  const [visits, setVisits] = useState(0)
  const [choices, setChoices] = useState<ReadonlyMap<string, boolean>>(new Map())
  const { file = current.name, at } = view
  const place = useMemo(
    (): LogPlace | undefined => (at === undefined || file !== current.name ? undefined : { file, offset: at }),
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- a visit makes the same place one to go to again
    [file, current.name, at, visits],
  )
  const panes = [...new Set(shown.map(({ name }) => paneOf(view, name)))]
  const follows = (pane: string) => choices.get(pane) ?? !(place && paneOf(view, place.file) === pane)
  const choose = (changed: readonly string[], on: boolean) =>
    setChoices((now) => new Map([...now, ...changed.map((pane) => [pane, on] as const)]))
  return {
    place,
    goTo: (to: LogPlace) => {
      setVisits((count) => count + 1)
      choose([paneOf(view, to.file)], false)
      setView({ file: to.file, at: to.offset })
    },
    follows,
    onFollow: (pane: string, on: boolean) => choose([pane], on),
    followsAll: panes.every(follows),
    followAll: (on: boolean) => {
      choose(panes, on)
      if (on) setView({ at: undefined })
    },
  }
}
