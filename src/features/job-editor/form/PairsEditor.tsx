import { Plus, Trash2 } from 'lucide-react'
import type { NameRule } from '../../../domain/names.ts'
import { YamlTextField } from '../../../parts/YamlFields.tsx'
import type { YamlForm } from '../../../parts/yaml-form.ts'
import { Button } from '../../../ui/Button.tsx'
import { freeKey, KeyField } from './KeyField.tsx'
import styles from '../JobForm.module.css'

/** A map of texts, such as tags: a row for each entry. @param noun what an entry is called, e.g. `tag` */
export function PairsEditor({
  form,
  path,
  noun,
  rule,
}: {
  form: YamlForm
  path: string[]
  noun: string
  rule?: NameRule
}) {
  const keys = form.keys(path)
  const problem = form.problem(path)
  return (
    <div className={styles.rows}>
      {keys.map((key, index) => (
        // By place: a row that is renamed stays the same row.
        // oxlint-disable-next-line react/no-array-index-key
        <div key={index} className={styles.row} role="group" aria-label={`${noun} ${key}`}>
          <KeyField
            label="Name"
            value={key}
            taken={keys}
            rule={rule}
            onRename={(name) => form.rename([...path, key], name)}
          />
          <YamlValueField form={form} path={[...path, key]} />
          <Button
            variant="ghost"
            icon={<Trash2 size={15} />}
            aria-label={`Remove ${noun} ${key}`}
            onClick={() => form.set([...path, key], undefined)}
          />
        </div>
      ))}
      {problem && <p className={styles.error}>{problem}</p>}
      <div>
        <Button small icon={<Plus size={14} />} onClick={() => form.set([...path, freeKey(noun, keys)], '')}>
          Add {noun}
        </Button>
      </div>
    </div>
  )
}

/** Unlike other fields it stays when it is emptied: an entry without a value is an entry. */
function YamlValueField({ form, path }: { form: YamlForm; path: string[] }) {
  const kept: YamlForm = { ...form, set: (at, value) => form.set(at, value ?? '') }
  return <YamlTextField form={kept} path={path} label="Value" />
}
