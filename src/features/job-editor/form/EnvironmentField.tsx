import { fieldPlace, YamlTextField } from '../../../parts/YamlFields.tsx'
import { YamlSelect } from '../../../parts/YamlSelects.tsx'
import type { YamlForm } from '../../../parts/yaml-form.ts'
import type { YamlValue } from '../../../domain/job-spec/yaml/yaml-values.ts'
import { LocalAssetPicker } from '../../../parts/LocalAssetPicker.tsx'
import { isAddress } from '../../../domain/job-spec/assets/asset-fields.ts'
import { localKey } from '../../../domain/local-files.ts'
import { CondaField } from '../../../parts/CondaField.tsx'
import { CuratedEnvironment, RegistryEnvironment, WorkspaceEnvironment } from './NamedEnvironment.tsx'
import { EnvironmentFileField } from './EnvironmentFileField.tsx'
import { environmentFileOf } from '../environment-file.ts'
import { environmentSource, type EnvironmentSource } from './environment-source.ts'
import styles from '../JobForm.module.css'
import type { JobFiles } from './job-files.ts'
import { OptionField } from '../../../parts/OptionField.tsx'

const path = ['environment']

const sources: readonly { value: EnvironmentSource; text: string }[] = [
  { value: 'workspace', text: 'Environment of the workspace' },
  { value: 'curated', text: 'Curated by Azure ML' },
  { value: 'registry', text: 'Environment of a registry' },
  { value: 'image', text: 'Docker image' },
  { value: 'conda', text: 'Docker image and conda packages' },
  { value: 'build', text: 'Docker build context' },
  { value: 'other', text: 'By id or file' },
]

const someImage = 'mcr.microsoft.com/azureml/openmpi4.1.0-ubuntu22.04'

/** What is written first for each place an environment can come from. */
const beginnings: Readonly<Record<EnvironmentSource, (image: string) => YamlValue>> = {
  workspace: () => 'azureml:',
  curated: () => 'azureml:AzureML-',
  registry: () => 'azureml://registries/azureml/environments/',
  image: (image) => ({ image }),
  conda: (image) => ({ image, conda_file: { channels: ['conda-forge'], dependencies: ['python=3.12', 'pip'] } }),
  build: () => ({ build: { path: '' } }),
  other: () => '/subscriptions/',
}

const sourceKeys = ['image', 'conda_file', 'build']

/** That an environment was none of its own, or one of another source; what differs within the same is told below. */
function sourcePlace(form: YamlForm) {
  const { place, changed } = fieldPlace(form, path)
  const isTold = form.keys(path).some((key) => form.change([...path, key]))
  const isGone = form.removedKeys(path).some((key) => sourceKeys.includes(key))
  return { place, changed: isTold && !isGone ? undefined : changed }
}

/** What the command runs in: a registered environment, or one that is made for this job alone. */
export function EnvironmentField({ form, files }: { form: YamlForm; files: JobFiles }) {
  const source = environmentSource(form.text(path), form.keys(path), form.isMap(path))
  const file = source === 'other' ? environmentFileOf(form.source) : undefined
  const context = form.text([...path, 'build', 'path'])
  const isOwn = source === 'image' || source === 'conda' || source === 'build'
  return (
    <>
      <OptionField
        label="Comes from"
        options={sources}
        value={source}
        error={isOwn ? form.problem(path) : undefined}
        hint={isOwn ? 'Registered for this job alone, and found again as long as it stays the same.' : undefined}
        {...(isOwn && sourcePlace(form))}
        onChange={(next) => form.set(path, beginnings[next](form.text([...path, 'image']) || someImage))}
      />
      {source === 'workspace' && <WorkspaceEnvironment form={form} />}
      {source === 'curated' && <CuratedEnvironment form={form} />}
      {source === 'registry' && <RegistryEnvironment form={form} />}
      {source === 'other' && (
        <YamlTextField form={form} path={path} label="Environment" mono hint="An ARM id, or file: and a YAML file." />
      )}
      {file && <EnvironmentFileField form={form} reference={file} files={files} />}
      {(source === 'image' || source === 'conda') && (
        <YamlTextField form={form} path={[...path, 'image']} label="Docker image" mono />
      )}
      {source === 'conda' && <CondaField form={form} path={[...path, 'conda_file']} {...files} />}
      {source === 'build' && (
        <div className={styles.pair}>
          <YamlTextField
            form={form}
            path={[...path, 'build', 'path']}
            label="Folder to build from"
            mono
            hint="With the Dockerfile and the files it needs."
          />
          <YamlTextField
            form={form}
            path={[...path, 'build', 'dockerfile_path']}
            label="Dockerfile"
            optional
            mono
            placeholder="Dockerfile"
          />
        </div>
      )}
      {source === 'build' && !isAddress(context) && (
        <LocalAssetPicker
          label="build context"
          asset={files.assets.get(localKey(context))}
          onPick={(asset) => files.onPick([...path, 'build', 'path'], asset)}
        />
      )}
      {isOwn && (
        <YamlSelect
          form={form}
          path={[...path, 'os_type']}
          label="Operating system"
          options={[
            { value: '', text: 'Linux, unless said otherwise' },
            { value: 'linux', text: 'Linux' },
            { value: 'windows', text: 'Windows' },
          ]}
        />
      )}
    </>
  )
}
