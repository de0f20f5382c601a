import { Plus, Trash2 } from 'lucide-react'
import { inputKeyRule } from '../../../domain/names.ts'
import { YamlTextField } from '../../../parts/YamlFields.tsx'
import type { YamlForm } from '../../../parts/yaml-form.ts'
import { Button } from '../../../ui/Button.tsx'
import { Field, Select } from '../../../ui/Field.tsx'
import { freeKey, KeyField } from './KeyField.tsx'
import styles from '../JobForm.module.css'

const kinds = [
  { value: 'uri_folder', text: 'Folder' },
  { value: 'uri_file', text: 'File' },
  { value: 'mltable', text: 'MLTable' },
  { value: 'mlflow_model', text: 'MLflow model' },
  { value: 'custom_model', text: 'Custom model' },
  { value: 'triton_model', text: 'Triton model' },
] as const

/** The named outputs of a job, beside `./outputs`, which is always kept. */
export function OutputsEditor({ form }: { form: YamlForm }) {
  const keys = form.keys(['outputs'])
  return (
    <div className={styles.rows}>
      {keys.length === 0 && (
        <p className={styles.hint}>
          What the command writes to <code>./outputs</code> is kept anyway. A named output gets a place of its own,
          which the command finds as <code>{'${{outputs.name}}'}</code>.
        </p>
      )}
      {keys.map((key, index) => (
        // By place: a row that is renamed stays the same row.
        // oxlint-disable-next-line react/no-array-index-key
        <div key={index} className={styles.entry} role="group" aria-label={`Output ${key}`}>
          <div className={styles.inputHead}>
            <KeyField
              label="Name"
              value={key}
              taken={keys}
              rule={inputKeyRule}
              onRename={(name) => form.rename(['outputs', key], name)}
            />
            <Field label="Kind" error={form.problem(['outputs', key]) ?? form.problem(['outputs', key, 'type'])}>
              {(control) => (
                <Select
                  {...control}
                  value={form.text(['outputs', key, 'type']) || 'uri_folder'}
                  onChange={(event) => form.set(['outputs', key, 'type'], event.target.value)}
                >
                  {kinds.map(({ value, text }) => (
                    <option key={value} value={value}>
                      {text}
                    </option>
                  ))}
                </Select>
              )}
            </Field>
            <Button
              variant="ghost"
              icon={<Trash2 size={15} />}
              aria-label={`Remove output ${key}`}
              onClick={() => form.set(['outputs', key], undefined)}
            />
          </div>
          <YamlTextField
            form={form}
            path={['outputs', key, 'path']}
            label="Path"
            optional
            mono
            placeholder="azureml://datastores/workspaceblobstore/paths/…"
          />
        </div>
      ))}
      <div>
        <Button
          small
          icon={<Plus size={14} />}
          onClick={() => form.set(['outputs', freeKey('output', keys)], { type: 'uri_folder' })}
        >
          Add output
        </Button>
      </div>
    </div>
  )
}
