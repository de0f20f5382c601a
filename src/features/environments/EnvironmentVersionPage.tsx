import { noop, useQuery, useSuspenseQuery } from '@tanstack/react-query'
import type { LoaderFunctionArgs } from 'react-router'
import { AssetVersionPage } from '../../parts/AssetVersionPage.tsx'
import { Copyable } from '../../parts/Copyable.tsx'
import { Tags } from '../../parts/Tags.tsx'
import { assetVersionFrom, useAssetVersion, useWorkspaceRef, workspaceFrom } from '../../parts/use-workspace.ts'
import { When } from '../../parts/When.tsx'
import { paths } from '../../paths.ts'
import { environmentQueries } from '../../queries/environments.ts'
import { queryClient } from '../../queries/query-client.ts'
import { Card, KeyValues } from '../../ui/Card.tsx'
import { CopyButton } from '../../ui/CopyButton.tsx'
import { CodeBlock } from '../../ui/Disclosure.tsx'

export async function loader({ params, request }: LoaderFunctionArgs) {
  const workspace = workspaceFrom(new URL(request.url).searchParams)
  const { name, version } = assetVersionFrom(params)
  queryClient.query(environmentQueries.versions(workspace, name)).catch(noop)
  await queryClient.query(environmentQueries.version(workspace, name, version))
  return null
}

/** One version of an environment: the image it starts from and what is installed on top. */
export function EnvironmentVersionPage() {
  const workspace = useWorkspaceRef()
  const { name, version } = useAssetVersion()
  const { data: environment } = useSuspenseQuery(environmentQueries.version(workspace, name, version))
  const versions = useQuery(environmentQueries.versions(workspace, name))
  const { properties, systemData } = environment
  return (
    <AssetVersionPage
      name={name}
      version={version}
      description={properties.description}
      next={{ action: 'environments/write', to: paths.newEnvironment(workspace, { from: `${name}:${version}` }) }}
      versions={versions}
      pathOf={(other) => paths.environmentVersion(workspace, name, other)}
    >
      <Card title="About">
        <KeyValues
          pairs={[
            ['Image', properties.image && <Copyable key="image" text={properties.image} label="image" />],
            ['Built from', properties.build && <code key="build">{properties.build.contextUri}</code>],
            ['Dockerfile', properties.build?.dockerfilePath],
            ['Operating system', properties.osType],
            ['Made by', properties.environmentType === 'Curated' ? 'Microsoft (curated)' : undefined],
            ['State', properties.provisioningState],
            ['Created', <When key="created" date={systemData?.createdAt} />],
            ['Created by', systemData?.createdBy],
            ['Tags', <Tags key="tags" tags={properties.tags} />],
          ]}
        />
      </Card>
      {properties.condaFile && (
        <Card title="Conda packages" actions={<CopyButton text={properties.condaFile} label="conda file" />}>
          <CodeBlock label="Conda file">{properties.condaFile}</CodeBlock>
        </Card>
      )}
      <Card title="Use it in a job">
        <CodeBlock label="Environment of a job">{`environment: azureml:${name}:${version}`}</CodeBlock>
      </Card>
    </AssetVersionPage>
  )
}

export { EnvironmentVersionPage as Component }
