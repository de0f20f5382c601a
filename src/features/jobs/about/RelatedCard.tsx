import { useQuery } from '@tanstack/react-query'
import { useState, type ReactNode } from 'react'
import { Link } from 'react-router'
import type { RunDetails } from '../../../api/run-history.ts'
import { assetRefFromId, type JobRef } from '../../../domain/refs.ts'
import { plural } from '../../../lib/numbers.ts'
import { JobStatusBadge } from '../../../parts/JobStatusBadge.tsx'
import { useWorkspaceRef } from '../../../parts/use-workspace.ts'
import { When } from '../../../parts/When.tsx'
import { paths } from '../../../paths.ts'
import { modelQueries } from '../../../queries/models.ts'
import { relatedQueries } from '../../../queries/related.ts'
import { Button } from '../../../ui/Button.tsx'
import { Card } from '../../../ui/Card.tsx'
import { jobStatus, jobTitle } from '../job-list.ts'
import styles from './RelatedCard.module.css'

/** Each model costs a request, so more of them are looked through on demand alone. */
const modelsAtOnce = 20

/** What came of a job: model versions, data assets and copies of the job. Nothing where nothing did. */
export function RelatedCard({ job, details }: { job: JobRef; details: RunDetails | undefined }) {
  const copies = useQuery(relatedQueries.copies(job))
  const models = useMadeModels(job)
  const assets = registeredData(details)
  const found = models.versions.length + assets.length + (copies.data?.length ?? 0)
  if (found === 0 && models.unread.length === 0) return null
  return (
    <Card title="Came of it">
      <dl className={styles.groups}>
        {models.versions.length > 0 && (
          <Group name={plural(models.versions.length, 'model version')}>
            {models.versions.map(({ name, version }) => (
              <li key={`${name}:${version}`}>
                <ModelLink name={name} version={version} />
              </li>
            ))}
          </Group>
        )}
        {assets.length > 0 && (
          <Group name={plural(assets.length, 'data asset')}>
            {assets.map(({ name, version }) => (
              <li key={`${name}:${version}`}>
                <DataLink name={name} version={version} />
              </li>
            ))}
          </Group>
        )}
        {copies.data && copies.data.length > 0 && (
          <Group name={plural(copies.data.length, 'copy', 'copies')}>
            {copies.data.map((copy) => (
              <li key={copy.name} className={styles.job}>
                <Link to={paths.job({ ...job, jobName: copy.name })}>{jobTitle(copy)}</Link>
                <JobStatusBadge status={jobStatus(copy)} />
                <span className={styles.when}>
                  <When date={copy.systemData?.createdAt} />
                </span>
              </li>
            ))}
          </Group>
        )}
      </dl>
      {models.unread.length > 0 && (
        <Button small busy={models.isReading} onClick={models.readAll}>
          {`Look through ${plural(models.unread.length, 'more model')} for versions made from it`}
        </Button>
      )}
    </Card>
  )
}

const Group = ({ name, children }: { name: string; children: ReactNode }) => (
  <>
    <dt>{name}</dt>
    <dd>
      <ul className={styles.list}>{children}</ul>
    </dd>
  </>
)

function ModelLink({ name, version }: { name: string; version: string }) {
  return <Link to={paths.model(useWorkspaceRef(), name, version)}>{`${name}:${version}`}</Link>
}

function DataLink({ name, version }: { name: string; version: string }) {
  return <Link to={paths.dataVersion(useWorkspaceRef(), name, version)}>{`${name}:${version}`}</Link>
}

/** Versions made from the job, of the models looked through so far. */
function useMadeModels(job: JobRef) {
  const [wantsAll, setWantsAll] = useState(false)
  const names = useQuery({
    ...modelQueries.list(job.workspace),
    staleTime: 60_000,
    select: (models) => models.map(({ name }) => name),
  }).data
  const read = wantsAll ? names : names?.slice(0, modelsAtOnce)
  const made = useQuery({
    ...relatedQueries.models(job, read ?? []),
    enabled: read !== undefined && read.length > 0,
    placeholderData: (before) => before,
  })
  return {
    versions: made.data ?? [],
    unread: wantsAll && made.isSuccess && !made.isPlaceholderData ? [] : (names?.slice(modelsAtOnce) ?? []),
    isReading: wantsAll && made.isFetching,
    readAll: () => setWantsAll(true),
  }
}

/** The outputs that the service has registered as data when the job ended. */
function registeredData(details: RunDetails | undefined) {
  return Object.values(details?.outputs ?? {}).flatMap((output) => {
    const asset = output?.assetId ? assetRefFromId(output.assetId) : undefined
    return asset?.type === 'data' && asset.registry === undefined ? [asset] : []
  })
}
