import type { AssetFormProps } from '../../parts/AssetEditor.tsx'
import { AssetFields, AssetPathField } from '../../parts/AssetFields.tsx'
import { NewAssetPage } from '../../parts/NewAssetPage.tsx'
import { YamlSelect } from '../../parts/YamlSelects.tsx'
import { modelQueries } from '../../queries/models.ts'
import { modelKind } from './model-kind.ts'
import { modelTypeLabel } from './model-version.ts'

/** Registers the files of a model; those that a job has left can be registered from its own page too. */
export const NewModelPage = () => (
  <NewAssetPage
    kind={modelKind}
    title="Register a model"
    empty={{ name: 'my-model', type: 'custom_model', path: './model' }}
    versionQuery={modelQueries.version}
  >
    {(props) => <ModelForm {...props} />}
  </NewAssetPage>
)

export { NewModelPage as Component }

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
