import { RotateCcw, Square, X } from 'lucide-react'
import type { LogBook, LogQuery } from '../../../lib/log/log-types.ts'
import { formatBytes, plural } from '../../../lib/numbers.ts'
import { FailureNote } from '../../../parts/FailureNote.tsx'
import { Button } from '../../../ui/Button.tsx'
import { Select } from '../../../ui/Field.tsx'
import { Progress } from '../../../ui/Loading.tsx'
import { LogResultList } from './LogResultList.tsx'
import styles from './LogResults.module.css'
import type { SearchScope } from './log-view.ts'
import { matchesByFile } from './results.ts'
import type { Search } from './use-search.ts'

/**
 * Every line that a search found, as it is found, and how far the search is.
 *
 * @param labelOf a file's name in plain words
 */
export function LogResults({
  book,
  query,
  search,
  scope,
  scopes,
  onScope,
  chosen,
  labelOf,
  onChoose,
  onClose,
}: {
  book: LogBook
  query: LogQuery
  search: Search
  scope: SearchScope
  /** Where one can look, in words that end a sentence: `this file`. */
  scopes: readonly (readonly [scope: SearchScope, words: string])[]
  onScope: (scope: SearchScope) => void
  chosen: number | undefined
  labelOf: (file: string) => string
  onChoose: (index: number) => void
  onClose: () => void
}) {
  const { state, found } = search
  return (
    <section className={styles.panel} aria-label="Search results">
      <div className={styles.head}>
        <p role="status" className={styles.words}>
          {resultWords(search, scopes.find(([each]) => each === scope)?.[1] ?? '')}
        </p>
        {state === 'running' && (
          <Button variant="ghost" small icon={<Square size={13} />} onClick={search.stop}>
            Stop
          </Button>
        )}
        {(state === 'stopped' || state === 'done') && (
          <Button
            variant="ghost"
            small
            icon={<RotateCcw size={14} />}
            aria-label="Search again"
            title="Search again"
            onClick={search.again}
          />
        )}
        <Button variant="ghost" small icon={<X size={15} />} aria-label="Close the results" onClick={onClose} />
      </div>
      {scopes.length > 1 && (
        <Select
          aria-label="Where to search"
          className={styles.scope}
          value={scope}
          onChange={({ target }) => onScope(scopes.find(([each]) => each === target.value)?.[0] ?? scope)}
        >
          {scopes.map(([each, words]) => (
            <option key={each} value={each}>
              In {words}
            </option>
          ))}
        </Select>
      )}
      {state === 'running' && (
        <Progress label="Search" value={found && found.total > 0 ? found.scanned / found.total : 0} />
      )}
      {state === 'failed' && search.problem === undefined && (
        <FailureNote error={search.error} action="Search the logs" onRetry={search.again} />
      )}
      {found?.failures.map(({ file, error }) => (
        <FailureNote key={file} error={error} action={`Search ${labelOf(file)}`} onRetry={search.again} />
      ))}
      {found && found.kept > 0 && (
        <LogResultList book={book} query={query} found={found} chosen={chosen} labelOf={labelOf} onChoose={onChoose} />
      )}
    </section>
  )
}

/** `1,204 lines in 3 files, searched 63 MB of 200 MB` */
export function resultWords({ state, found, problem }: Search, scope: string): string {
  if (problem !== undefined) return 'This cannot be searched for.'
  if (state === 'failed') return 'The search broke off.'
  const { count = 0, scanned = 0, total = 0 } = found ?? {}
  if (state === 'running' && total === 0) return 'Searching …'
  const files = matchesByFile(found).size
  const what =
    count === 0
      ? state === 'done'
        ? `Nothing found in ${scope}`
        : 'Nothing found yet'
      : plural(count, 'matching line')
  const where = files > 1 ? ` in ${files} files` : ''
  const far =
    state === 'done' ? `searched ${formatBytes(total)}` : `searched ${formatBytes(scanned)} of ${formatBytes(total)}`
  return `${what}${where}, ${far}${state === 'stopped' ? ', then stopped' : ''}`
}
