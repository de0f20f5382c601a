import type { ReactNode } from 'react'
import type { NameRule } from '../../../domain/names.ts'
import type { YamlForm } from '../../../parts/yaml-form.ts'
import { KeyField } from './KeyField.tsx'
import { rowChanges, RowList } from './RowList.tsx'

/** An entry of a map while its fields are drawn. */
export type Entry = Readonly<{
  path: readonly string[]
  /** The field with its key. */
  name: ReactNode
  /** The button that takes it away. */
  remove: ReactNode
}>

/**
 * The entries of a map, each a frame of fields, under keys that the user chooses.
 * @param noun what an entry is called, e.g. `input`
 * @param empty what is said where there are none
 * @param onAdd gets the keys that are taken
 */
export function EntryList({
  form,
  path: map,
  noun,
  rule,
  empty,
  onAdd,
  children,
}: {
  form: YamlForm
  path: readonly string[]
  noun: string
  rule?: NameRule
  empty: ReactNode
  onAdd: (taken: readonly string[]) => void
  children: (entry: Entry) => ReactNode
}) {
  const keys = form.keys(map)
  return (
    <RowList
      rows={keys}
      noun={noun}
      problem={form.problem(map)}
      changes={rowChanges(form, map)}
      look="group"
      empty={empty}
      onAdd={() => onAdd(keys)}
      onRemove={(key) => form.set([...map, key], undefined)}
    >
      {(key, _, remove) => {
        const path = [...map, key]
        const name = (
          <KeyField label="Name" value={key} taken={keys} rule={rule} onRename={(next) => form.rename(path, next)} />
        )
        return children({ path, name, remove })
      }}
    </RowList>
  )
}
