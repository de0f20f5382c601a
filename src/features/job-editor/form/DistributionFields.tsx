import { YamlNumberField, YamlTextField } from '../../../parts/YamlFields.tsx'
import { YamlSelect, YamlYesNo } from '../../../parts/YamlSelects.tsx'
import type { YamlForm } from '../../../parts/yaml-form.ts'
import styles from '../JobForm.module.css'

const path = ['distribution']
const typePath = [...path, 'type']

const types = [
  { value: '', text: 'None' },
  { value: 'pytorch', text: 'PyTorch' },
  { value: 'mpi', text: 'MPI' },
  { value: 'tensorflow', text: 'TensorFlow' },
  { value: 'ray', text: 'Ray' },
] as const

const aliases = { 'torch.distributed': 'pytorch' }

const meanings: Readonly<Record<string, string>> = {
  '': 'The command is started once, on one node.',
  pytorch: 'Starts the command as many times as said on each node, with MASTER_ADDR, RANK and WORLD_SIZE set.',
  mpi: 'Starts the command with mpirun over all nodes.',
  tensorflow: 'Starts the command for each worker and parameter server, with TF_CONFIG set.',
  ray: 'Starts a Ray cluster on the nodes and the command on its head.',
}

/** How processes are started when a job runs on several nodes or GPUs. */
export function DistributionFields({ form }: { form: YamlForm }) {
  const written = form.text(typePath).toLowerCase()
  const type = written === 'torch.distributed' ? 'pytorch' : written
  return (
    <>
      <YamlSelect
        form={form}
        path={typePath}
        label="Kind"
        options={types}
        aliases={aliases}
        also={[path]}
        hint={meanings[type]}
        onChange={(next) => form.set(path, next === '' ? undefined : { type: next, ...kept(form, type, next) })}
      />
      {(type === 'pytorch' || type === 'mpi') && (
        <YamlNumberField
          form={form}
          path={[...path, 'process_count_per_instance']}
          label="Processes on each node"
          optional
          placeholder="1"
          hint="Usually one for each GPU."
        />
      )}
      {type === 'tensorflow' && (
        <div className={styles.pair}>
          <YamlNumberField
            form={form}
            path={[...path, 'worker_count']}
            label="Workers"
            optional
            hint="As many as there are nodes if left empty."
          />
          <YamlNumberField
            form={form}
            path={[...path, 'parameter_server_count']}
            label="Parameter servers"
            optional
            placeholder="0"
          />
        </div>
      )}
      {type === 'ray' && <RayFields form={form} />}
    </>
  )
}

/** PyTorch and MPI count their processes by the same key. */
const kept = (form: YamlForm, before: string, after: string) => {
  const isShared = [before, after].every((type) => type === 'pytorch' || type === 'mpi')
  const count = form.value([...path, 'process_count_per_instance'])
  return isShared && count !== undefined ? { process_count_per_instance: count } : {}
}

function RayFields({ form }: { form: YamlForm }) {
  return (
    <>
      <div className={styles.pair}>
        <YamlNumberField form={form} path={[...path, 'port']} label="Port of the head" optional placeholder="6379" />
        <YamlTextField
          form={form}
          path={[...path, 'address']}
          label="Address of a cluster"
          optional
          mono
          hint="To use one that is there already."
        />
        <YamlYesNo form={form} path={[...path, 'include_dashboard']} label="Dashboard" unset="As Ray decides" />
        <YamlNumberField
          form={form}
          path={[...path, 'dashboard_port']}
          label="Port of the dashboard"
          optional
          placeholder="8265"
        />
      </div>
      <YamlTextField
        form={form}
        path={[...path, 'head_node_additional_args']}
        label="Arguments of ray start on the head"
        optional
        mono
      />
      <YamlTextField
        form={form}
        path={[...path, 'worker_node_additional_args']}
        label="Arguments of ray start on the other nodes"
        optional
        mono
      />
    </>
  )
}
