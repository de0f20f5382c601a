import { useQuery, type UseQueryResult } from '@tanstack/react-query'
import { useState } from 'react'
import { dataPathReference } from '../../../domain/job-spec/references.ts'
import { latestVersion } from '../../../domain/latest-version.ts'
import { FailureNote } from '../../../parts/FailureNote.tsx'
import { useWorkspaceRef } from '../../../parts/use-workspace.ts'
import { When } from '../../../parts/When.tsx'
import { dataQueries } from '../../../queries/data.ts'
import { modelQueries } from '../../../queries/models.ts'
import { SearchField } from '../../../ui/Field.tsx'
import { SkeletonRows } from '../../../ui/Loading.tsx'
import { ChooserList } from './ChooserList.tsx'
import type { ChosenData } from './DataDialog.tsx'
import styles from './DataDialog.module.css'

type ChooserProps = { address: string; onChoose: (chosen: ChosenData) => void }

/** A data asset of the workspace and a version of it. */
export function DataAssetChooser({ address, onChoose }: ChooserProps) {
  const workspace = useWorkspaceRef()
  const [name, setName] = useState(() => nameIn(address))
  const assets = useQuery(dataQueries.list(workspace))
  const versions = useQuery({ ...dataQueries.versions(workspace, name), enabled: name !== '' })
  return (
    <VersionChooser
      noun="data asset"
      name={name}
      onName={setName}
      assets={assets}
      noteOf={({ properties }) => properties.dataType}
      versions={versions}
      kindOf={({ properties }) => properties.dataType}
      onChoose={onChoose}
    />
  )
}

/** A registered model and a version of it. */
export function ModelChooser({ address, onChoose }: ChooserProps) {
  const workspace = useWorkspaceRef()
  const [name, setName] = useState(() => nameIn(address))
  const assets = useQuery(modelQueries.list(workspace))
  const versions = useQuery({ ...modelQueries.versions(workspace, name), enabled: name !== '' })
  return (
    <VersionChooser
      noun="model"
      name={name}
      onName={setName}
      assets={assets}
      versions={versions}
      kindOf={({ properties }) => properties.modelType ?? 'custom_model'}
      onChoose={onChoose}
    />
  )
}

const nameIn = (address: string) => {
  const reference = dataPathReference(address)
  return reference.kind === 'version' || reference.kind === 'latest' ? reference.name : ''
}

type Version = { name: string; systemData?: { readonly lastModifiedAt?: string; readonly createdAt?: string } }

function VersionChooser<A extends { name: string }, V extends Version>({
  noun,
  name,
  onName,
  assets,
  noteOf,
  versions,
  kindOf,
  onChoose,
}: {
  noun: string
  name: string
  onName: (name: string) => void
  assets: UseQueryResult<A[]>
  noteOf?: (asset: A) => string | undefined
  versions: UseQueryResult<V[]>
  kindOf: (version: V) => string | undefined
  onChoose: (chosen: ChosenData) => void
}) {
  const [search, setSearch] = useState('')
  if (assets.isLoadingError)
    return <FailureNote error={assets.error} action={`List the ${noun}s`} onRetry={() => void assets.refetch()} />
  const shown = assets.data?.filter((asset) => asset.name.toLowerCase().includes(search.trim().toLowerCase()))
  return (
    <div className={styles.columns}>
      <div className={styles.column}>
        <SearchField label={`Search ${noun}s`} value={search} onChange={setSearch} />
        {shown ? (
          <ChooserList
            label={`${noun}s`}
            empty={search ? 'None by that name.' : `This workspace has no ${noun} yet.`}
            items={shown.map((asset) => ({
              id: asset.name,
              name: asset.name,
              note: noteOf?.(asset),
              isCurrent: asset.name === name,
              onPress: () => onName(asset.name),
            }))}
          />
        ) : (
          <SkeletonRows rows={4} label={`Loading the ${noun}s`} />
        )}
      </div>
      <div className={styles.column}>
        {name === '' ? (
          <p className={styles.hint}>Choose a {noun} to see its versions.</p>
        ) : (
          <Versions name={name} versions={versions} kindOf={kindOf} onChoose={onChoose} />
        )}
      </div>
    </div>
  )
}

function Versions<V extends Version>({
  name,
  versions,
  kindOf,
  onChoose,
}: {
  name: string
  versions: UseQueryResult<V[]>
  kindOf: (version: V) => string | undefined
  onChoose: (chosen: ChosenData) => void
}) {
  if (versions.isLoadingError) return <FailureNote error={versions.error} action={`List the versions of ${name}`} />
  if (!versions.data) return <SkeletonRows rows={3} label="Loading the versions" />
  const newest = latestVersion(versions.data)
  const choose = (version: V, label: string) => () =>
    onChoose({ address: `azureml:${name}${label}`, kind: kindOf(version) })
  return (
    <ChooserList
      label={`Versions of ${name}`}
      empty="It has no versions any more."
      items={[
        ...(newest
          ? [
              {
                id: '@latest',
                name: 'The newest when you submit',
                note: `now ${newest.name}`,
                onPress: choose(newest, '@latest'),
              },
            ]
          : []),
        ...versions.data.map((version) => ({
          id: version.name,
          name: `Version ${version.name}`,
          note: version.systemData?.createdAt && <When date={version.systemData.createdAt} />,
          onPress: choose(version, `:${version.name}`),
        })),
      ]}
    />
  )
}
