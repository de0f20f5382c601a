import type { CommandJobSpec } from '../../domain/job-spec/command-job-spec.ts'
import { unresolvedReferences } from '../../domain/job-spec/job.ts'
import { workspaceId, type WorkspaceRef } from '../../domain/refs.ts'
import { CopyButton } from '../../ui/CopyButton.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { CodeBlock } from '../../ui/Disclosure.tsx'
import { submissionBody } from './submission.ts'

/** The request that a job becomes; what is only known after uploads and look-ups stands in angle brackets. */
export function JobPreview({
  spec,
  workspace,
  jobName,
  onClose,
}: {
  spec: CommandJobSpec
  workspace: WorkspaceRef
  jobName: string
  onClose: () => void
}) {
  const inputs = unresolvedReferences(spec).flatMap((reference) =>
    reference.at === 'input'
      ? [[reference.key, `<${reference.kind === 'local' ? 'address of the upload' : 'latest version'}>`]]
      : [],
  )
  const body = submissionBody(spec, '<id of the submission>', {
    workspace,
    codeId: '<code version of the upload>',
    environmentId: '<environment version>',
    inputUris: Object.fromEntries(inputs),
  })
  const shown = JSON.stringify(body, null, 2).replaceAll(workspaceId(workspace), '$WS')
  return (
    <Dialog
      title="What will be sent"
      width={760}
      onClose={onClose}
      footer={<CopyButton text={shown} label="request body" />}
    >
      <p>
        <code>PUT $WS/jobs/{jobName}</code>, where $WS is the workspace’s id.
      </p>
      <CodeBlock label="Request body">{shown}</CodeBlock>
    </Dialog>
  )
}
