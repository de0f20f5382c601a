import { YamlNumberField, YamlTextArea, YamlTextField } from '../../../parts/YamlFields.tsx'
import { YamlSelect } from '../../../parts/YamlSelects.tsx'
import type { YamlForm } from '../../../parts/yaml-form.ts'
import styles from '../JobForm.module.css'
import { EntryList } from './EntryList.tsx'
import { PairsEditor } from './PairsEditor.tsx'

const types = [
  { value: 'jupyter_lab', text: 'JupyterLab' },
  { value: 'vs_code', text: 'VS Code' },
  { value: 'tensor_board', text: 'TensorBoard' },
  { value: 'ssh', text: 'SSH' },
] as const

const nodes = [
  { value: '', text: 'The first one' },
  { value: 'all', text: 'All' },
] as const

/** Interactive services that run beside the command. */
export function ServicesEditor({ form }: { form: YamlForm }) {
  return (
    <EntryList
      form={form}
      path={['services']}
      noun="service"
      empty="A service lets you into the running job, such as a JupyterLab in its container."
      onAdd={(taken) => {
        const type = types.find(({ value }) => !taken.includes(`my_${value}`))?.value ?? 'jupyter_lab'
        form.set(['services', freeName(`my_${type}`, taken)], { type })
      }}
    >
      {({ path, name, remove }) => {
        const type = form.text([...path, 'type']).toLowerCase()
        return (
          <>
            <div className={styles.entryPair}>
              {name}
              <YamlSelect
                form={form}
                path={[...path, 'type']}
                label="Kind"
                options={types}
                also={[path]}
                onChange={(next) =>
                  form.setAll([{ path: [...path, 'type'], value: next }, ...withoutForeignKeys(path, next)])
                }
              />
              {remove}
            </div>
            <div className={styles.pair}>
              <YamlSelect form={form} path={[...path, 'nodes']} label="Nodes" options={nodes} />
              <YamlNumberField form={form} path={[...path, 'port']} label="Port" optional />
            </div>
            {type === 'ssh' && (
              <YamlTextArea
                form={form}
                path={[...path, 'ssh_public_keys']}
                label="Public keys that may log in"
                mono
                rows={2}
                placeholder="ssh-ed25519 AAAA…"
              />
            )}
            {type === 'tensor_board' && (
              <YamlTextField
                form={form}
                path={[...path, 'log_dir']}
                label="Folder with the event files"
                optional
                mono
                placeholder="outputs/tblogs"
              />
            )}
            {form.has([...path, 'properties']) && (
              <PairsEditor form={form} path={[...path, 'properties']} noun="setting" />
            )}
          </>
        )
      }}
    </EntryList>
  )
}

/** Keys that only another kind of service has. */
const withoutForeignKeys = (path: readonly string[], type: string) => [
  ...(type === 'ssh' ? [] : [{ path: [...path, 'ssh_public_keys'], value: undefined }]),
  ...(type === 'tensor_board' ? [] : [{ path: [...path, 'log_dir'], value: undefined }]),
]

function freeName(name: string, taken: readonly string[]): string {
  let free = name
  for (let number = 2; taken.includes(free); number += 1) free = `${name}_${number}`
  return free
}
