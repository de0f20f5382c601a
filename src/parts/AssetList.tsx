import type { UseQueryResult } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { useSearchParams } from 'react-router'
import { plural } from '../lib/numbers.ts'
import { Button } from '../ui/Button.tsx'
import { DataTable, type Column } from '../ui/DataTable.tsx'
import { SearchField } from '../ui/Field.tsx'
import { SkeletonRows } from '../ui/Loading.tsx'
import { EmptyState } from '../ui/Notice.tsx'
import { Toolbar } from '../ui/Page.tsx'
import styles from './AssetList.module.css'
import { FailureNote } from './FailureNote.tsx'
import { StaleNote } from './StaleNote.tsx'
import { useSetViewParams } from './use-view-params.ts'

type Asset = { name: string; properties: { description?: string | null; tags?: Record<string, string | null> | null } }

/**
 * A list of named things with a filter that lives in the link, and what to show in each of its states.
 *
 * @param noun what one of them is called, e.g. `model`
 * @param empty what to show when the workspace has none
 */
export function AssetList<T extends Asset>({
  query,
  noun,
  nouns = `${noun}s`,
  columns,
  empty,
}: {
  query: UseQueryResult<T[]>
  noun: string
  nouns?: string
  columns: readonly Column<T>[]
  empty: ReactNode
}) {
  const [params] = useSearchParams()
  const text = params.get('q') ?? ''
  const setView = useSetViewParams()

  if (query.isPending) return <SkeletonRows label={`Loading the ${nouns}`} />
  if (query.isLoadingError)
    return <FailureNote error={query.error} action={`List the ${nouns}`} onRetry={() => void query.refetch()} />
  if (query.data.length === 0) return empty
  const shown = query.data.filter((asset) => matches(asset, text))
  return (
    <>
      <StaleNote query={query} />
      <Toolbar>
        <SearchField label={`Filter ${nouns}`} value={text} onChange={(q) => setView({ q })} />
        <span className={styles.count} role="status">
          {text === ''
            ? plural(shown.length, noun, nouns)
            : `${shown.length} of ${plural(query.data.length, noun, nouns)}`}
        </span>
      </Toolbar>
      {shown.length > 0 ? (
        <DataTable label={nouns} columns={columns} rows={shown} rowKey={({ name }) => name} />
      ) : (
        <EmptyState
          title={`No ${noun} matches`}
          actions={<Button onClick={() => setView({ q: '' })}>Clear the filter</Button>}
        />
      )}
    </>
  )
}

/** Every word of the text stands in the name, the description or the tags. */
function matches({ name, properties: { description, tags } }: Asset, text: string): boolean {
  const haystack = [name, description, ...Object.entries(tags ?? {}).flat()].join('\n').toLowerCase()
  return text
    .toLowerCase()
    .split(/\s+/)
    .every((word) => haystack.includes(word))
}
