import { YamlNumberField } from '../../../parts/YamlFields.tsx'
import { YamlSelect } from '../../../parts/YamlSelects.tsx'
import type { YamlForm } from '../../../parts/yaml-form.ts'
import styles from '../JobForm.module.css'

const path = ['sampling_algorithm']

const algorithms = [
  { value: 'random', text: 'Random' },
  { value: 'grid', text: 'Grid' },
  { value: 'bayesian', text: 'Bayesian' },
] as const

const meanings: Readonly<Record<string, string>> = {
  random: 'Draws the values of each trial by chance. Takes every kind of parameter.',
  grid: 'Goes through all combinations. Takes only parameters that are choices.',
  bayesian: 'Learns from the trials so far where to look next. Works best with few trials at a time.',
}

/** How the values of the next trial are picked. */
export function SamplingFields({ form }: { form: YamlForm }) {
  const typePath = form.isMap(path) ? [...path, 'type'] : path
  const type = form.text(typePath).toLowerCase()
  return (
    <>
      <YamlSelect
        form={form}
        path={typePath}
        label="Sampling"
        options={algorithms}
        also={[path]}
        hint={meanings[type]}
        // What random sampling can be told means nothing to the others.
        onChange={(next) => form.set(path, next)}
      />
      {type === 'random' && <RandomFields form={withMap(form, type)} />}
    </>
  )
}

/** The short form is a single word; the first thing that is said beside it makes a map of it. */
const withMap = (form: YamlForm, type: string): YamlForm =>
  form.isMap(path)
    ? form
    : {
        ...form,
        set: (at, value) => value === undefined || form.set(path, { type, [at.at(-1) ?? '']: value }),
      }

function RandomFields({ form }: { form: YamlForm }) {
  return (
    <div className={styles.pair}>
      <YamlNumberField
        form={form}
        path={[...path, 'seed']}
        label="Seed"
        optional
        hint="The same seed draws the same values again."
      />
      <YamlSelect
        form={form}
        path={[...path, 'rule']}
        label="Rule"
        options={[
          { value: '', text: 'Default' },
          { value: 'random', text: 'Random' },
          { value: 'sobol', text: 'Sobol: spread evenly' },
        ]}
      />
      <YamlNumberField
        form={form}
        path={[...path, 'logbase']}
        label="Base of logarithms"
        optional
        placeholder="e"
        hint="A number, or e."
      />
    </div>
  )
}
