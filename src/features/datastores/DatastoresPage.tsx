import { noop, useQuery } from '@tanstack/react-query'
import { HardDrive } from 'lucide-react'
import type { LoaderFunctionArgs } from 'react-router'
import type { DatastoreResource } from '../../api/datastores.ts'
import { AssetList } from '../../parts/AssetList.tsx'
import { useWorkspaceRef, workspaceFrom } from '../../parts/use-workspace.ts'
import { datastoreQueries } from '../../queries/datastores.ts'
import { queryClient } from '../../queries/query-client.ts'
import { Badge } from '../../ui/Badge.tsx'
import type { Column } from '../../ui/DataTable.tsx'
import { EmptyState } from '../../ui/Notice.tsx'
import { Page } from '../../ui/Page.tsx'
import { credentialsLabel, datastorePlace, datastoreTypeLabel } from './datastore.ts'
import styles from './DatastoresPage.module.css'

export function loader({ request }: LoaderFunctionArgs) {
  queryClient.query(datastoreQueries.list(workspaceFrom(new URL(request.url).searchParams))).catch(noop)
  return null
}

/** The storage registered in the workspace, under the names that jobs and data assets use. */
export function DatastoresPage() {
  const datastores = useQuery(datastoreQueries.list(useWorkspaceRef()))
  return (
    <Page title="Datastores" lead="Storage registered in the workspace, under the names that jobs and data assets use.">
      <AssetList
        query={datastores}
        noun="datastore"
        columns={columns}
        empty={
          <EmptyState icon={<HardDrive size={24} />} title="No datastores">
            A workspace has at least its own storage. If this stays empty, your role may not show it.
          </EmptyState>
        }
      />
    </Page>
  )
}

const columns: Column<DatastoreResource>[] = [
  {
    id: 'name',
    header: 'Name',
    cell: ({ name, properties }) => (
      <span className={styles.name}>
        {name} {properties.isDefault && <Badge tone="active">Default</Badge>}
      </span>
    ),
  },
  { id: 'type', header: 'Type', cell: ({ properties }) => datastoreTypeLabel(properties.datastoreType) },
  { id: 'place', header: 'Place', cell: ({ properties }) => <code>{datastorePlace(properties)}</code> },
  { id: 'access', header: 'Access', cell: ({ properties }) => credentialsLabel(properties.credentials) },
]

export { DatastoresPage as Component }
