import { useQuery } from '@tanstack/react-query'
import { Plus, Server } from 'lucide-react'
import { Link, useSearchParams } from 'react-router'
import type { ComputeResource } from '../../api/computes.ts'
import { clusterOf, nodeCountsOf, nodesInWords, pollCompute } from '../../domain/compute-state.ts'
import { ComputeStateBadge } from '../../parts/ComputeStateBadge.tsx'
import { FailureNote } from '../../parts/FailureNote.tsx'
import { StaleNote } from '../../parts/StaleNote.tsx'
import { usePermission } from '../../parts/use-permission.ts'
import { useSetViewParams } from '../../parts/use-view-params.ts'
import { useWorkspaceRef } from '../../parts/use-workspace.ts'
import { paths, type WorkspacePlace } from '../../paths.ts'
import { computeQueries } from '../../queries/computes.ts'
import { ButtonLink } from '../../ui/Button.tsx'
import { DataTable, type Column } from '../../ui/DataTable.tsx'
import { SearchField } from '../../ui/Field.tsx'
import { SkeletonRows } from '../../ui/Loading.tsx'
import { EmptyState, Notice } from '../../ui/Notice.tsx'
import { Page, Toolbar } from '../../ui/Page.tsx'
import { computeKindLabel, priorityLabel } from './compute-words.ts'

/** The computes of a workspace, live. */
export function ComputesPage() {
  const workspace = useWorkspaceRef()
  const [params] = useSearchParams()
  const search = params.get('q') ?? ''
  const setView = useSetViewParams()
  const computes = useQuery({
    ...computeQueries.list(workspace),
    refetchInterval: ({ state }) => pollCompute(state.data),
  })
  const shown = computes.data?.filter(({ name }) => name.toLowerCase().includes(search.trim().toLowerCase())) ?? []
  return (
    <Page
      title="Compute"
      lead="Clusters grow while jobs wait for a node and shrink again when nothing is left to do."
      actions={<CreateButton workspace={workspace} />}
    >
      {computes.isLoadingError ? (
        <FailureNote error={computes.error} action="List the computes" onRetry={() => void computes.refetch()} />
      ) : computes.isPending ? (
        <SkeletonRows label="Loading computes" />
      ) : computes.data?.length === 0 ? (
        <EmptyState icon={<Server size={28} />} title="No compute yet" actions={<CreateButton workspace={workspace} />}>
          Jobs run on the nodes of a cluster. One with no nodes at rest costs nothing until a job comes.
        </EmptyState>
      ) : (
        <>
          <StaleNote query={computes} />
          <Toolbar>
            <SearchField label="Search computes" value={search} onChange={(q) => setView({ q })} />
          </Toolbar>
          {shown.length === 0 ? (
            <Notice>No compute has a name with “{search.trim()}” in it.</Notice>
          ) : (
            <DataTable label="Computes" columns={columnsFor(workspace)} rows={shown} rowKey={({ id }) => id} />
          )}
        </>
      )}
    </Page>
  )
}

export { ComputesPage as Component }

function CreateButton({ workspace }: { workspace: WorkspacePlace }) {
  const { reason } = usePermission('computes/write')
  return (
    <ButtonLink variant="primary" icon={<Plus size={16} />} disabledReason={reason} to={paths.newCompute(workspace)}>
      New cluster
    </ButtonLink>
  )
}

const columnsFor = (workspace: WorkspacePlace): Column<ComputeResource>[] => [
  {
    id: 'name',
    header: 'Name',
    cell: ({ name }) => <Link to={paths.compute({ workspace, computeName: name })}>{name}</Link>,
  },
  { id: 'state', header: 'State', fit: true, cell: (compute) => <ComputeStateBadge compute={compute} /> },
  { id: 'kind', header: 'Kind', cell: computeKindLabel },
  { id: 'size', header: 'VM size', cell: (compute) => clusterOf(compute)?.vmSize ?? '–' },
  { id: 'nodes', header: 'Nodes', cell: (compute) => nodesOf(compute) },
  {
    id: 'range',
    header: 'Min – max',
    fit: true,
    cell: (compute) => {
      const cluster = clusterOf(compute)
      if (!cluster) return '–'
      const { min, max } = nodeCountsOf(cluster)
      return `${min} – ${max}`
    },
  },
  { id: 'priority', header: 'Priority', fit: true, cell: (compute) => priorityLabel(clusterOf(compute)) },
]

function nodesOf(compute: ComputeResource): string {
  const cluster = clusterOf(compute)
  return cluster ? nodesInWords(cluster) : '–'
}
