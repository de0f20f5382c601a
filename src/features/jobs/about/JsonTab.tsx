import { useQuery, type UseQueryResult } from '@tanstack/react-query'
import { useMemo, useState } from 'react'
import { useSearchParams } from 'react-router'
import type { JobResource } from '../../../api/jobs.ts'
import type { RunDetails } from '../../../api/run-history.ts'
import type { JobRef } from '../../../domain/refs.ts'
import { withoutSecrets } from '../../../domain/without-secrets.ts'
import { FailureNote } from '../../../parts/FailureNote.tsx'
import { useSetViewParams } from '../../../parts/use-view-params.ts'
import { runQueries } from '../../../queries/run.ts'
import { Card } from '../../../ui/Card.tsx'
import { Choice } from '../../../ui/Choice.tsx'
import { CopyButton } from '../../../ui/CopyButton.tsx'
import { SkeletonRows } from '../../../ui/Loading.tsx'
import styles from './JsonTab.module.css'
import { SearchableCode } from './SearchableCode.tsx'

const sources = [
  { value: 'job', text: 'Job' },
  { value: 'details', text: 'Run details' },
  { value: 'run', text: 'Run' },
] as const

type Source = (typeof sources)[number]['value']

/** The job as the services answer it, for questions that no page of ours answers. Nothing in it opens a door. */
export function JsonTab({
  job,
  place,
  details,
}: {
  job: JobResource
  place: JobRef
  details: UseQueryResult<RunDetails>
}) {
  const [params] = useSearchParams()
  const setView = useSetViewParams()
  const source = sources.find(({ value }) => value === params.get('source'))?.value ?? 'job'
  const [query, setQuery] = useState('')
  const run = useQuery({ ...runQueries.run(place), enabled: source === 'run' })
  const answers: Record<Source, { data: unknown; error: Error | null; refetch?: () => unknown }> = {
    job: { data: job, error: null },
    details,
    run,
  }
  const { data, error, refetch } = answers[source]
  const text = useMemo(() => (data === undefined ? undefined : JSON.stringify(withoutSecrets(data), null, 2)), [data])
  return (
    <Card
      title="As the services answer"
      actions={
        <span className={styles.actions}>
          <Choice
            label="Which answer"
            options={sources}
            value={source}
            onChange={(value) => setView({ source: value === 'job' ? '' : value })}
          />
          {text !== undefined && (
            <CopyButton text={text} label="JSON">
              Copy
            </CopyButton>
          )}
        </span>
      }
    >
      {text !== undefined ? (
        <SearchableCode label={`${job.name}.json`} text={text} query={query} onQuery={setQuery} />
      ) : error ? (
        <FailureNote error={error} action="Read the run history" onRetry={() => void refetch?.()} />
      ) : (
        <SkeletonRows rows={6} />
      )}
      <p className={styles.hint}>
        {source === 'job' ? 'From Azure Resource Manager.' : 'From the run history of the workspace.'} Signatures,
        tokens and what looks like a secret are taken out.
      </p>
    </Card>
  )
}
