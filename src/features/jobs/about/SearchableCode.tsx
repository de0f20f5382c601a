import { ChevronDown, ChevronUp } from 'lucide-react'
import { useEffect, useMemo, useRef, useState } from 'react'
import { formatCount } from '../../../lib/numbers.ts'
import { Button } from '../../../ui/Button.tsx'
import { SearchField } from '../../../ui/Field.tsx'
import { findAll } from './find-all.ts'
import styles from './SearchableCode.module.css'

/** More marks than this only make the page slow; nobody steps through them. */
const mostMarks = 1_000

/** A long text to read, with a search through all of it: Enter goes on to the next place, Shift and Enter back. */
export function SearchableCode({
  label,
  text,
  query,
  onQuery,
}: {
  label: string
  text: string
  query: string
  onQuery: (query: string) => void
}) {
  const places = useMemo(() => findAll(text, query, mostMarks), [text, query])
  const [at, setAt] = useState(0)
  const current = places.length === 0 ? 0 : at % places.length

  const step = (by: number) => setAt((current + by + places.length) % Math.max(1, places.length))
  return (
    <>
      <div className={styles.bar}>
        <SearchField
          label="Search"
          value={query}
          className={styles.search}
          onChange={(value) => {
            setAt(0)
            onQuery(value)
          }}
          onKeyDown={(event) => {
            if (event.key === 'Enter') step(event.shiftKey ? -1 : 1)
          }}
        />
        {query !== '' && (
          <>
            <span role="status" className={styles.count}>
              {places.length === 0
                ? 'Not found'
                : `${formatCount(current + 1)} of ${formatCount(places.length)}${places.length === mostMarks ? ' or more' : ''}`}
            </span>
            <Button small icon={<ChevronUp size={15} />} aria-label="The place before" onClick={() => step(-1)} />
            <Button small icon={<ChevronDown size={15} />} aria-label="The next place" onClick={() => step(1)} />
          </>
        )}
      </div>
      {/* A region that scrolls must be reachable without a mouse. */}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <pre className={styles.code} tabIndex={0} role="region" aria-label={label}>
        {places.map((place, index) => [
          text.slice(index === 0 ? 0 : places[index - 1]! + query.length, place), // there is a place before the second
          <Mark key={place} isCurrent={index === current}>
            {text.slice(place, place + query.length)}
          </Mark>,
        ])}
        {text.slice(places.length === 0 ? 0 : places.at(-1)! + query.length)}
      </pre>
    </>
  )
}

/** One place that was found; the one looked at comes into sight. */
function Mark({ isCurrent, children }: { isCurrent: boolean; children: string }) {
  const mark = useRef<HTMLElement>(null)
  useEffect(() => {
    // Absent where a test has no layout.
    if (isCurrent) mark.current?.scrollIntoView?.({ block: 'nearest' })
  }, [isCurrent])
  return (
    <mark ref={mark} aria-current={isCurrent || undefined}>
      {children}
    </mark>
  )
}
