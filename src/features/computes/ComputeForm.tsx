import type { VmPriority } from '../../domain/vm-sizes.ts'
import { VmSizePicker } from '../../parts/VmSizePicker.tsx'
import { YamlNumberField, YamlTextField } from '../../parts/YamlFields.tsx'
import type { YamlForm } from '../../parts/yaml-form.ts'
import { Card } from '../../ui/Card.tsx'
import { Choice } from '../../ui/Choice.tsx'
import styles from './ComputeForm.module.css'

/** The fields of a cluster that most people set; the YAML has the rest. */
export function ComputeForm({ form }: { form: YamlForm }) {
  const priority: VmPriority = form.text(['tier']) === 'low_priority' ? 'low_priority' : 'dedicated'
  return (
    <>
      <Card title="Cluster">
        <div className={styles.fields}>
          <YamlTextField form={form} path={['name']} label="Name" mono />
          <YamlTextField form={form} path={['description']} label="Description" optional />
        </div>
      </Card>
      <Card title="Nodes">
        <div className={styles.fields}>
          <Choice
            label="Priority"
            value={priority}
            options={[
              { value: 'dedicated', text: 'Dedicated' },
              { value: 'low_priority', text: 'Low priority' },
            ]}
            onChange={(tier) => form.set(['tier'], tier)}
          />
          <p className={styles.hint}>
            {priority === 'dedicated'
              ? 'Nodes stay until you give them back.'
              : 'Cheaper spare capacity, which can be taken away in the middle of a job.'}
          </p>
          <VmSizePicker
            label="VM size"
            value={form.text(['size'])}
            priority={priority}
            error={form.problem(['size'])}
            onChange={(name) => form.set(['size'], name || undefined)}
          />
          <div className={styles.pair}>
            <YamlNumberField
              form={form}
              path={['min_instances']}
              label="Minimum nodes"
              placeholder="0"
              hint="0 costs nothing while no job runs."
            />
            <YamlNumberField
              form={form}
              path={['max_instances']}
              label="Maximum nodes"
              placeholder="1"
              hint="As many one-node jobs run at a time."
            />
          </div>
          <YamlNumberField
            form={form}
            path={['idle_time_before_scale_down']}
            label="Idle seconds before scale-down"
            placeholder="120"
            hint="How long a node waits for the next job before it is given back."
          />
        </div>
      </Card>
    </>
  )
}
