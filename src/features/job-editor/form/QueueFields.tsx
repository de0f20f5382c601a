import { YamlSelect } from '../../../parts/YamlSelects.tsx'
import type { YamlForm } from '../../../parts/yaml-form.ts'
import styles from '../JobForm.module.css'

const tiers = [
  { value: '', text: 'Default' },
  { value: 'spot', text: 'Spot: cheap, may be taken away' },
  { value: 'basic', text: 'Basic' },
  { value: 'standard', text: 'Standard: dedicated' },
  { value: 'premium', text: 'Premium: goes first' },
] as const

const priorities = [
  { value: '', text: 'Default' },
  { value: 'low', text: 'Low' },
  { value: 'medium', text: 'Medium' },
  { value: 'high', text: 'High' },
] as const

/** Tier and priority on capacity that several share. */
export function QueueFields({ form }: { form: YamlForm }) {
  return (
    <>
      <div className={styles.pair}>
        <YamlSelect form={form} path={['queue_settings', 'job_tier']} label="Tier" options={tiers} />
        <YamlSelect form={form} path={['queue_settings', 'priority']} label="Priority" options={priorities} />
      </div>
      <p className={styles.hint}>
        For serverless compute and virtual clusters. A cluster of the workspace takes jobs in turn.
      </p>
    </>
  )
}
