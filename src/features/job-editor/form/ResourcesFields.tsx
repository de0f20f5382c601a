import { YamlNumberField, YamlTextField } from '../../../parts/YamlFields.tsx'
import type { YamlForm } from '../../../parts/yaml-form.ts'
import styles from '../JobForm.module.css'
import { TextListField } from './TextListField.tsx'

/** What a node gives to the command's container, beyond how many nodes there are and of which size. */
export function ResourcesFields({ form, isServerless }: { form: YamlForm; isServerless: boolean }) {
  const path = ['resources']
  return (
    <>
      <div className={styles.pair}>
        <YamlTextField
          form={form}
          path={[...path, 'shm_size']}
          label="Shared memory"
          also={[path]}
          optional
          mono
          placeholder="2g"
          hint="A whole number and b, k, m or g. Data loaders with many workers need more."
        />
        <YamlNumberField
          form={form}
          path={[...path, 'max_instance_count']}
          label="Most nodes"
          optional
          hint="For jobs that can grow while they run."
        />
      </div>
      {/* Beside a cluster it has no place of its own, but what stands in the YAML is shown. */}
      {!isServerless && form.has([...path, 'instance_type']) && (
        <YamlTextField
          form={form}
          path={[...path, 'instance_type']}
          label="VM size"
          optional
          mono
          hint="A cluster has its own; this is for serverless and attached compute."
        />
      )}
      <YamlTextField
        form={form}
        path={[...path, 'docker_args']}
        label="Arguments for docker run"
        optional
        mono
        placeholder="--ipc=host"
      />
      <TextListField
        form={form}
        path={[...path, 'locations']}
        label="Regions the job may run in"
        noun="region"
        placeholder="westeurope"
      />
      {form.has([...path, 'properties']) && (
        <p className={styles.hint}>
          Settings for the compute back end (resources.properties) are kept as the YAML has them.
        </p>
      )}
    </>
  )
}
