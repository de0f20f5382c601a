import type { ReactNode } from 'react'
import { Field, Select, type FieldPlace } from '../ui/Field.tsx'

/** A choice in the form that is no single word of the YAML, such as where an environment comes from. */
export function OptionField<Value extends string>({
  label,
  hint,
  error,
  warning,
  labelHidden = false,
  options,
  value,
  onChange,
  ...place
}: FieldPlace & {
  label: string
  hint?: ReactNode
  error?: ReactNode
  warning?: ReactNode
  labelHidden?: boolean
  options: readonly { value: Value; text: string }[]
  value: Value
  onChange: (value: Value) => void
}) {
  return (
    <Field label={label} labelHidden={labelHidden} hint={hint} error={error} warning={warning} {...place}>
      {(control) => (
        <Select
          {...control}
          value={value}
          onChange={(event) => {
            const next = options.find((option) => option.value === event.target.value)
            if (next) onChange(next.value)
          }}
        >
          {options.map((option) => (
            <option key={option.value} value={option.value}>
              {option.text}
            </option>
          ))}
        </Select>
      )}
    </Field>
  )
}
