import { inputKeyRule } from '../../../domain/names.ts'
import { YamlField, YamlSelect, YamlTextField } from '../../../parts/YamlFields.tsx'
import type { YamlForm } from '../../../parts/yaml-form.ts'
import { TextInput } from '../../../ui/Field.tsx'
import { assetKinds, outputModes } from './data-words.ts'
import { freeKey, KeyField } from './KeyField.tsx'
import { RowList } from './RowList.tsx'
import styles from '../JobForm.module.css'

/** The named outputs of a job, beside `./outputs`, which is always kept. */
export function OutputsEditor({ form }: { form: YamlForm }) {
  const keys = form.keys(['outputs'])
  return (
    <RowList
      rows={keys}
      noun="output"
      look="group"
      empty={
        <>
          What the command writes to <code>./outputs</code> is kept anyway. A named output gets a place of its own,
          which the command finds as <code>{'${{outputs.name}}'}</code>.
        </>
      }
      onAdd={() => form.set(['outputs', freeKey('output', keys)], { type: 'uri_folder' })}
      onRemove={(key) => form.set(['outputs', key], undefined)}
    >
      {(key, _, remove) => {
        const path = ['outputs', key]
        return (
          <>
            <div className={styles.entryHead}>
              <KeyField
                label="Name"
                value={key}
                taken={keys}
                rule={inputKeyRule}
                onRename={(name) => form.rename(path, name)}
              />
              <YamlSelect
                form={form}
                path={[...path, 'type']}
                label="Kind"
                options={assetKinds}
                error={form.problem(path)}
                unset="uri_folder"
              />
              <YamlSelect form={form} path={[...path, 'mode']} label="Mode" options={outputModes} />
              {remove}
            </div>
            <YamlTextField
              form={form}
              path={[...path, 'path']}
              label="Path"
              optional
              mono
              placeholder="azureml://datastores/workspaceblobstore/paths/…"
              hint="Left empty, the service picks a folder. ${{name}} stands for the job’s name."
            />
            <div className={styles.pair}>
              <YamlTextField
                form={form}
                path={[...path, 'name']}
                label="Register as"
                optional
                mono
                hint="Makes it an asset of this name when the job has ended."
              />
              <YamlField form={form} path={[...path, 'version']} label="Version" optional>
                {(control) => (
                  <TextInput
                    {...control}
                    mono
                    value={form.text([...path, 'version'])}
                    placeholder="The next free one"
                    // A version is text to the service, also when it looks like a number.
                    onChange={(event) => form.set([...path, 'version'], event.target.value || undefined)}
                  />
                )}
              </YamlField>
            </div>
          </>
        )
      }}
    </RowList>
  )
}
