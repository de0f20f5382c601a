import { inputKeyRule } from '../../../domain/names.ts'
import { YamlNumberField } from '../../../parts/YamlFields.tsx'
import { YamlSelect } from '../../../parts/YamlSelects.tsx'
import type { YamlForm } from '../../../parts/yaml-form.ts'
import styles from '../JobForm.module.css'
import { ChoiceValues } from './ChoiceValues.tsx'
import { EntryList } from './EntryList.tsx'
import { freeKey } from './KeyField.tsx'
import { beginDistribution, distributionOf, distributionOptions } from './search-distributions.ts'

/** The parameters that a sweep varies, each with the values it can have. */
export function SearchSpaceEditor({ form }: { form: YamlForm }) {
  return (
    <EntryList
      form={form}
      path={['search_space']}
      noun="parameter"
      rule={inputKeyRule}
      empty={
        <>
          A parameter takes another value in each trial, where the command says <code>{'${{search_space.name}}'}</code>.
        </>
      }
      onAdd={(taken) =>
        form.set(
          ['search_space', freeKey('parameter', taken)],
          beginDistribution('choice', () => undefined),
        )
      }
    >
      {({ path, name, remove }) => (
        <>
          <div className={styles.entryPair}>
            {name}
            <YamlSelect
              form={form}
              path={[...path, 'type']}
              label="Values"
              options={distributionOptions}
              also={[path]}
              onChange={(type) =>
                form.set(
                  path,
                  beginDistribution(type, (each) => form.value([...path, each])),
                )
              }
            />
            {remove}
          </div>
          <DistributionFields form={form} path={path} />
        </>
      )}
    </EntryList>
  )
}

function DistributionFields({ form, path }: { form: YamlForm; path: readonly string[] }) {
  const type = form.text([...path, 'type'])
  const distribution = distributionOf(type)
  if (!distribution) return null
  if (type.toLowerCase() === 'choice') return <ChoiceValues form={form} path={[...path, 'values']} />
  const at = (key: string) => Number(form.text([...path, key]) || NaN)
  const isWhole = distribution.numbers.every(({ key }) => Number.isFinite(at(key)))
  return (
    <>
      <div className={styles.numbers}>
        {distribution.numbers.map(({ key, label }) => (
          <YamlNumberField key={key} form={form} path={[...path, key]} label={label} mono />
        ))}
      </div>
      {isWhole && <p className={styles.hint}>{distribution.meaning(at)}</p>}
    </>
  )
}
