import { FolderOutput } from 'lucide-react'
import { lazy, Suspense } from 'react'
import { Link, useSearchParams } from 'react-router'
import type { JobResource } from '../../../api/jobs.ts'
import { codeOf } from '../../../domain/job-work.ts'
import { FileBrowser } from '../../../parts/files/FileBrowser.tsx'
import { fileName } from '../../../parts/files/file-root.ts'
import { JobFileActions } from '../../../parts/files/JobFileActions.tsx'
import { useWorkspaceRef } from '../../../parts/use-workspace.ts'
import { paths } from '../../../paths.ts'
import { SkeletonRows } from '../../../ui/Loading.tsx'
import { EmptyState } from '../../../ui/Notice.tsx'
import { CodeActions } from './CodeActions.tsx'
import { codeRoot } from './code-path.ts'
import styles from './OutputsTab.module.css'
import { bestTrialOf, sweepOf } from '../trials/trials.ts'
import { useJobRoots } from './use-job-roots.ts'

const CodeDiff = lazy(async () => ({ default: (await import('./CodeDiff.tsx')).CodeDiff }))

/** What a job made: its `./outputs`, what it logged through MLflow, its logs and its named outputs; and what it ran. */
export function OutputsTab({ job, live }: { job: JobResource; live: boolean }) {
  const workspace = useWorkspaceRef()
  const roots = useJobRoots(job)
  const code = codeOf(job)
  const isComparing = useSearchParams()[0].has('with')
  return (
    <>
      <BestTrialNote job={job} />
      <FileBrowser
        // At its end a job writes its last files, and the answers that were kept are out of date.
        key={String(live)}
        label="Files of the job"
        roots={roots}
        isLive={live}
        actions={(chosen, isModel) =>
          chosen.root.id === codeRoot ? (
            code && <CodeActions code={code} />
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
        view={(chosen) =>
          chosen.root.id === codeRoot &&
          chosen.path === '' &&
          isComparing &&
          code && (
            <Suspense fallback={<SkeletonRows label="Loading the comparison" />}>
              <CodeDiff job={job} code={code} />
            </Suspense>
          )
        }
        empty={
          <EmptyState icon={<FolderOutput size={24} />} title={live ? 'No files yet' : 'This job left no files'}>
            What a script writes to <code>./outputs</code> is kept{live ? ' and appears here' : ''}, and so is what it
            logs with <code>mlflow.log_artifact</code>.
          </EmptyState>
        }
      />
    </>
  )
}

/** A sweep makes nothing itself: what one came for lies with its trials. */
function BestTrialNote({ job }: { job: JobResource }) {
  const workspace = useWorkspaceRef()
  if (!sweepOf(job)) return null
  const best = bestTrialOf(job)
  return (
    <p className={styles.note}>
      Each trial keeps what it made.{' '}
      {best === undefined ? (
        <Link to={paths.job({ workspace, jobName: job.name }, { tab: 'children' })}>See the trials</Link>
      ) : (
        <Link to={paths.job({ workspace, jobName: best }, { tab: 'outputs' })}>Outputs of the best trial, {best}</Link>
      )}
    </p>
  )
}
