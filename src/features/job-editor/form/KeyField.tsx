import { useState } from 'react'
import { nameProblem, type NameRule } from '../../../domain/names.ts'
import { Field, TextInput } from '../../../ui/Field.tsx'

/**
 * The key of a map's entry. It is taken over when the field is left: while it is being typed it may be half a word, or
 * for a moment the name of another entry.
 */
export function KeyField({
  label,
  value,
  taken,
  rule,
  labelHidden = false,
  onRename,
}: {
  label: string
  value: string
  /** Keys of the other entries. */
  taken: readonly string[]
  rule?: NameRule | undefined
  labelHidden?: boolean
  onRename: (key: string) => void
}) {
  const [typed, setTyped] = useState<string>()
  const shown = typed ?? value
  const problem = problemOf(shown, value, taken, rule)

  function commit() {
    if (typed === undefined || problem) return
    setTyped(undefined)
    if (typed !== value) onRename(typed)
  }

  return (
    <Field label={label} labelHidden={labelHidden} error={problem}>
      {(control) => (
        <TextInput
          {...control}
          mono
          value={shown}
          onChange={(event) => setTyped(event.target.value)}
          onBlur={commit}
          onKeyDown={(event) => {
            if (event.key === 'Enter') commit()
            if (event.key === 'Escape') setTyped(undefined)
          }}
        />
      )}
    </Field>
  )
}

function problemOf(typed: string, value: string, taken: readonly string[], rule?: NameRule): string | undefined {
  if (typed === '') return 'A name is needed.'
  if (typed !== value && taken.includes(typed)) return `There is a “${typed}” already.`
  return rule && nameProblem(typed, rule)
}

/** The first of `stem_1`, `stem_2` … that is free. */
export function freeKey(stem: string, taken: readonly string[]): string {
  let number = 1
  while (taken.includes(`${stem}_${number}`)) number += 1
  return `${stem}_${number}`
}
