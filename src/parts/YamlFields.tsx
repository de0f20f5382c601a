import type { ReactNode } from 'react'
import { Field, TextArea, TextInput } from '../ui/Field.tsx'
import { numberOrText, type YamlForm } from './yaml-form.ts'

type FieldProps = Readonly<{
  form: YamlForm
  path: readonly string[]
  label: string
  hint?: ReactNode
  optional?: boolean
  placeholder?: string
  mono?: boolean
  /** What is wrong beyond what the text says itself, such as an answer of the service. */
  error?: string | undefined
}>

/** One text of a YAML document. Emptied, its key goes away. */
export function YamlTextField({ form, path, label, hint, optional = false, error, ...input }: FieldProps) {
  return (
    <Field label={label} hint={hint} optional={optional} error={error ?? form.problem(path)}>
      {(control) => (
        <TextInput
          {...input}
          {...control}
          value={form.text(path)}
          onChange={(event) => form.set(path, event.target.value || undefined)}
        />
      )}
    </Field>
  )
}

/** A text of several lines. */
export function YamlTextArea({
  form,
  path,
  label,
  hint,
  optional = false,
  rows,
  error,
  ...input
}: FieldProps & { rows?: number }) {
  return (
    <Field label={label} hint={hint} optional={optional} error={error ?? form.problem(path)}>
      {(control) => (
        <TextArea
          {...input}
          {...control}
          rows={rows}
          value={form.text(path)}
          onChange={(event) => form.set(path, event.target.value || undefined)}
        />
      )}
    </Field>
  )
}

/** A number; anything else that is typed stays as text and gets the problem that the validator finds. */
export function YamlNumberField({ form, path, label, hint, optional = false, error, ...input }: FieldProps) {
  return (
    <Field label={label} hint={hint} optional={optional} error={error ?? form.problem(path)}>
      {(control) => (
        <TextInput
          {...input}
          {...control}
          inputMode="numeric"
          value={form.text(path)}
          onChange={(event) => {
            const typed = event.target.value.trim()
            form.set(path, typed === '' ? undefined : numberOrText(typed))
          }}
        />
      )}
    </Field>
  )
}
