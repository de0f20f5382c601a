import { useState } from 'react'
import { dataPathReference } from '../../../domain/job-spec/references.ts'
import { datastorePathOf, jobOutputOf } from '../../../domain/output-uri.ts'
import { Choice } from '../../../ui/Choice.tsx'
import { Dialog } from '../../../ui/Dialog.tsx'
import { DataAssetChooser, ModelChooser } from './AssetChooser.tsx'
import { isModelKind } from './data-words.ts'
import styles from './DataDialog.module.css'
import { DatastoreBrowser } from './DatastoreBrowser.tsx'
import { JobOutputChooser } from './JobOutputChooser.tsx'

/** What was chosen, as the YAML names it. `kind` is what is known of it, such as the type of a data asset. */
export type ChosenData = Readonly<{ address: string; kind?: string | undefined }>

const sources = [
  { value: 'data', text: 'Data assets' },
  { value: 'datastores', text: 'Datastores' },
  { value: 'jobs', text: 'Job outputs' },
  { value: 'models', text: 'Models' },
] as const
type Source = (typeof sources)[number]['value']

/** Looks for data where the workspace keeps some. @param kind what the input takes now */
export function DataDialog({
  kind,
  address,
  onChoose,
  onClose,
}: {
  kind: string
  address: string
  onChoose: (chosen: ChosenData) => void
  onClose: () => void
}) {
  const [source, setSource] = useState(() => sourceOf(address, kind))
  return (
    <Dialog title="Choose data" width={760} onClose={onClose}>
      <div className={styles.content}>
        <Choice label="Where to look" options={sources} value={source} onChange={setSource} />
        {source === 'data' && <DataAssetChooser address={address} onChoose={onChoose} />}
        {source === 'datastores' && <DatastoreBrowser address={address} kind={kind} onChoose={onChoose} />}
        {source === 'jobs' && <JobOutputChooser address={address} kind={kind} onChoose={onChoose} />}
        {source === 'models' && <ModelChooser address={address} onChoose={onChoose} />}
      </div>
    </Dialog>
  )
}

function sourceOf(address: string, kind: string): Source {
  if (jobOutputOf(address)) return 'jobs'
  if (datastorePathOf(address)) return 'datastores'
  const isAsset = ['version', 'latest'].includes(dataPathReference(address).kind)
  if (isModelKind(kind)) return 'models'
  return isAsset || address === '' ? 'data' : 'datastores'
}
