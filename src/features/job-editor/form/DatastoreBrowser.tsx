import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { DatastoreResource } from '../../../api/datastores.ts'
import { datastorePathOf, datastoreUri } from '../../../domain/output-uri.ts'
import { FailureNote } from '../../../parts/FailureNote.tsx'
import { useWorkspaceRef } from '../../../parts/use-workspace.ts'
import { datastoreQueries } from '../../../queries/datastores.ts'
import { Button } from '../../../ui/Button.tsx'
import { Field, TextInput } from '../../../ui/Field.tsx'
import { SkeletonRows } from '../../../ui/Loading.tsx'
import { Notice } from '../../../ui/Notice.tsx'
import type { ChosenData } from './DataDialog.tsx'
import { kindOfPath, takesFiles } from './data-words.ts'
import styles from './DataDialog.module.css'
import { FolderBrowser } from './FolderBrowser.tsx'
import { OptionField } from '../../../parts/OptionField.tsx'

/** A folder or a file of a datastore, browsed where the browser may list it, else typed. */
export function DatastoreBrowser({
  address,
  kind,
  onChoose,
}: {
  address: string
  kind: string
  onChoose: (chosen: ChosenData) => void
}) {
  const workspace = useWorkspaceRef()
  const datastores = useQuery(datastoreQueries.list(workspace))
  const [place, setPlace] = useState(() => folderIn(address))
  if (datastores.isLoadingError)
    return (
      <FailureNote error={datastores.error} action="List the datastores" onRetry={() => void datastores.refetch()} />
    )
  if (!datastores.data) return <SkeletonRows rows={3} label="Loading the datastores" />
  const chosen =
    datastores.data.find(({ name }) => name === place?.datastore) ??
    datastores.data.find(({ properties }) => properties.isDefault) ??
    datastores.data[0]
  if (!chosen) return <p className={styles.hint}>This workspace has no datastore.</p>
  const path = place?.datastore === chosen.name ? place.path : ''
  const choose = (chosenPath: string) =>
    onChoose({
      address: datastoreUri({ datastore: chosen.name, path: chosenPath }),
      kind: kindOfPath(chosenPath, kind),
    })
  return (
    <>
      <OptionField
        label="Datastore"
        options={datastores.data.map(({ name }) => ({ value: name, text: name }))}
        value={chosen.name}
        onChange={(datastore) => setPlace({ datastore, path: '' })}
      />
      <Folder
        key={chosen.name}
        datastore={chosen}
        path={path}
        hasFiles={takesFiles(kind)}
        onOpen={(next) => setPlace({ datastore: chosen.name, path: next })}
        onChoose={choose}
      />
    </>
  )
}

/** The folder that an address names or lies in. */
function folderIn(address: string) {
  const place = datastorePathOf(address)
  return place && { ...place, path: place.path.replace(/[^/]*$/, '') }
}

function Folder({
  datastore,
  path,
  hasFiles,
  onOpen,
  onChoose,
}: {
  datastore: DatastoreResource
  path: string
  hasFiles: boolean
  onOpen: (path: string) => void
  onChoose: (path: string) => void
}) {
  const workspace = useWorkspaceRef()
  const reason = whyNotListed(datastore)
  const content = useQuery({ ...datastoreQueries.folder(workspace, datastore, path), enabled: reason === undefined })
  if (reason !== undefined || content.isLoadingError) {
    return (
      <>
        {reason === undefined ? (
          <FailureNote error={content.error} action="List the files" onRetry={() => void content.refetch()} />
        ) : (
          <Notice>{reason}</Notice>
        )}
        <TypedPath datastore={datastore.name} start={path} onChoose={onChoose} />
      </>
    )
  }
  if (!content.data) return <SkeletonRows rows={5} label="Loading the files" />
  return (
    <FolderBrowser
      root={datastore.name}
      path={path}
      content={content.data}
      takesFiles={hasFiles}
      onOpen={onOpen}
      onChoose={onChoose}
    />
  )
}

/** A page holds no token for storage: it lists only what a key or a signature of the datastore opens. */
function whyNotListed({ name, properties }: DatastoreResource): string | undefined {
  if (properties.datastoreType !== 'AzureBlob')
    return `${name} is no blob container (${properties.datastoreType}), so its files cannot be listed from a browser. Type the path.`
  if (properties.credentials.credentialsType === 'None')
    return `${name} is used by identity alone, without a key or a signature, so its files cannot be listed from a browser. Type the path.`
  return undefined
}

function TypedPath({
  datastore,
  start,
  onChoose,
}: {
  datastore: string
  start: string
  onChoose: (path: string) => void
}) {
  const [path, setPath] = useState(start)
  return (
    <>
      <Field label={`Path in ${datastore}`} hint="A folder ends in a slash.">
        {(control) => (
          <TextInput
            {...control}
            mono
            value={path}
            onChange={(event) => setPath(event.target.value.replace(/^\//, ''))}
          />
        )}
      </Field>
      <div>
        <Button variant="primary" onClick={() => onChoose(path)}>
          Use this path
        </Button>
      </div>
    </>
  )
}
