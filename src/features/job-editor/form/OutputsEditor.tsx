import { inputKeyRule } from '../../../domain/names.ts'
import { YamlTextField } from '../../../parts/YamlFields.tsx'
import { YamlSelect } from '../../../parts/YamlSelects.tsx'
import type { YamlForm } from '../../../parts/yaml-form.ts'
import { assetKinds, outputModes } from './data-words.ts'
import { EntryList } from './EntryList.tsx'
import { freeKey } from './KeyField.tsx'
import styles from '../JobForm.module.css'

/** The named outputs of a job, beside `./outputs`, which is always kept. */
export function OutputsEditor({ form }: { form: YamlForm }) {
  return (
    <EntryList
      form={form}
      path={['outputs']}
      noun="output"
      rule={inputKeyRule}
      empty={
        <>
          What the command writes to <code>./outputs</code> is kept anyway. A named output gets a place of its own,
          which the command finds as <code>{'${{outputs.name}}'}</code>.
        </>
      }
      onAdd={(taken) => form.set(['outputs', freeKey('output', taken)], { type: 'uri_folder' })}
    >
      {({ path, name, remove }) => (
        <>
          <div className={styles.entryPair}>
            {name}
            <YamlSelect
              form={form}
              path={[...path, 'type']}
              label="Kind"
              options={assetKinds}
              also={[path]}
              unset="uri_folder"
            />
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
          <div className={styles.numbers}>
            <YamlSelect form={form} path={[...path, 'mode']} label="Mode" options={outputModes} />
            <YamlTextField
              form={form}
              path={[...path, 'name']}
              label="Register as"
              mono
              placeholder="No asset"
              hint="When the job has ended."
            />
            {/* A version is text to the service, also when it looks like a number. */}
            <YamlTextField form={form} path={[...path, 'version']} label="Version" mono placeholder="Next free" />
          </div>
        </>
      )}
    </EntryList>
  )
}
