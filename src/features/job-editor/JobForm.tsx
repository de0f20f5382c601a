import { codeReference } from '../../domain/job-spec/references.ts'
import { YamlTextArea, YamlTextField } from '../../parts/YamlFields.tsx'
import type { YamlForm } from '../../parts/yaml-form.ts'
import { Card } from '../../ui/Card.tsx'
import { ComputeField } from './form/ComputeField.tsx'
import { EnvironmentField } from './form/EnvironmentField.tsx'
import { InputsEditor } from './form/InputsEditor.tsx'
import styles from './JobForm.module.css'
import { LocalAssetPicker } from '../../parts/LocalAssetPicker.tsx'
import { localKey, type LocalAsset, type LocalAssets } from '../../domain/local-files.ts'
import { OutputsEditor } from './form/OutputsEditor.tsx'
import { PairsEditor } from './form/PairsEditor.tsx'

/** The fields of a command job that most people set; the YAML has the rest. */
export function JobForm({
  form,
  assets,
  onPick,
  jobName,
}: {
  form: YamlForm
  assets: LocalAssets
  /** @param path where in the YAML the local path of what was picked belongs */
  onPick: (path: readonly string[], asset: LocalAsset) => void
  /** The name the job gets when the YAML has none. */
  jobName: string
}) {
  const code = form.text(['code'])
  return (
    <>
      <Card title="Job">
        <div className={styles.fields}>
          <div className={styles.pair}>
            <YamlTextField form={form} path={['display_name']} label="Display name" optional />
            <YamlTextField form={form} path={['experiment_name']} label="Experiment" optional placeholder="Default" />
          </div>
          <YamlTextField
            form={form}
            path={['name']}
            label="Job name"
            optional
            mono
            placeholder={jobName}
            hint="Unique in the workspace. Left empty, the name shown is used."
          />
          <YamlTextField form={form} path={['description']} label="Description" optional />
        </div>
      </Card>
      <Card title="What to run">
        <div className={styles.fields}>
          <YamlTextField
            form={form}
            path={['code']}
            label="Code"
            optional
            mono
            hint="A local folder or file, or a code version of the workspace."
          />
          {(code === '' || codeReference(code).kind === 'local') && (
            <LocalAssetPicker
              label="code"
              asset={assets.get(localKey(code))}
              onPick={(asset) => onPick(['code'], asset)}
            />
          )}
          <YamlTextArea form={form} path={['command']} label="Command" mono rows={4} />
        </div>
      </Card>
      <Card title="Environment">
        <div className={styles.fields}>
          <EnvironmentField form={form} assets={assets} onPick={onPick} />
        </div>
      </Card>
      <Card title="Compute">
        <div className={styles.fields}>
          <ComputeField form={form} />
        </div>
      </Card>
      <Card title="Inputs">
        <InputsEditor form={form} assets={assets} onPick={onPick} />
      </Card>
      <Card title="Outputs">
        <OutputsEditor form={form} />
      </Card>
      <Card title="Environment variables">
        <PairsEditor form={form} path={['environment_variables']} noun="variable" />
      </Card>
      <Card title="Tags">
        <PairsEditor form={form} path={['tags']} noun="tag" />
      </Card>
    </>
  )
}
