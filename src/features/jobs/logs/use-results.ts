import { useMemo, useState } from 'react'
import type { LogBook, LogPlace } from '../../../lib/log/log-types.ts'
import type { LogFile } from './log-files.ts'
import type { ShownLogs } from './log-view.ts'
import { useSameList } from './same-list.ts'
import { searchedFiles, type ShownFiles } from './shown-files.ts'
import { useSearch } from './use-search.ts'

/** The search that the address asks for, and which of its results the reader is at. */
export function useResults(
  book: LogBook,
  files: readonly LogFile[],
  view: ShownLogs,
  shown: ShownFiles,
  goTo: (place: LogPlace) => void,
) {
  const names = useSameList(searchedFiles(files, shown, view.scope).map(({ name }) => name))
  const search = useSearch(book, view.query, names, view.levels)
  const key = useMemo(() => JSON.stringify([view.query, names, view.levels]), [view.query, names, view.levels])
  const [visited, setVisited] = useState<{ index: number; key: string }>()
  const [closed, setClosed] = useState<string>()
  const chosen = visited?.key === key ? visited.index : undefined

  function choose(index: number) {
    const match = search.found?.at(index)
    if (!match) return
    setVisited({ index, key })
    goTo(match.place)
  }

  return {
    /** Names of the files that are searched. */
    names,
    search,
    chosen,
    choose,
    step: (by: 1 | -1) => {
      const count = search.found?.kept ?? 0
      if (count === 0) return
      choose(chosen === undefined ? (by === 1 ? 0 : count - 1) : (chosen + by + count) % count)
    },
    isOpen: view.query.text !== '' && closed !== key,
    close: () => setClosed(key),
  }
}
