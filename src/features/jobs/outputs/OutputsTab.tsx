import { Box, FolderOutput } from 'lucide-react'
import { useState } from 'react'
import type { JobRef } from '../../../domain/refs.ts'
import { ArtifactBrowser } from '../../../parts/files/ArtifactBrowser.tsx'
import { RegisterModelDialog } from '../../../parts/RegisterModelDialog.tsx'
import { usePermission } from '../../../parts/use-permission.ts'
import { Button } from '../../../ui/Button.tsx'
import { EmptyState } from '../../../ui/Notice.tsx'

/** The files a job left: its `./outputs`, what it logged through MLflow, and its logs. */
export function OutputsTab({ job, live }: { job: JobRef; live: boolean }) {
  const [registering, setRegistering] = useState<string>()
  const mayRegister = usePermission('models/write')
  return (
    <>
      <ArtifactBrowser
        job={job}
        live={live}
        folderActions={(folder) =>
          folder.isModel && (
            <Button
              small
              icon={<Box size={15} />}
              disabledReason={mayRegister.reason}
              onClick={() => setRegistering(folder.path)}
            >
              Register as model
            </Button>
          )
        }
        empty={
          <EmptyState icon={<FolderOutput size={24} />} title={live ? 'No files yet' : 'This job left no files'}>
            What a script writes to <code>./outputs</code> is kept{live ? ' and appears here' : ''}, and so is what it
            logs with <code>mlflow.log_artifact</code>.
          </EmptyState>
        }
      />
      {registering !== undefined && (
        <RegisterModelDialog job={job} path={registering} onClose={() => setRegistering(undefined)} />
      )}
    </>
  )
}
