import { YamlNumberField } from '../../../parts/YamlFields.tsx'
import { YamlSelect } from '../../../parts/YamlSelects.tsx'
import type { YamlForm } from '../../../parts/yaml-form.ts'
import styles from '../JobForm.module.css'

const path = ['early_termination']
const typePath = [...path, 'type']

const policies = [
  { value: '', text: 'None' },
  { value: 'bandit', text: 'Bandit' },
  { value: 'median_stopping', text: 'Median stopping' },
  { value: 'truncation_selection', text: 'Truncation selection' },
] as const

const meanings: Readonly<Record<string, string>> = {
  '': 'Every trial runs to its end.',
  bandit: 'Ends a trial whose metric falls behind the best one by more than the slack.',
  median_stopping: 'Ends a trial that is worse than the median of the averages of all.',
  truncation_selection: 'Ends the worst share of the trials at each check.',
}

/** When a trial that leads nowhere is ended before its time. */
export function EarlyTerminationFields({ form }: { form: YamlForm }) {
  const type = form.text(typePath).toLowerCase()
  return (
    <>
      <YamlSelect
        form={form}
        path={typePath}
        label="Policy"
        options={policies}
        also={[path]}
        hint={meanings[type]}
        onChange={(next) => form.set(path, next === '' ? undefined : beginPolicy(form, next))}
      />
      {type === 'bandit' && (
        <div className={styles.pair}>
          <YamlNumberField
            form={form}
            path={[...path, 'slack_factor']}
            label="Slack factor"
            optional
            hint="As a share of the best metric: 0.1 is 10 %."
          />
          <YamlNumberField
            form={form}
            path={[...path, 'slack_amount']}
            label="Slack amount"
            optional
            hint="In the metric’s own unit. One of both."
          />
        </div>
      )}
      {type === 'truncation_selection' && (
        <YamlNumberField
          form={form}
          path={[...path, 'truncation_percentage']}
          label="Percentage to end"
          hint="Of the running trials, at each check."
        />
      )}
      {type !== '' && (
        <div className={styles.pair}>
          <YamlNumberField
            form={form}
            path={[...path, 'evaluation_interval']}
            label="Check every"
            optional
            placeholder="1"
            hint="Counted in reports of the metric."
          />
          <YamlNumberField
            form={form}
            path={[...path, 'delay_evaluation']}
            label="First check after"
            optional
            placeholder="0"
            hint="Reports of the metric before the first check."
          />
        </div>
      )}
    </>
  )
}

/** All policies have when to check; each has its own measure. */
function beginPolicy(form: YamlForm, type: string) {
  const own =
    type === 'bandit' ? { slack_factor: 0.1 } : type === 'truncation_selection' ? { truncation_percentage: 20 } : {}
  const shared = ['evaluation_interval', 'delay_evaluation'].flatMap((key) => {
    const value = form.value([...path, key])
    return value === undefined ? [] : [[key, value] as const]
  })
  return { type, ...own, ...Object.fromEntries(shared) }
}
