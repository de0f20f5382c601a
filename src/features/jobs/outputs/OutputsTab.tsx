import { FolderOutput } from 'lucide-react'
import { lazy, Suspense } from 'react'
import type { JobResource } from '../../../api/jobs.ts'
import { FileBrowser } from '../../../parts/files/FileBrowser.tsx'
import { fileName } from '../../../parts/files/file-root.ts'
import { JobFileActions } from '../../../parts/files/JobFileActions.tsx'
import { useWorkspaceRef } from '../../../parts/use-workspace.ts'
import { EmptyState } from '../../../ui/Notice.tsx'
import { codeOf, codeRoot, useJobRoots } from './use-job-roots.ts'

const CodeActions = lazy(async () => ({ default: (await import('./CodeActions.tsx')).CodeActions }))

/** What a job made: its `./outputs`, what it logged through MLflow, its logs and its named outputs; and what it ran. */
export function OutputsTab({ job, live }: { job: JobResource; live: boolean }) {
  const workspace = useWorkspaceRef()
  const roots = useJobRoots(job)
  const code = codeOf(job)
  return (
    <FileBrowser
      // At its end a job writes its last files, and the answers that were kept are out of date.
      key={String(live)}
      label="Files of the job"
      roots={roots}
      isLive={live}
      actions={(chosen, isModel) =>
        chosen.root.id === codeRoot ? (
          code && (
            <Suspense>
              <CodeActions job={job} code={code} />
            </Suspense>
          )
        ) : (
          <JobFileActions
            file={{ workspace, jobName: job.name, output: chosen.root.id, path: chosen.path }}
            name={fileName(chosen)}
            placeUri={chosen.root.store?.uriOf(chosen.path) ?? ''}
            isFolder={chosen.isFolder}
            isModel={isModel}
          />
        )
      }
      empty={
        <EmptyState icon={<FolderOutput size={24} />} title={live ? 'No files yet' : 'This job left no files'}>
          What a script writes to <code>./outputs</code> is kept{live ? ' and appears here' : ''}, and so is what it
          logs with <code>mlflow.log_artifact</code>.
        </EmptyState>
      }
    />
  )
}
