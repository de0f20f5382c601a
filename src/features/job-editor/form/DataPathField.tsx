import { useState } from 'react'
import { dataPathReference } from '../../../domain/job-spec/references.ts'
import { localKey } from '../../../domain/local-files.ts'
import { datastorePathOf, jobOutputOf } from '../../../domain/output-uri.ts'
import { LocalAssetPicker } from '../../../parts/LocalAssetPicker.tsx'
import type { YamlForm } from '../../../parts/yaml-form.ts'
import { YamlField, YamlTextField } from '../../../parts/YamlFields.tsx'
import { YamlSelect } from '../../../parts/YamlSelects.tsx'
import { Button } from '../../../ui/Button.tsx'
import { TextInput } from '../../../ui/Field.tsx'
import styles from '../JobForm.module.css'
import { inputModes } from './data-words.ts'
import { DataDialog } from './DataDialog.tsx'
import type { JobFiles } from './job-files.ts'

/** Where data is: an address to type, to browse for, or files to pick. @param path of the input */
export function DataPathField({
  form,
  files,
  path,
  kind,
}: {
  form: YamlForm
  files: JobFiles
  path: readonly string[]
  kind: string
}) {
  const [isBrowsing, setBrowsing] = useState(false)
  const addressPath = [...path, 'path']
  const address = form.text(addressPath)
  const isLocal = address === '' || dataPathReference(address).kind === 'local'
  return (
    <>
      <YamlField form={form} path={addressPath} label="Path" hint={addressInWords(address)} also={[path]}>
        {(control) => (
          <div className={styles.withButton}>
            <TextInput
              {...control}
              mono
              placeholder="azureml:my-data:1, azureml://datastores/…, https://…"
              value={address}
              onChange={(event) => form.set(addressPath, event.target.value || undefined)}
            />
            <Button onClick={() => setBrowsing(true)}>Browse …</Button>
          </div>
        )}
      </YamlField>
      {isLocal && (
        <LocalAssetPicker
          label={`input ${path.at(-1)}`}
          asset={files.assets.get(localKey(address))}
          onPick={(asset) => files.onPick(addressPath, asset)}
        />
      )}
      <div className={styles.pair}>
        <YamlSelect form={form} path={[...path, 'mode']} label="Mode" options={inputModes(kind)} />
        {isLocal && address !== '' && (
          <YamlTextField
            form={form}
            path={[...path, 'datastore']}
            label="Datastore to upload to"
            mono
            placeholder="workspaceblobstore"
          />
        )}
      </div>
      {isBrowsing && (
        <DataDialog
          kind={kind}
          address={address}
          onClose={() => setBrowsing(false)}
          onChoose={(chosen) => {
            setBrowsing(false)
            form.setAll([
              { path: addressPath, value: chosen.address },
              ...(chosen.kind && chosen.kind !== kind ? [{ path: [...path, 'type'], value: chosen.kind }] : []),
            ])
          }}
        />
      )}
    </>
  )
}

/** What an address means, for a hint below it. */
function addressInWords(address: string): string | undefined {
  if (address === '') return undefined
  const output = jobOutputOf(address)
  if (output) return `Output ${output.output} of job ${output.jobName}.`
  const place = datastorePathOf(address)
  if (place) return `In datastore ${place.datastore}.`
  const reference = dataPathReference(address)
  if (reference.kind === 'version') return `${reference.name}, version ${reference.version}.`
  if (reference.kind === 'latest') return `The newest version of ${reference.name}; decided when you submit.`
  if (reference.kind === 'local') return 'On your disk: uploaded with the job.'
  return /^https?:/.test(address) ? 'An address that the job reads from.' : undefined
}
