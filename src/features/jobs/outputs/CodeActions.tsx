import { GitCompareArrows } from 'lucide-react'
import type { AssetVersionRef } from '../../../domain/refs.ts'
import { useSetViewParams } from '../../../parts/use-view-params.ts'
import { Button } from '../../../ui/Button.tsx'
import { CopyButton } from '../../../ui/CopyButton.tsx'
import { codePath } from './code-path.ts'
import { noJobYet } from './use-job-roots.ts'

/** What can be done with the code of a job. */
export function CodeActions({ code }: { code: AssetVersionRef }) {
  const setParams = useSetViewParams()
  return (
    <>
      <Button small icon={<GitCompareArrows size={15} />} onClick={() => setParams({ path: codePath, with: noJobYet })}>
        Compare with another job
      </Button>
      <CopyButton text={`azureml:${code.name}:${code.version}`} label="name of the code">
        Copy name
      </CopyButton>
    </>
  )
}
