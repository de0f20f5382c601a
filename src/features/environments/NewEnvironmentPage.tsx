import type { EnvironmentSpec } from '../../domain/job-spec/assets/asset-specs.ts'
import type { AssetFormProps } from '../../parts/AssetEditor.tsx'
import { AssetFields, AssetPathField } from '../../parts/AssetFields.tsx'
import { NewAssetPage } from '../../parts/NewAssetPage.tsx'
import { CondaField } from '../../parts/CondaField.tsx'
import { OptionField } from '../../parts/OptionField.tsx'
import { YamlTextField } from '../../parts/YamlFields.tsx'
import { YamlSelect } from '../../parts/YamlSelects.tsx'
import type { YamlChange, YamlForm } from '../../parts/yaml-form.ts'
import { environmentQueries } from '../../queries/environments.ts'
import { environmentKind } from './environment-kind.ts'

/** Registers the software that jobs run in. */
export const NewEnvironmentPage = () => (
  <NewAssetPage
    kind={environmentKind}
    title="New environment"
    empty={emptyEnvironment}
    versionQuery={environmentQueries.version}
  >
    {(props) => <EnvironmentForm {...props} />}
  </NewAssetPage>
)

export { NewEnvironmentPage as Component }

const emptyEnvironment: EnvironmentSpec = {
  name: 'my-environment',
  image: 'mcr.microsoft.com/azureml/openmpi4.1.0-ubuntu22.04',
  condaFile: { channels: ['conda-forge'], dependencies: ['python=3.12', 'pip', { pip: ['mlflow', 'azureml-mlflow'] }] },
}

const systems = [
  { value: 'linux', text: 'Linux' },
  { value: 'windows', text: 'Windows' },
]

const sources = [
  { value: 'image', text: 'Docker image' },
  { value: 'conda', text: 'Docker image and conda packages' },
  { value: 'build', text: 'Docker build context' },
] as const
type Source = (typeof sources)[number]['value']

const sourceOf = (form: YamlForm): Source =>
  form.has(['build']) ? 'build' : form.has(['conda_file']) ? 'conda' : 'image'

/** What is written for a source; what only the others have goes. */
function beginning(form: YamlForm, source: Source): YamlChange[] {
  if (source === 'build') {
    return [
      { path: ['image'], value: undefined },
      { path: ['conda_file'], value: undefined },
      { path: ['build'], value: { path: '' } },
    ]
  }
  return [
    { path: ['build'], value: undefined },
    { path: ['image'], value: form.text(['image']) || (emptyEnvironment.image ?? '') },
    {
      path: ['conda_file'],
      value: source === 'conda' ? { channels: ['conda-forge'], dependencies: ['python=3.12', 'pip'] } : undefined,
    },
  ]
}

function EnvironmentForm(props: AssetFormProps) {
  const { form } = props
  return (
    <AssetFields form={form} title="Software" nameHint="Jobs find the environment by it.">
      <OptionField
        label="Comes from"
        options={sources}
        value={sourceOf(form)}
        onChange={(next) => form.setAll(beginning(form, next))}
      />
      {form.has(['build']) ? (
        <>
          <AssetPathField
            {...props}
            path={['build', 'path']}
            label="Build context"
            hint="A folder with the Dockerfile and the files it needs, or its address."
          />
          <YamlTextField
            form={form}
            path={['build', 'dockerfile_path']}
            label="Dockerfile"
            optional
            mono
            placeholder="Dockerfile"
          />
        </>
      ) : (
        <>
          <YamlTextField form={form} path={['image']} label="Docker image" mono />
          {form.has(['conda_file']) && <CondaField {...props} path={['conda_file']} />}
        </>
      )}
      <YamlSelect form={form} path={['os_type']} label="Operating system" options={systems} unset="linux" />
    </AssetFields>
  )
}
