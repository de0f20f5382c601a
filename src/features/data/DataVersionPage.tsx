import { noop, useQuery, useSuspenseQuery } from '@tanstack/react-query'
import { Link, type LoaderFunctionArgs } from 'react-router'
import { jobArtifactOf } from '../../domain/output-uri.ts'
import { AssetVersionPage } from '../../parts/AssetVersionPage.tsx'
import { Copyable } from '../../parts/Copyable.tsx'
import { Tags } from '../../parts/Tags.tsx'
import { assetVersionFrom, useAssetVersion, useWorkspaceRef, workspaceFrom } from '../../parts/use-workspace.ts'
import { When } from '../../parts/When.tsx'
import { paths } from '../../paths.ts'
import { dataQueries } from '../../queries/data.ts'
import { queryClient } from '../../queries/query-client.ts'
import { Card, KeyValues } from '../../ui/Card.tsx'
import { CodeBlock } from '../../ui/Disclosure.tsx'
import { dataTypeLabel } from './data-type.ts'

export async function loader({ params, request }: LoaderFunctionArgs) {
  const workspace = workspaceFrom(new URL(request.url).searchParams)
  const { name, version } = assetVersionFrom(params)
  queryClient.query(dataQueries.versions(workspace, name)).catch(noop)
  await queryClient.query(dataQueries.version(workspace, name, version))
  return null
}

/** One version of a data asset: where it lies and how a job names it. */
export function DataVersionPage() {
  const workspace = useWorkspaceRef()
  const { name, version } = useAssetVersion()
  const { data } = useSuspenseQuery(dataQueries.version(workspace, name, version))
  const versions = useQuery(dataQueries.versions(workspace, name))
  const { properties, systemData } = data
  const jobName = jobArtifactOf(properties.dataUri)?.jobName
  return (
    <AssetVersionPage
      name={name}
      version={version}
      description={properties.description}
      next={{ action: 'data/write', to: paths.newData(workspace, { from: `${name}:${version}` }) }}
      versions={versions}
      pathOf={(other) => paths.dataVersion(workspace, name, other)}
    >
      <Card title="About">
        <KeyValues
          pairs={[
            ['Type', dataTypeLabel(properties.dataType)],
            ['Address', <Copyable key="uri" text={properties.dataUri} label="address" />],
            [
              'From job',
              jobName && (
                <Link key="job" to={paths.job({ workspace, jobName })}>
                  {jobName}
                </Link>
              ),
            ],
            ['Created', <When key="created" date={systemData?.createdAt} />],
            ['Created by', systemData?.createdBy],
            ['Tags', <Tags key="tags" tags={properties.tags} />],
          ]}
        />
      </Card>
      <Card title="Use it in a job">
        <CodeBlock label="Input of a job">{inputYaml(properties.dataType, name, version)}</CodeBlock>
      </Card>
    </AssetVersionPage>
  )
}

const inputYaml = (type: string, name: string, version: string) =>
  `inputs:\n  my_data:\n    type: ${type}\n    path: azureml:${name}:${version}`

export { DataVersionPage as Component }
