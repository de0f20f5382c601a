import { useSuspenseQuery } from '@tanstack/react-query'
import { useSearchParams } from 'react-router'
import { modelToYaml } from '../../domain/job-spec/model-asset.ts'
import { AssetEditor, type AssetFormProps } from '../../parts/AssetEditor.tsx'
import { AssetFields, AssetPathField } from '../../parts/AssetFields.tsx'
import { specOf } from '../../parts/prepare-asset.ts'
import { assetVersionFrom, useWorkspaceRef } from '../../parts/use-workspace.ts'
import { YamlSelect } from '../../parts/YamlSelects.tsx'
import { modelQueries } from '../../queries/models.ts'
import { modelKind } from './model-kind.ts'
import { modelTypeLabel } from './model-version.ts'

/** Registers a model, from nothing or from a version that is there (`from`). */
export function NewModelPage() {
  const [params] = useSearchParams()
  const from = params.get('from')
  if (from === null)
    return (
      <AssetEditor key="new" kind={modelKind} title="Register a model" template={{ origin: 'new', text: emptyModel }}>
        {(props) => <ModelForm {...props} />}
      </AssetEditor>
    )
  return <FromVersion key={from} {...assetVersionFrom({ nameAndVersion: from })} />
}

export { NewModelPage as Component }

function FromVersion({ name, version }: { name: string; version: string }) {
  const workspace = useWorkspaceRef()
  const { data: model } = useSuspenseQuery(modelQueries.version(workspace, name, version))
  const { version: _, ...spec } = specOf(modelKind, model)
  return (
    <AssetEditor
      kind={modelKind}
      title={`New version of ${name}`}
      template={{ origin: `${name}:${version}`, text: modelToYaml(spec) }}
    >
      {(props) => <ModelForm {...props} />}
    </AssetEditor>
  )
}

const emptyModel = modelToYaml({ name: 'my-model', type: 'custom_model', path: './model' })

const types = ['custom_model', 'mlflow_model', 'triton_model'].map((value) => ({ value, text: modelTypeLabel(value) }))

const ModelForm = (props: AssetFormProps) => (
  <AssetFields form={props.form} title="Model" nameHint="Jobs and deployments find the model by it.">
    <YamlSelect form={props.form} path={['type']} label="Type" options={types} unset="custom_model" />
    <AssetPathField
      {...props}
      path={['path']}
      label="Files"
      hint="What a job left (azureml://jobs/NAME/outputs/artifacts/paths/…), another address, or a local path to upload."
    />
  </AssetFields>
)
