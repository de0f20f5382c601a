import { Search } from 'lucide-react'
import {
  use,
  useId,
  type InputHTMLAttributes,
  type ReactNode,
  type SelectHTMLAttributes,
  type TextareaHTMLAttributes,
} from 'react'
import { ChangedMark, ChangesToldAround, type Changed } from './ChangedMark.tsx'
import { classes } from './classes.ts'
import styles from './Field.module.css'

/** What a control inside a `Field` must carry so that label, hint and error belong to it. */
export type ControlProps = {
  id: string
  'aria-describedby': string | undefined
  'aria-invalid': true | undefined
}

/** What a field tells of its place in what it edits. */
export type FieldPlace = Readonly<{
  /** A name by which the field can be found on the page, as `data-place`. */
  place?: string | undefined
  /** That its value is another than it was. */
  changed?: Changed | undefined
}>

/**
 * Label, hint, warning and error around one control. They replace nothing: they stand below what was typed.
 * @param warning what to think about; unlike an error it does not make the value invalid
 */
export function Field({
  label,
  hint,
  error,
  warning,
  optional = false,
  labelHidden = false,
  className,
  place,
  changed: ownChange,
  children,
}: FieldPlace & {
  label: string
  hint?: ReactNode
  error?: ReactNode
  warning?: ReactNode
  optional?: boolean
  /** Keeps the label for those who do not see it, where a heading or the row above says the same. */
  labelHidden?: boolean
  className?: string | undefined
  children: (control: ControlProps) => ReactNode
}) {
  const id = useId()
  const isToldAround = use(ChangesToldAround)
  const changed = isToldAround ? undefined : ownChange
  const describedBy = classes(
    hint !== undefined && `${id}-hint`,
    warning !== undefined && `${id}-warning`,
    error !== undefined && `${id}-error`,
    changed && `${id}-changed`,
  )
  return (
    <div className={classes(styles.field, className)} data-place={place}>
      <label className={labelHidden ? 'visually-hidden' : styles.label} htmlFor={id}>
        {label} {optional && <span className={styles.optional}>(optional)</span>}
      </label>
      {children({
        id,
        'aria-describedby': describedBy || undefined,
        'aria-invalid': error !== undefined || undefined,
      })}
      {hint !== undefined && (
        <div className={styles.hint} id={`${id}-hint`}>
          {hint}
        </div>
      )}
      {warning !== undefined && (
        <div className={styles.warning} id={`${id}-warning`} role="status">
          {warning}
        </div>
      )}
      {error !== undefined && (
        <div className={styles.error} id={`${id}-error`} role="alert">
          {error}
        </div>
      )}
      {changed && <ChangedMark id={`${id}-changed`} label={label} {...changed} />}
    </div>
  )
}

type Mono = { mono?: boolean }

export const TextInput = ({ mono, className, ...rest }: Mono & InputHTMLAttributes<HTMLInputElement>) => (
  <input
    autoComplete="off"
    spellCheck={false}
    {...rest}
    className={classes(styles.control, mono && styles.mono, className)}
  />
)

export const TextArea = ({ mono, className, ...rest }: Mono & TextareaHTMLAttributes<HTMLTextAreaElement>) => (
  <textarea spellCheck={false} {...rest} className={classes(styles.control, mono && styles.mono, className)} />
)

export const Select = ({ className, ...rest }: SelectHTMLAttributes<HTMLSelectElement>) => (
  <select {...rest} className={classes(styles.control, className)} />
)

export function Checkbox({ label, ...rest }: { label: ReactNode } & InputHTMLAttributes<HTMLInputElement>) {
  return (
    <label className={styles.check}>
      <input type="checkbox" {...rest} />
      <span>{label}</span>
    </label>
  )
}

/** A search box that filters what is below it as one types. */
export function SearchField({
  label,
  value,
  onChange,
  className,
  ...rest
}: { label: string; value: string; onChange: (text: string) => void } & Omit<
  InputHTMLAttributes<HTMLInputElement>,
  'onChange' | 'value' | 'type'
>) {
  return (
    <span className={classes(styles.search, className)}>
      <Search size={15} aria-hidden="true" />
      <input
        {...rest}
        type="search"
        className={styles.control}
        aria-label={label}
        placeholder={rest.placeholder ?? label}
        value={value}
        onChange={(event) => onChange(event.target.value)}
      />
    </span>
  )
}
