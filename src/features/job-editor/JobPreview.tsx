import type { CommandJobSpec } from '../../domain/job-spec/command-job-spec.ts'
import { unresolvedReferences } from '../../domain/job-spec/command-job-to-rest.ts'
import { workspaceId, type WorkspaceRef } from '../../domain/refs.ts'
import { CodeBlock, Disclosure } from '../../ui/Disclosure.tsx'
import { submissionBody } from './submission.ts'

/** The request that a job becomes; what is only known after uploads and look-ups stands in angle brackets. */
export function JobPreview({
  spec,
  workspace,
  submissionId,
}: {
  spec: CommandJobSpec
  workspace: WorkspaceRef
  submissionId: string
}) {
  const inputs = unresolvedReferences(spec).flatMap((reference) =>
    reference.at === 'input'
      ? [[reference.key, `<${reference.kind === 'local' ? 'address of the upload' : 'latest version'}>`]]
      : [],
  )
  const body = submissionBody(
    { spec, submissionId },
    {
      workspace,
      codeId: '<code version of the upload>',
      environmentId: '<environment version>',
      inputUris: Object.fromEntries(inputs),
    },
  )
  const shown = JSON.stringify(body, null, 2).replaceAll(workspaceId(workspace), '$WS')
  return (
    <Disclosure summary="What will be sent">
      <CodeBlock label="Request body">{shown}</CodeBlock>
    </Disclosure>
  )
}
