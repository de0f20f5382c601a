import type { YamlForm } from '../../../parts/yaml-form.ts'
import { YamlPlace } from '../../../parts/YamlFields.tsx'
import styles from '../JobForm.module.css'
import { asLiteral, LiteralField, literalKindOf } from './LiteralField.tsx'
import { OptionField } from '../../../parts/OptionField.tsx'
import { RowList } from './RowList.tsx'

const kinds = [
  { value: 'number', text: 'Number' },
  { value: 'string', text: 'Text' },
] as const

/** The values of a choice. A number and a text that looks like it are two things to some programs, so both can be had. */
export function ChoiceValues({ form, path }: { form: YamlForm; path: readonly string[] }) {
  const size = form.size(path)
  return (
    <YamlPlace form={form} path={path} label="Values">
      <RowList
        rows={Array.from({ length: size }, (_, index) => String(index + 1))}
        noun="value"
        problem={form.problem(path)}
        look="value"
        onAdd={() => (size === 0 ? form.set(path, ['']) : form.set([...path, String(size)], ''))}
        onRemove={(_, index) => (size === 1 ? form.set(path, []) : form.set([...path, String(index)], undefined))}
      >
        {(row, index, remove) => {
          const at = [...path, String(index)]
          const isMap = form.isMap(at)
          const kind = literalKindOf(form.kind(at)) === 'number' ? 'number' : 'string'
          return isMap ? (
            <>
              <p className={styles.hint}>
                Value {row}: {form.keys(at).join(', ')}. Several values at once are edited in the YAML.
              </p>
              <span />
              {remove}
            </>
          ) : (
            <>
              <LiteralField form={form} path={at} label={`Value ${row}`} labelHidden />
              <OptionField
                label={`Kind of value ${row}`}
                labelHidden
                options={kinds}
                value={kind}
                onChange={(next) => form.set(at, asLiteral(form.text(at), next))}
              />
              {remove}
            </>
          )
        }}
      </RowList>
    </YamlPlace>
  )
}
