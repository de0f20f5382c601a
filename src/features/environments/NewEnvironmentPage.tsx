import type { EnvironmentSpec } from '../../domain/job-spec/assets/asset-specs.ts'
import type { AssetFormProps } from '../../parts/AssetEditor.tsx'
import { AssetFields, AssetPathField } from '../../parts/AssetFields.tsx'
import { NewAssetPage } from '../../parts/NewAssetPage.tsx'
import { YamlTextField } from '../../parts/YamlFields.tsx'
import { YamlSelect } from '../../parts/YamlSelects.tsx'
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

function EnvironmentForm(props: AssetFormProps) {
  const { form } = props
  return (
    <AssetFields form={form} title="Software" nameHint="Jobs find the environment by it.">
      {form.has(['build']) ? (
        <YamlTextField form={form} path={['build', 'path']} label="Build context" mono />
      ) : (
        <>
          <YamlTextField form={form} path={['image']} label="Docker image" mono />
          {form.isMap(['conda_file']) ? (
            <p>Conda packages on top of the image are listed in the YAML, under conda_file.</p>
          ) : (
            <AssetPathField
              {...props}
              path={['conda_file']}
              label="Conda file"
              hint="Packages on top of the image; optional."
            />
          )}
        </>
      )}
      <YamlSelect form={form} path={['os_type']} label="Operating system" options={systems} unset="linux" />
    </AssetFields>
  )
}
