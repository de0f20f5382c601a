import type { UseQueryResult } from '@tanstack/react-query'
import { Link } from 'react-router'
import { newestFirst } from '../domain/latest-version.ts'
import { Card } from '../ui/Card.tsx'
import { SkeletonRows } from '../ui/Loading.tsx'
import styles from './AssetVersions.module.css'
import { FailureNote } from './FailureNote.tsx'
import { When } from './When.tsx'

type Version = { id: string; name: string; systemData?: { createdAt?: string; lastModifiedAt?: string } }

/** All versions of an asset, newest first, each a link. @param current the version of the page */
export function AssetVersions({
  versions,
  current,
  pathOf,
}: {
  versions: UseQueryResult<Version[]>
  current: string
  pathOf: (version: string) => string
}) {
  return (
    <Card title="Versions">
      {versions.isPending ? (
        <SkeletonRows rows={2} label="Loading the versions" />
      ) : versions.isLoadingError ? (
        <FailureNote error={versions.error} action="List the versions" onRetry={() => void versions.refetch()} />
      ) : (
        <ol className={styles.versions}>
          {newestFirst(versions.data).map(({ id, name, systemData }) => (
            <li key={id}>
              <Link to={pathOf(name)} aria-current={name === current ? 'page' : undefined}>
                {name}
              </Link>
              <span className={styles.when}>
                <When date={systemData?.createdAt} />
              </span>
            </li>
          ))}
        </ol>
      )}
    </Card>
  )
}
