import { useSuspenseQuery } from '@tanstack/react-query'
import { useSearchParams } from 'react-router'
import { environmentToYaml } from '../../domain/job-spec/environment-asset.ts'
import { AssetEditor, type AssetFormProps } from '../../parts/AssetEditor.tsx'
import { AssetFields, AssetPathField } from '../../parts/AssetFields.tsx'
import { specOf } from '../../parts/prepare-asset.ts'
import { assetVersionFrom, useWorkspaceRef } from '../../parts/use-workspace.ts'
import { YamlTextField } from '../../parts/YamlFields.tsx'
import { YamlSelect } from '../../parts/YamlSelects.tsx'
import { environmentQueries } from '../../queries/environments.ts'
import { environmentKind } from './environment-kind.ts'

/** Registers an environment, from nothing or from a version that is there (`from`). */
export function NewEnvironmentPage() {
  const [params] = useSearchParams()
  const from = params.get('from')
  if (from === null)
    return (
      <AssetEditor
        key="new"
        kind={environmentKind}
        title="New environment"
        template={{ origin: 'new', text: emptyEnvironment }}
      >
        {(props) => <EnvironmentForm {...props} />}
      </AssetEditor>
    )
  return <FromVersion key={from} {...assetVersionFrom({ nameAndVersion: from })} />
}

export { NewEnvironmentPage as Component }

function FromVersion({ name, version }: { name: string; version: string }) {
  const workspace = useWorkspaceRef()
  const { data: environment } = useSuspenseQuery(environmentQueries.version(workspace, name, version))
  const { version: _, ...spec } = specOf(environmentKind, environment)
  return (
    <AssetEditor
      kind={environmentKind}
      title={`New version of ${name}`}
      template={{ origin: `${name}:${version}`, text: environmentToYaml(spec) }}
    >
      {(props) => <EnvironmentForm {...props} />}
    </AssetEditor>
  )
}

const emptyEnvironment = environmentToYaml({
  name: 'my-environment',
  image: 'mcr.microsoft.com/azureml/openmpi4.1.0-ubuntu22.04',
  condaFile: { channels: ['conda-forge'], dependencies: ['python=3.12', 'pip', { pip: ['mlflow', 'azureml-mlflow'] }] },
})

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
