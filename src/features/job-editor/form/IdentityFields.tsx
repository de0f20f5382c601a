import { YamlTextField } from '../../../parts/YamlFields.tsx'
import { YamlSelect } from '../../../parts/YamlSelects.tsx'
import type { YamlForm } from '../../../parts/yaml-form.ts'
import styles from '../JobForm.module.css'

const path = ['identity']
const typePath = [...path, 'type']

const types = [
  { value: '', text: 'Default' },
  { value: 'aml_token', text: 'Token of the workspace' },
  { value: 'managed', text: 'Managed identity of the compute' },
  { value: 'user_identity', text: 'You' },
] as const

const aliases: Readonly<Record<string, string>> = {
  managed_identity: 'managed',
  managedidentity: 'managed',
  amltoken: 'aml_token',
  useridentity: 'user_identity',
}

const meanings: Readonly<Record<string, string>> = {
  '': 'The service decides; as a rule the token of the workspace.',
  aml_token: 'The job acts by a token of the workspace.',
  managed: 'The job reaches what the identity of its compute reaches.',
  user_identity: 'The job acts as you: it reaches the data that you reach.',
}

/** Who the job acts as when it reads data. */
export function IdentityFields({ form }: { form: YamlForm }) {
  const written = form.text(typePath).toLowerCase()
  const type = aliases[written] ?? written
  return (
    <>
      <YamlSelect
        form={form}
        path={typePath}
        label="The job acts as"
        options={types}
        aliases={aliases}
        also={[path]}
        hint={meanings[type]}
        onChange={(next) => form.set(path, next === '' ? undefined : { type: next })}
      />
      {type === 'managed' && (
        <>
          <div className={styles.pair}>
            <YamlTextField form={form} path={[...path, 'client_id']} label="Client id" optional mono />
            <YamlTextField form={form} path={[...path, 'object_id']} label="Object id" optional mono />
          </div>
          <p className={styles.hint}>Needed where the compute has several identities.</p>
          {form.has([...path, 'msi_resource_id']) && (
            <YamlTextField form={form} path={[...path, 'msi_resource_id']} label="Resource id" optional mono />
          )}
        </>
      )}
    </>
  )
}
