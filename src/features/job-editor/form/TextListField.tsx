import { YamlPlace, YamlTextField } from '../../../parts/YamlFields.tsx'
import type { YamlForm } from '../../../parts/yaml-form.ts'
import styles from '../JobForm.module.css'
import { RowList } from './RowList.tsx'

/** A list of texts, a row for each. @param noun what one of them is called, e.g. `region` */
export function TextListField({
  form,
  path,
  label,
  noun,
  placeholder,
}: {
  form: YamlForm
  path: readonly string[]
  label: string
  noun: string
  placeholder?: string
}) {
  const size = form.size(path)
  return (
    <fieldset className={styles.plain}>
      <legend className={styles.legend}>{label}</legend>
      <YamlPlace form={form} path={path} label={label}>
        <RowList
          rows={Array.from({ length: size }, (_, index) => form.text([...path, String(index)]))}
          noun={noun}
          problem={form.problem(path)}
          look="single"
          onAdd={() => (size === 0 ? form.set(path, ['']) : form.set([...path, String(size)], ''))}
          onRemove={(_, index) => form.set([...path, String(index)], undefined)}
        >
          {(_, index, remove) => (
            <>
              <YamlTextField
                form={form}
                path={[...path, String(index)]}
                label={`${noun.charAt(0).toUpperCase()}${noun.slice(1)} ${index + 1}`}
                mono
                keepEmpty
                labelHidden
                {...(placeholder !== undefined && { placeholder })}
              />
              {remove}
            </>
          )}
        </RowList>
      </YamlPlace>
    </fieldset>
  )
}
