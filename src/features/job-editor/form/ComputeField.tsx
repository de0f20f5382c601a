import { computeReference } from '../../../domain/job-spec/references.ts'
import { ComputePicker } from '../../../parts/ComputePicker.tsx'
import { VmSizePicker } from '../../../parts/VmSizePicker.tsx'
import { fieldPlace, YamlNumberField, YamlPlace, YamlTextField } from '../../../parts/YamlFields.tsx'
import type { YamlForm } from '../../../parts/yaml-form.ts'
import { Choice } from '../../../ui/Choice.tsx'

const path = ['compute']
const instanceType = ['resources', 'instance_type']

/**
 * Where the command runs: a cluster of the workspace, or serverless nodes of a VM size.
 * @param runs the part of the document with the resources; that of the trial in a sweep
 */
export function ComputeField({ form, runs }: { form: YamlForm; runs: YamlForm }) {
  const reference = computeReference(form.has(path) ? form.text(path) : undefined)
  const kind = reference.kind === 'serverless' ? 'serverless' : reference.kind === 'named' ? 'cluster' : 'reference'
  const choice = (
    <Choice
      label="Kind of compute"
      value={kind}
      options={[
        { value: 'cluster', text: 'Cluster' },
        { value: 'serverless', text: 'Serverless' },
        ...(kind === 'reference' ? [{ value: 'reference' as const, text: 'By id' }] : []),
      ]}
      onChange={(next) => form.set(path, next === 'cluster' ? 'azureml:' : undefined)}
    />
  )
  return (
    <>
      {kind === 'serverless' ? (
        // Serverless is what no compute at all means: there is no other field of it.
        <YamlPlace form={form} path={path} label="Kind of compute">
          {choice}
        </YamlPlace>
      ) : (
        choice
      )}
      {reference.kind === 'named' && (
        <ComputePicker
          label="Cluster"
          value={reference.name}
          error={form.problem(path)}
          {...fieldPlace(form, path)}
          onChange={(name) => form.set(path, `azureml:${name}`)}
        />
      )}
      {kind === 'reference' && <YamlTextField form={form} path={path} label="Compute" mono />}
      {kind === 'serverless' && (
        <VmSizePicker
          label="VM size"
          value={runs.text(instanceType)}
          hint="Left empty, the service picks one."
          error={runs.problem(instanceType)}
          {...fieldPlace(runs, instanceType)}
          onChange={(name) => runs.set(instanceType, name || undefined)}
        />
      )}
      <YamlNumberField form={runs} path={['resources', 'instance_count']} label="Nodes" optional placeholder="1" />
    </>
  )
}
