import { CaseSensitive, ChevronDown, ChevronUp, Regex } from 'lucide-react'
import { useEffect, useId, useMemo, useRef, useState } from 'react'
import type { LogQuery } from '../../../lib/log/log-types.ts'
import { createLater } from '../../../lib/later.ts'
import { formatCount } from '../../../lib/numbers.ts'
import { Button } from '../../../ui/Button.tsx'
import { SearchField } from '../../../ui/Field.tsx'
import styles from './LogSearchBar.module.css'
import { Toggle } from './Toggle.tsx'
import type { Search } from './use-search.ts'

/** Whole files are looked through for every query: not for every letter of one. */
const pauseMs = 350

/**
 * What to look for in the logs, and steps through what was found. Ctrl or Cmd and F leads here while it is on screen;
 * pressed once more, to the browser's own search.
 *
 * @param chosen index of the match that was gone to, if any
 */
export function LogSearchBar({
  query,
  onQuery,
  search,
  chosen,
  onStep,
}: {
  query: LogQuery
  onQuery: (query: LogQuery) => void
  search: Search
  chosen: number | undefined
  onStep: (step: 1 | -1) => void
}) {
  const [typed, setTyped] = useState(query.text)
  const [known, setKnown] = useState(query.text)
  const [sent, setSent] = useState(query.text)
  // The address changed otherwise than by what was typed here: by the back button, by a link.
  if (known !== query.text) {
    setKnown(query.text)
    if (query.text !== sent) setTyped(query.text)
  }
  const later = useMemo(() => createLater(pauseMs), [])
  useEffect(() => () => later.drop(), [later])
  const box = useRef<HTMLDivElement>(null)
  useFindKey(() => box.current?.querySelector('input'))
  const problemId = useId()
  const count = search.found?.count ?? 0

  function send(text: string) {
    later.drop()
    if (text === query.text) return
    setSent(text)
    onQuery({ ...query, text })
  }

  return (
    <div ref={box} className={styles.bar} role="search">
      <SearchField
        label="Search in the logs"
        className={styles.search}
        value={typed}
        aria-invalid={search.problem !== undefined || undefined}
        aria-describedby={search.problem === undefined ? undefined : problemId}
        onChange={(text) => {
          setTyped(text)
          later.set(() => send(text))
        }}
        onKeyDown={(event) => {
          if (event.key === 'Escape') {
            // It is over with the search alone, not with what Escape would close next.
            event.preventDefault()
            setTyped('')
            send('')
            event.currentTarget.blur()
          } else if (event.key === 'Enter') {
            event.preventDefault()
            if (typed === query.text) onStep(event.shiftKey ? -1 : 1)
            else send(typed)
          }
        }}
      />
      <Toggle
        label="Regular expression"
        icon={<Regex size={15} />}
        on={query.kind === 'regex'}
        onChange={(on) => onQuery({ ...query, kind: on ? 'regex' : 'text' })}
      />
      <Toggle
        label="Match case"
        icon={<CaseSensitive size={16} />}
        on={query.matchCase}
        onChange={(matchCase) => onQuery({ ...query, matchCase })}
      />
      {count > 0 && (
        <span className={styles.steps}>
          <Button
            variant="ghost"
            small
            icon={<ChevronUp size={16} />}
            aria-label="Previous match"
            onClick={() => onStep(-1)}
          />
          <Button
            variant="ghost"
            small
            icon={<ChevronDown size={16} />}
            aria-label="Next match"
            onClick={() => onStep(1)}
          />
          <span className={styles.place}>
            {chosen === undefined ? formatCount(count) : `${formatCount(chosen + 1)} of ${formatCount(count)}`}
          </span>
        </span>
      )}
      {search.problem !== undefined && (
        <p className={styles.problem} id={problemId} role="alert">
          {search.problem}
        </p>
      )}
    </div>
  )
}

/** Takes Ctrl+F and Cmd+F, unless a dialog is open or the box has the focus already. */
function useFindKey(find: () => HTMLInputElement | null | undefined) {
  const latest = useRef(find)
  useEffect(() => {
    latest.current = find
  })
  useEffect(() => {
    function onKeyDown(event: KeyboardEvent) {
      if (event.key.toLowerCase() !== 'f' || !(event.ctrlKey || event.metaKey) || event.shiftKey || event.altKey) return
      const input = latest.current()
      if (!input || document.activeElement === input || document.querySelector('dialog[open]')) return
      event.preventDefault()
      input.focus()
      input.select()
    }
    document.addEventListener('keydown', onKeyDown)
    return () => document.removeEventListener('keydown', onKeyDown)
  }, [])
}
