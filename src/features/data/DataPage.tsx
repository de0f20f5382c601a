import { noop, useQuery } from '@tanstack/react-query'
import { Database, Plus } from 'lucide-react'
import { Link, type LoaderFunctionArgs } from 'react-router'
import type { DataResource } from '../../api/assets.ts'
import { AssetList } from '../../parts/AssetList.tsx'
import { PermittedLink } from '../../parts/PermittedLink.tsx'
import { Tags } from '../../parts/Tags.tsx'
import { useWorkspaceRef, workspaceFrom } from '../../parts/use-workspace.ts'
import { When } from '../../parts/When.tsx'
import { paths } from '../../paths.ts'
import { dataQueries } from '../../queries/data.ts'
import { queryClient } from '../../queries/query-client.ts'
import type { Column } from '../../ui/DataTable.tsx'
import { EmptyState } from '../../ui/Notice.tsx'
import { Page } from '../../ui/Page.tsx'
import { dataTypeLabel } from './data-type.ts'

export function loader({ request }: LoaderFunctionArgs) {
  queryClient.query(dataQueries.list(workspaceFrom(new URL(request.url).searchParams))).catch(noop)
  return null
}

/** The data assets of the workspace: named, versioned references to files. */
export function DataPage() {
  const workspace = useWorkspaceRef()
  const data = useQuery(dataQueries.list(workspace))
  return (
    <Page
      title="Data"
      lead="Named, versioned references to files and folders that jobs take as inputs."
      actions={<NewButton />}
    >
      <AssetList
        query={data}
        noun="data asset"
        columns={columns}
        empty={
          <EmptyState icon={<Database size={24} />} title="No data assets yet" actions={<NewButton />}>
            A data asset gives a file or folder in a datastore a name and a version. A job can also name a file’s
            address directly.
          </EmptyState>
        }
      />
    </Page>
  )
}

function NewButton() {
  const workspace = useWorkspaceRef()
  return (
    <PermittedLink action="data/write" variant="primary" icon={<Plus size={16} />} to={paths.newData(workspace)}>
      New data asset
    </PermittedLink>
  )
}

const columns: Column<DataResource>[] = [
  { id: 'name', header: 'Name', cell: (data) => <DataLink data={data} /> },
  { id: 'type', header: 'Type', cell: ({ properties }) => dataTypeLabel(properties.dataType) },
  { id: 'version', header: 'Latest version', fit: true, cell: ({ properties }) => properties.latestVersion },
  { id: 'description', header: 'Description', cell: ({ properties }) => properties.description },
  { id: 'tags', header: 'Tags', cell: ({ properties }) => <Tags tags={properties.tags} /> },
  {
    id: 'modified',
    header: 'Last changed',
    fit: true,
    cell: ({ systemData }) => <When date={systemData?.lastModifiedAt ?? systemData?.createdAt} />,
  },
]

function DataLink({ data: { name, properties } }: { data: DataResource }) {
  const workspace = useWorkspaceRef()
  const { latestVersion } = properties
  return latestVersion ? <Link to={paths.dataVersion(workspace, name, latestVersion)}>{name}</Link> : name
}

export { DataPage as Component }
