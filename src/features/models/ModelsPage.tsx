import { noop, useQuery } from '@tanstack/react-query'
import { Box, Plus } from 'lucide-react'
import { Link, type LoaderFunctionArgs } from 'react-router'
import type { ModelResource, ModelVersionResource } from '../../api/assets.ts'
import { jobOfModel } from '../../domain/model-source.ts'
import { AssetList } from '../../parts/AssetList.tsx'
import { PermittedLink } from '../../parts/PermittedLink.tsx'
import { useWorkspaceRef, workspaceFrom } from '../../parts/use-workspace.ts'
import { When } from '../../parts/When.tsx'
import { paths } from '../../paths.ts'
import { modelQueries } from '../../queries/models.ts'
import { queryClient } from '../../queries/query-client.ts'
import { ButtonLink } from '../../ui/Button.tsx'
import type { Column } from '../../ui/DataTable.tsx'
import { SkeletonText } from '../../ui/Loading.tsx'
import { EmptyState } from '../../ui/Notice.tsx'
import { Page } from '../../ui/Page.tsx'
import { modelTypeLabel } from './model-version.ts'

export function loader({ request }: LoaderFunctionArgs) {
  queryClient.query(modelQueries.list(workspaceFrom(new URL(request.url).searchParams))).catch(noop)
  return null
}

/** The models registered in the workspace, each by its latest version. */
export function ModelsPage() {
  const workspace = useWorkspaceRef()
  const models = useQuery(modelQueries.list(workspace))
  return (
    <Page
      title="Models"
      lead="What jobs produced and somebody registered, by name and version."
      actions={
        <PermittedLink action="models/write" variant="primary" icon={<Plus size={16} />} to={paths.newModel(workspace)}>
          Register model
        </PermittedLink>
      }
    >
      <AssetList query={models} noun="model" columns={columns} empty={<NoModels />} />
    </Page>
  )
}

function NoModels() {
  const workspace = useWorkspaceRef()
  return (
    <EmptyState
      icon={<Box size={24} />}
      title="No models yet"
      actions={
        <ButtonLink variant="primary" to={paths.jobs(workspace, { status: 'Completed' })}>
          Choose a completed job
        </ButtonLink>
      }
    >
      Open a job that left a model among its outputs and press “Register model”: it gets a name, a version and a link
      back to its job.
    </EmptyState>
  )
}

const columns: Column<ModelResource>[] = [
  { id: 'name', header: 'Name', cell: (model) => <ModelLink model={model} /> },
  { id: 'version', header: 'Latest version', fit: true, cell: ({ properties }) => properties.latestVersion },
  {
    id: 'type',
    header: 'Type',
    cell: (model) => <OfLatest model={model} show={({ properties }) => modelTypeLabel(properties.modelType)} />,
  },
  { id: 'job', header: 'From job', cell: (model) => <OfLatest model={model} show={jobLink} /> },
  { id: 'description', header: 'Description', cell: ({ properties }) => properties.description },
  {
    id: 'modified',
    header: 'Last changed',
    fit: true,
    cell: ({ systemData }) => <When date={systemData?.lastModifiedAt ?? systemData?.createdAt} />,
  },
]

function ModelLink({ model: { name, properties } }: { model: ModelResource }) {
  const workspace = useWorkspaceRef()
  const { latestVersion } = properties
  return latestVersion ? <Link to={paths.model(workspace, name, latestVersion)}>{name}</Link> : name
}

/** Something that only a version knows: asked for per row, once, and kept. */
function OfLatest({
  model: { name, properties },
  show,
}: {
  model: ModelResource
  show: (version: ModelVersionResource) => React.ReactNode
}) {
  const workspace = useWorkspaceRef()
  const { latestVersion } = properties
  const version = useQuery({
    ...modelQueries.version(workspace, name, latestVersion ?? ''),
    enabled: Boolean(latestVersion),
    staleTime: 5 * 60_000,
  })
  if (version.isLoading) return <SkeletonText width="10ch" />
  return version.data ? show(version.data) : '–'
}

function jobLink(version: ModelVersionResource) {
  const jobName = jobOfModel(version)
  return jobName === undefined ? '–' : <JobLink jobName={jobName} />
}

function JobLink({ jobName }: { jobName: string }) {
  const workspace = useWorkspaceRef()
  return <Link to={paths.job({ workspace, jobName })}>{jobName}</Link>
}

export { ModelsPage as Component }
