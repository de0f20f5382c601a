import type { JobResource } from '../../../api/jobs.ts'
import type { AssetVersionRef } from '../../../domain/refs.ts'
import { CopyButton } from '../../../ui/CopyButton.tsx'

/** What can be done with the code of a job. */
export const CodeActions = ({ code }: { job: JobResource; code: AssetVersionRef }) => (
  <CopyButton text={`azureml:${code.name}:${code.version}`} label="name of the code">
    Copy name
  </CopyButton>
)
