import { messagesAt, YamlTextField } from '../../../parts/YamlFields.tsx'
import type { YamlForm } from '../../../parts/yaml-form.ts'
import { Choice } from '../../../ui/Choice.tsx'
import styles from '../JobForm.module.css'

const goalPath = ['objective', 'goal']

const goals = [
  { value: 'minimize', text: 'Minimize' },
  { value: 'maximize', text: 'Maximize' },
] as const

/** What makes one trial better than another. */
export function ObjectiveFields({ form }: { form: YamlForm }) {
  const goal = form.text(goalPath).toLowerCase()
  const { error, warning } = messagesAt(form, goalPath)
  return (
    <>
      <Choice
        label="Goal"
        options={goals}
        value={goals.find(({ value }) => value === goal)?.value}
        onChange={(next) => form.set(goalPath, next)}
      />
      {(error ?? warning) && <p className={styles.error}>{error ?? warning}</p>}
      <YamlTextField
        form={form}
        path={['objective', 'primary_metric']}
        label="Metric"
        mono
        placeholder="val_loss"
        hint="Exactly as the code logs it with MLflow."
        also={[['objective']]}
      />
    </>
  )
}
