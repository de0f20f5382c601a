import { Plus, Trash2 } from 'lucide-react'
import { inputKeyRule } from '../../../domain/names.ts'
import { dataPathReference } from '../../../domain/job-spec/references.ts'
import { numberOrText, type YamlForm } from '../../../parts/yaml-form.ts'
import { YamlTextField } from '../../../parts/YamlFields.tsx'
import { Button } from '../../../ui/Button.tsx'
import { Field, Select, TextInput } from '../../../ui/Field.tsx'
import { freeKey, KeyField } from './KeyField.tsx'
import { LocalAssetPicker } from '../../../parts/LocalAssetPicker.tsx'
import { localKey, type LocalAsset, type LocalAssets } from '../../../domain/local-files.ts'
import styles from '../JobForm.module.css'

const kinds = [
  { value: 'literal', text: 'Value' },
  { value: 'uri_file', text: 'File' },
  { value: 'uri_folder', text: 'Folder' },
  { value: 'mltable', text: 'MLTable' },
  { value: 'mlflow_model', text: 'MLflow model' },
  { value: 'custom_model', text: 'Custom model' },
  { value: 'triton_model', text: 'Triton model' },
] as const

const modes = [
  { value: '', text: 'Default' },
  { value: 'ro_mount', text: 'Mount' },
  { value: 'download', text: 'Download' },
  { value: 'direct', text: 'Direct' },
] as const

/** The inputs of a job: values, and data by address or from the user's disk. */
export function InputsEditor({
  form,
  assets,
  onPick,
}: {
  form: YamlForm
  assets: LocalAssets
  onPick: (path: readonly string[], asset: LocalAsset) => void
}) {
  const keys = form.keys(['inputs'])
  return (
    <div className={styles.rows}>
      {keys.length === 0 && (
        <p className={styles.hint}>
          Inputs are put into the command where it says <code>{'${{inputs.name}}'}</code>.
        </p>
      )}
      {keys.map((key, index) => (
        // By place: a row that is renamed stays the same row.
        // oxlint-disable-next-line react/no-array-index-key
        <div key={index} className={styles.entry} role="group" aria-label={`Input ${key}`}>
          <InputRow form={form} name={key} taken={keys} assets={assets} onPick={onPick} />
        </div>
      ))}
      <div>
        <Button small icon={<Plus size={14} />} onClick={() => form.set(['inputs', freeKey('input', keys)], '')}>
          Add input
        </Button>
      </div>
    </div>
  )
}

function InputRow({
  form,
  name,
  taken,
  assets,
  onPick,
}: {
  form: YamlForm
  name: string
  taken: readonly string[]
  assets: LocalAssets
  onPick: (path: readonly string[], asset: LocalAsset) => void
}) {
  const path = ['inputs', name]
  const isData = form.isMap(path) && !form.has([...path, 'value'])
  const kind = isData ? form.text([...path, 'type']) || 'uri_folder' : 'literal'

  function changeKind(next: string) {
    if (next === 'literal') form.set(path, '')
    else if (isData) form.set([...path, 'type'], next)
    else form.set(path, { type: next, path: '' })
  }

  return (
    <>
      <div className={styles.inputHead}>
        <KeyField
          label="Name"
          value={name}
          taken={taken}
          rule={inputKeyRule}
          onRename={(key) => form.rename(path, key)}
        />
        <Field label="Kind" error={form.problem([...path, 'type'])}>
          {(control) => (
            <Select {...control} value={kind} onChange={(event) => changeKind(event.target.value)}>
              {kinds.map(({ value, text }) => (
                <option key={value} value={value}>
                  {text}
                </option>
              ))}
            </Select>
          )}
        </Field>
        {isData ? <ModeField form={form} path={path} /> : <LiteralField form={form} path={path} />}
        <Button
          variant="ghost"
          icon={<Trash2 size={15} />}
          aria-label={`Remove input ${name}`}
          onClick={() => form.set(path, undefined)}
        />
      </div>
      {isData && <PathField form={form} path={path} assets={assets} onPick={onPick} />}
    </>
  )
}

function LiteralField({ form, path }: { form: YamlForm; path: string[] }) {
  const at = form.has([...path, 'value']) ? [...path, 'value'] : path
  return (
    <Field label="Value" error={form.problem(path, { below: true })}>
      {(control) => (
        <TextInput
          {...control}
          mono
          value={form.text(at)}
          onChange={(event) => form.set(at, numberOrText(event.target.value))}
        />
      )}
    </Field>
  )
}

function ModeField({ form, path }: { form: YamlForm; path: string[] }) {
  return (
    <Field label="Mode" error={form.problem([...path, 'mode'])}>
      {(control) => (
        <Select
          {...control}
          value={form.text([...path, 'mode'])}
          onChange={(event) => form.set([...path, 'mode'], event.target.value || undefined)}
        >
          {modes.map(({ value, text }) => (
            <option key={value} value={value}>
              {text}
            </option>
          ))}
        </Select>
      )}
    </Field>
  )
}

function PathField({
  form,
  path,
  assets,
  onPick,
}: {
  form: YamlForm
  path: string[]
  assets: LocalAssets
  onPick: (path: readonly string[], asset: LocalAsset) => void
}) {
  const address = form.text([...path, 'path'])
  const isLocal = address === '' || dataPathReference(address).kind === 'local'
  return (
    <>
      <YamlTextField
        form={form}
        path={[...path, 'path']}
        label="Path"
        mono
        placeholder="azureml:my-data:1, azureml://datastores/…, https://…"
        error={form.problem(path) ?? form.problem([...path, 'path'])}
      />
      {isLocal && (
        <LocalAssetPicker
          label={`input ${path.at(-1)}`}
          asset={assets.get(localKey(address))}
          onPick={(asset) => onPick([...path, 'path'], asset)}
        />
      )}
    </>
  )
}
