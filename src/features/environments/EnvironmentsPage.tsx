import { noop, useQuery } from '@tanstack/react-query'
import { Layers, Plus } from 'lucide-react'
import { Link, type LoaderFunctionArgs } from 'react-router'
import type { EnvironmentResource } from '../../api/assets.ts'
import { AssetList } from '../../parts/AssetList.tsx'
import { PermittedLink } from '../../parts/PermittedLink.tsx'
import { useWorkspaceRef, workspaceFrom } from '../../parts/use-workspace.ts'
import { When } from '../../parts/When.tsx'
import { paths } from '../../paths.ts'
import { environmentQueries } from '../../queries/environments.ts'
import { queryClient } from '../../queries/query-client.ts'
import type { Column } from '../../ui/DataTable.tsx'
import { EmptyState } from '../../ui/Notice.tsx'
import { Page } from '../../ui/Page.tsx'

export function loader({ request }: LoaderFunctionArgs) {
  queryClient.query(environmentQueries.list(workspaceFrom(new URL(request.url).searchParams))).catch(noop)
  return null
}

/** The environments of the workspace: versioned software that jobs run in. */
export function EnvironmentsPage() {
  const workspace = useWorkspaceRef()
  const environments = useQuery(environmentQueries.list(workspace))
  return (
    <Page
      title="Environments"
      lead="The software that jobs run in: an image, with packages on top, by version."
      actions={<NewButton />}
    >
      <AssetList
        query={environments}
        noun="environment"
        columns={columns}
        empty={
          <EmptyState icon={<Layers size={24} />} title="No environments yet" actions={<NewButton />}>
            Register one, or name a curated one in a job.
          </EmptyState>
        }
      />
    </Page>
  )
}

function NewButton() {
  const workspace = useWorkspaceRef()
  return (
    <PermittedLink
      action="environments/write"
      variant="primary"
      icon={<Plus size={16} />}
      to={paths.newEnvironment(workspace)}
    >
      New environment
    </PermittedLink>
  )
}

const columns: Column<EnvironmentResource>[] = [
  { id: 'name', header: 'Name', cell: (environment) => <EnvironmentLink environment={environment} /> },
  { id: 'version', header: 'Latest version', fit: true, cell: ({ properties }) => properties.latestVersion },
  { id: 'description', header: 'Description', cell: ({ properties }) => properties.description },
  {
    id: 'modified',
    header: 'Last changed',
    fit: true,
    cell: ({ systemData }) => <When date={systemData?.lastModifiedAt ?? systemData?.createdAt} />,
  },
]

function EnvironmentLink({ environment: { name, properties } }: { environment: EnvironmentResource }) {
  const workspace = useWorkspaceRef()
  const { latestVersion } = properties
  return latestVersion ? <Link to={paths.environmentVersion(workspace, name, latestVersion)}>{name}</Link> : name
}

export { EnvironmentsPage as Component }
