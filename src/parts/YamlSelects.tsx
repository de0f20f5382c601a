import { Select } from '../ui/Field.tsx'
import { YamlField, type YamlFieldProps } from './YamlFields.tsx'

/**
 * One of a few words. They are compared as the CLI compares them, without regard to letter case; a word that is none of
 * them is shown as it is.
 *
 * @param options the empty value stands for a key that is left out
 */
export function YamlSelect({
  options,
  unset = '',
  aliases = {},
  onChange,
  ...field
}: Omit<YamlFieldProps, 'placeholder' | 'mono'> & {
  options: readonly { value: string; text: string }[]
  /** The word that a key stands for that is left out. */
  unset?: string
  /** Other words of the same meaning, by themselves. */
  aliases?: Readonly<Record<string, string>>
  /** Takes the place of writing the word. */
  onChange?: (value: string) => void
}) {
  const { form, path } = field
  const written = form.text(path) || unset
  const word = aliases[written.toLowerCase()] ?? written
  const chosen = options.find(({ value }) => value.toLowerCase() === word.toLowerCase())
  return (
    <YamlField {...field}>
      {(control) => (
        <Select
          {...control}
          value={chosen?.value ?? word}
          onChange={({ target: { value } }) => (onChange ? onChange(value) : form.set(path, value || undefined))}
        >
          {!chosen && <option value={word}>{word || 'Choose'}</option>}
          {options.map(({ value, text }) => (
            <option key={value} value={value}>
              {text}
            </option>
          ))}
        </Select>
      )}
    </YamlField>
  )
}

/** Yes, no, or left out. @param unset what leaving it out means */
export function YamlYesNo({
  unset = 'Default',
  ...field
}: Omit<YamlFieldProps, 'placeholder' | 'mono'> & { unset?: string }) {
  const { form, path } = field
  const isBoolean = form.kind(path) === 'bool'
  return (
    <YamlField {...field}>
      {(control) => (
        <Select
          {...control}
          value={isBoolean ? form.text(path).toLowerCase() : form.text(path)}
          onChange={({ target: { value } }) => form.set(path, value === '' ? undefined : value === 'true')}
        >
          <option value="">{unset}</option>
          <option value="true">Yes</option>
          <option value="false">No</option>
          {!isBoolean && form.has(path) && <option value={form.text(path)}>{form.text(path)}</option>}
        </Select>
      )}
    </YamlField>
  )
}
