import { useState, type ReactNode } from 'react'
import { short } from '../domain/job-spec/changes.ts'
import type { Path } from '../domain/job-spec/problems.ts'
import { parseDuration, wholeDuration } from '../domain/duration.ts'
import { Field, TextArea, TextInput, type ControlProps, type FieldPlace } from '../ui/Field.tsx'
import { ChangedMark } from '../ui/ChangedMark.tsx'
import { placeName } from './find-field.ts'
import styles from './YamlFields.module.css'
import type { YamlForm } from './yaml-form.ts'

export type YamlFieldProps = Readonly<{
  form: YamlForm
  path: Path
  label: string
  hint?: ReactNode
  optional?: boolean
  placeholder?: string
  mono?: boolean
  /** What is wrong beyond what the text says itself, such as an answer of the service. */
  error?: string | undefined
  warning?: string | undefined
  /** Further places whose problems are told here, such as that of the map around it. */
  also?: readonly Path[]
  labelHidden?: boolean
}>

/** What a field shows of the problems at its places: an error makes it invalid, a warning does not. */
export function messagesAt(form: YamlForm, ...paths: readonly Path[]): { error?: string; warning?: string } {
  for (const path of paths) {
    const message = form.problem(path)
    if (message === undefined) continue
    const isWarning = form.problems(path).some((each) => each.message === message && each.severity === 'warning')
    return isWarning ? { warning: message } : { error: message }
  }
  return {}
}

/** Where a field belongs in the document, and whether what is there is another than it was. */
export function fieldPlace(form: YamlForm, path: Path): FieldPlace {
  const change = form.change(path)
  return {
    place: placeName([...form.base, ...path]),
    changed: change && {
      what: 'Changed',
      was: change.before === undefined ? 'not set before' : `was ${short(change.before) || 'empty'}`,
      onTakeBack: () => form.takeBack(path),
    },
  }
}

/** Several controls, or a choice, for one place; what differs there is told below them. */
export function YamlPlace({
  form,
  path,
  label,
  children,
}: Pick<YamlFieldProps, 'form' | 'path' | 'label'> & { children: ReactNode }) {
  const { place, changed } = fieldPlace(form, path)
  return (
    <div data-place={place} className={styles.place}>
      {children}
      {changed && <ChangedMark label={label} {...changed} />}
    </div>
  )
}

/** Label, hint and problems around a control of any kind. */
export function YamlField({
  form,
  path,
  label,
  hint,
  optional = false,
  error,
  warning,
  also = [],
  labelHidden = false,
  children,
}: Omit<YamlFieldProps, 'placeholder' | 'mono'> & { children: (control: ControlProps) => ReactNode }) {
  const found = messagesAt(form, ...also, path)
  return (
    <Field
      label={label}
      hint={hint}
      optional={optional}
      labelHidden={labelHidden}
      error={error ?? found.error}
      warning={warning ?? found.warning}
      {...fieldPlace(form, path)}
    >
      {children}
    </Field>
  )
}

/**
 * One text of a YAML document. Emptied, its key goes away.
 * @param keepEmpty keeps the key, for entries that are there without a value as well
 */
export function YamlTextField({
  keepEmpty = false,
  placeholder,
  mono = false,
  ...field
}: YamlFieldProps & { keepEmpty?: boolean }) {
  const { form, path } = field
  return (
    <YamlField {...field}>
      {(control) => (
        <TextInput
          {...control}
          mono={mono}
          placeholder={placeholder}
          value={form.text(path)}
          onChange={(event) => form.set(path, event.target.value || (keepEmpty ? '' : undefined))}
        />
      )}
    </YamlField>
  )
}

/** A text of several lines. */
export function YamlTextArea({ placeholder, mono = false, rows, ...field }: YamlFieldProps & { rows?: number }) {
  const { form, path } = field
  return (
    <YamlField {...field}>
      {(control) => (
        <TextArea
          {...control}
          mono={mono}
          rows={rows}
          placeholder={placeholder}
          value={form.text(path)}
          onChange={(event) => form.set(path, event.target.value || undefined)}
        />
      )}
    </YamlField>
  )
}

/** A number; anything else that is typed stays as text and gets the problem that the validator finds. */
export function YamlNumberField({ placeholder, mono = false, ...field }: YamlFieldProps) {
  const { form, path } = field
  const typing = useTyping(form.text(path), (typed) => String(typedNumber(typed)), form.text(path))
  return (
    <YamlField {...field}>
      {(control) => (
        <TextInput
          {...control}
          mono={mono}
          placeholder={placeholder}
          inputMode="decimal"
          value={typing.shown}
          onBlur={typing.end}
          onChange={({ target: { value } }) => {
            if (form.set(path, value.trim() === '' ? undefined : typedNumber(value))) typing.keep(value)
          }}
        />
      )}
    </YamlField>
  )
}

/** A length of time, shown and typed as people say it (`1 h 30 min`), kept in seconds. */
export function YamlDurationField({ hint, ...field }: YamlFieldProps) {
  const { form, path } = field
  const text = form.text(path)
  const isSeconds = form.kind(path) === 'int'
  const meaning = (typed: string) => String(parseDuration(typed) ?? typed.trim())
  const typing = useTyping(text, meaning, isSeconds ? wholeDuration(Number(text)) : text)
  return (
    <YamlField
      {...field}
      hint={
        <>
          {hint}{' '}
          {isSeconds && Number(text) >= 60 ? `${Number(text).toLocaleString('en')} seconds.` : 'For example 90 min.'}
        </>
      }
    >
      {(control) => (
        <TextInput
          {...control}
          placeholder={field.placeholder}
          value={typing.shown}
          onBlur={typing.end}
          onChange={({ target: { value } }) => {
            const seconds = parseDuration(value)
            if (form.set(path, seconds ?? (value.trim() || undefined))) typing.keep(value)
          }}
        />
      )}
    </YamlField>
  )
}

const numberPattern = /^[-+]?(?:\d+\.?\d*|\.\d+)(?:e[-+]?\d+)?$/i

/** The number that was typed, or the text as it is. */
export function typedNumber(typed: string): string | number {
  const text = typed.trim()
  const value = Number(text)
  return numberPattern.test(text) && Number.isFinite(value) ? value : text
}

/**
 * Keeps what is being typed in sight for as long as it means what the document holds: `1.` and `1 h 3` would otherwise
 * be put right under the user's fingers.
 *
 * @param meaning what the document holds when this was typed
 */
function useTyping(text: string, meaning: (typed: string) => string, otherwise: string) {
  const [typed, setTyped] = useState<string>()
  const means = typed === undefined ? '' : meaning(typed)
  const isCurrent = means === text || (means !== '' && text !== '' && Number(means) === Number(text))
  return { shown: isCurrent && typed !== undefined ? typed : otherwise, keep: setTyped, end: () => setTyped(undefined) }
}
