import type { ReactNode } from 'react'
import type { NameRule } from '../../../domain/names.ts'
import { YamlTextField } from '../../../parts/YamlFields.tsx'
import type { YamlForm } from '../../../parts/yaml-form.ts'
import { freeKey, KeyField } from './KeyField.tsx'
import { rowChanges, RowList } from './RowList.tsx'

/** A map of texts, such as tags: a row for each entry. @param noun what an entry is called, e.g. `tag` */
export function PairsEditor({
  form,
  path,
  noun,
  rule,
  empty,
  warn,
}: {
  form: YamlForm
  path: readonly string[]
  noun: string
  rule?: NameRule
  empty?: ReactNode
  /** What to think about an entry. */
  warn?: (key: string, value: string) => string | undefined
}) {
  const keys = form.keys(path)
  return (
    <RowList
      rows={keys}
      noun={noun}
      problem={form.problem(path)}
      changes={rowChanges(form, path)}
      empty={empty}
      onAdd={() => form.set([...path, freeKey(noun, keys)], '')}
      onRemove={(key) => form.set([...path, key], undefined)}
    >
      {(key, index, remove) => (
        <>
          <KeyField
            label="Name"
            value={key}
            taken={keys}
            rule={rule}
            labelHidden={index > 0}
            onRename={(name) => form.rename([...path, key], name)}
          />
          {/* Unlike other fields it stays when it is emptied: an entry without a value is an entry. */}
          <YamlTextField
            form={form}
            path={[...path, key]}
            label="Value"
            keepEmpty
            labelHidden={index > 0}
            warning={warn?.(key, form.text([...path, key]))}
          />
          {remove}
        </>
      )}
    </RowList>
  )
}
