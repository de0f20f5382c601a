import { noop, useQuery, useQueryClient, useSuspenseQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { Link, type LoaderFunctionArgs } from 'react-router'
import { jobOfModel } from '../../domain/model-source.ts'
import { artifactsOutput } from '../../domain/job-file-uses.ts'
import { jobArtifactOf } from '../../domain/output-uri.ts'
import { FileBrowser } from '../../parts/files/FileBrowser.tsx'
import { fileName, type FileRoot } from '../../parts/files/file-root.ts'
import { JobFileActions } from '../../parts/files/JobFileActions.tsx'
import { AssetVersionPage } from '../../parts/AssetVersionPage.tsx'
import { Copyable } from '../../parts/Copyable.tsx'
import { Tags } from '../../parts/Tags.tsx'
import { assetVersionFrom, useAssetVersion, useWorkspaceRef, workspaceFrom } from '../../parts/use-workspace.ts'
import { When } from '../../parts/When.tsx'
import { paths } from '../../paths.ts'
import { artifactStore } from '../../queries/file-store.ts'
import { modelQueries } from '../../queries/models.ts'
import { queryClient } from '../../queries/query-client.ts'
import { Card, KeyValues } from '../../ui/Card.tsx'
import { flavorsOf, modelTypeLabel } from './model-version.ts'

export async function loader({ params, request }: LoaderFunctionArgs) {
  const workspace = workspaceFrom(new URL(request.url).searchParams)
  const { name, version } = assetVersionFrom(params)
  queryClient.query(modelQueries.versions(workspace, name)).catch(noop)
  await queryClient.query(modelQueries.version(workspace, name, version))
  return null
}

/** One version of a model: what it is, which job made it, and its files. */
export function ModelPage() {
  const workspace = useWorkspaceRef()
  const { name, version } = useAssetVersion()
  const { data: model } = useSuspenseQuery(modelQueries.version(workspace, name, version))
  const versions = useQuery(modelQueries.versions(workspace, name))
  const { properties, systemData } = model
  const jobName = jobOfModel(model)
  const flavors = flavorsOf(model)
  return (
    <AssetVersionPage
      name={name}
      version={version}
      description={properties.description}
      next={{ action: 'models/write', to: paths.newModel(workspace, { from: `${name}:${version}` }) }}
      versions={versions}
      pathOf={(other) => paths.model(workspace, name, other)}
    >
      <Card title="About">
        <KeyValues
          pairs={[
            ['Type', modelTypeLabel(properties.modelType)],
            [
              'From job',
              jobName && (
                <Link key="job" to={paths.job({ workspace, jobName })}>
                  {jobName}
                </Link>
              ),
            ],
            ['Flavors', flavors.length > 0 ? flavors.join(', ') : undefined],
            ['Stage', properties.stage ?? undefined],
            ['Created', <When key="created" date={systemData?.createdAt} />],
            ['Created by', systemData?.createdBy],
            ['Tags', <Tags key="tags" tags={properties.tags} />],
            ['Address', properties.modelUri && <Copyable key="uri" text={properties.modelUri} label="address" />],
          ]}
        />
      </Card>
      <Card title="Files">
        <Files uri={properties.modelUri ?? ''} />
      </Card>
    </AssetVersionPage>
  )
}

/** Files are read through the job that made them, whose artifacts the service hands out. */
function Files({ uri }: { uri: string }) {
  const workspace = useWorkspaceRef()
  const client = useQueryClient()
  const { jobName, path = '' } = jobArtifactOf(uri) ?? {}
  const roots = useMemo((): FileRoot[] => {
    if (jobName === undefined) return []
    const store = artifactStore(client, { workspace, jobName })
    const label = path.split('/').at(-1) || 'Files'
    return [{ id: artifactsOutput, label, store, base: path === '' ? '' : `${path}/` }]
  }, [client, workspace, jobName, path])
  if (jobName === undefined)
    return <p>The files of this model do not lie in a job’s outputs. Use its address with the CLI or the SDK.</p>
  return (
    <FileBrowser
      label="Files of the model"
      roots={roots}
      actions={(chosen, isModel) => (
        <JobFileActions
          file={{ workspace, jobName, output: artifactsOutput, path: chosen.path }}
          name={fileName(chosen)}
          placeUri={chosen.root.store?.uriOf(chosen.path) ?? ''}
          isFolder={chosen.isFolder}
          isModel={isModel}
        />
      )}
      empty={<p>There is nothing at this address: the job or its files may have been deleted.</p>}
    />
  )
}

export { ModelPage as Component }
