import type { JobResource } from '../../api/jobs.ts'
import { useWorkspaceRef } from '../../parts/use-workspace.ts'
import { paths } from '../../paths.ts'
import { ButtonLink } from '../../ui/Button.tsx'
import { Card } from '../../ui/Card.tsx'
import { CopyButton } from '../../ui/CopyButton.tsx'
import { CodeBlock } from '../../ui/Disclosure.tsx'
import { Notice } from '../../ui/Notice.tsx'
import { Page } from '../../ui/Page.tsx'

/** What there is instead of a draft for a copy of a job that has no YAML here, such as a pipeline: what it is made of. */
export function OtherJob({ job: { name, properties } }: { job: JobResource }) {
  const workspace = useWorkspaceRef()
  const { jobType, displayName } = properties
  const definition = JSON.stringify({ properties }, null, 2)
  return (
    <Page
      title={displayName || name}
      actions={<ButtonLink to={paths.job({ workspace, jobName: name })}>Back to the job</ButtonLink>}
    >
      <Notice title={`A job of type ${jobType} cannot be copied here`}>
        Command and sweep jobs can. This is what the service has of it; nothing of it is sent.
      </Notice>
      <Card title="Definition" actions={<CopyButton text={definition} label="definition" />}>
        <CodeBlock label="Definition as JSON">{definition}</CodeBlock>
      </Card>
    </Page>
  )
}
