import type { AssetFormProps } from '../../parts/AssetEditor.tsx'
import { AssetFields, AssetPathField } from '../../parts/AssetFields.tsx'
import { NewAssetPage } from '../../parts/NewAssetPage.tsx'
import { YamlSelect } from '../../parts/YamlSelects.tsx'
import { dataQueries } from '../../queries/data.ts'
import { dataKind } from './data-kind.ts'
import { dataTypeLabel } from './data-type.ts'

/** Registers data of the user's own or of a datastore under a name. */
export const NewDataPage = () => (
  <NewAssetPage
    kind={dataKind}
    title="New data asset"
    empty={{ name: 'my-data', type: 'uri_folder', path: './data' }}
    versionQuery={dataQueries.version}
  >
    {(props) => <DataForm {...props} />}
  </NewAssetPage>
)

export { NewDataPage as Component }

const types = ['uri_file', 'uri_folder', 'mltable'].map((value) => ({ value, text: dataTypeLabel(value) }))

const DataForm = (props: AssetFormProps) => (
  <AssetFields form={props.form} title="Data" nameHint="Jobs find the data by it.">
    <YamlSelect form={props.form} path={['type']} label="Type" options={types} unset="uri_folder" />
    <AssetPathField
      {...props}
      path={['path']}
      label="Place"
      hint="An address such as azureml://datastores/NAME/paths/… or https://…, or a local path to upload."
    />
  </AssetFields>
)
