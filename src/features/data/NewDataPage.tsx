import { useSuspenseQuery } from '@tanstack/react-query'
import { useSearchParams } from 'react-router'
import { dataToYaml } from '../../domain/job-spec/data-asset.ts'
import { AssetEditor, type AssetFormProps } from '../../parts/AssetEditor.tsx'
import { AssetFields, AssetPathField } from '../../parts/AssetFields.tsx'
import { specOf } from '../../parts/prepare-asset.ts'
import { assetVersionFrom, useWorkspaceRef } from '../../parts/use-workspace.ts'
import { YamlSelect } from '../../parts/YamlSelects.tsx'
import { dataQueries } from '../../queries/data.ts'
import { dataKind } from './data-kind.ts'
import { dataTypeLabel } from './data-type.ts'

/** Registers a data asset, from nothing or from a version that is there (`from`). */
export function NewDataPage() {
  const [params] = useSearchParams()
  const from = params.get('from')
  if (from === null)
    return (
      <AssetEditor key="new" kind={dataKind} title="New data asset" template={{ origin: 'new', text: emptyData }}>
        {(props) => <DataForm {...props} />}
      </AssetEditor>
    )
  return <FromVersion key={from} {...assetVersionFrom({ nameAndVersion: from })} />
}

export { NewDataPage as Component }

function FromVersion({ name, version }: { name: string; version: string }) {
  const workspace = useWorkspaceRef()
  const { data } = useSuspenseQuery(dataQueries.version(workspace, name, version))
  const { version: _, ...spec } = specOf(dataKind, data)
  return (
    <AssetEditor
      kind={dataKind}
      title={`New version of ${name}`}
      template={{ origin: `${name}:${version}`, text: dataToYaml(spec) }}
    >
      {(props) => <DataForm {...props} />}
    </AssetEditor>
  )
}

const emptyData = dataToYaml({ name: 'my-data', type: 'uri_folder', path: './data' })

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
