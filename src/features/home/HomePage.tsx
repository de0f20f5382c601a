import { noop, useQuery } from '@tanstack/react-query'
import { Plus } from 'lucide-react'
import type { LoaderFunctionArgs } from 'react-router'
import type { JobResource } from '../../api/jobs.ts'
import { pollCompute } from '../../domain/compute-state.ts'
import { isTerminal } from '../../domain/job-status.ts'
import { FailureNote } from '../../parts/FailureNote.tsx'
import { StaleNote } from '../../parts/StaleNote.tsx'
import { usePermission } from '../../parts/use-permission.ts'
import { useWorkspaceRef, workspaceFrom } from '../../parts/use-workspace.ts'
import { paths, type WorkspacePlace } from '../../paths.ts'
import { computeQueries } from '../../queries/computes.ts'
import { jobQueries } from '../../queries/jobs.ts'
import { modelQueries } from '../../queries/models.ts'
import { queryClient } from '../../queries/query-client.ts'
import { workspaceQueries } from '../../queries/workspaces.ts'
import { ButtonLink } from '../../ui/Button.tsx'
import { SkeletonRows } from '../../ui/Loading.tsx'
import { Page } from '../../ui/Page.tsx'
import { ComputesCard } from './ComputesCard.tsx'
import { GettingStarted } from './GettingStarted.tsx'
import styles from './HomePage.module.css'
import { JobsCard } from './JobsCard.tsx'
import { QuotaCard } from './QuotaCard.tsx'

/** As many as fit beside the rest without scrolling. */
const mostShown = 6

/** Starts what the page shows; the page does not wait, each part appears when it is there. */
export function loader({ request }: LoaderFunctionArgs) {
  const workspace = workspaceFrom(new URL(request.url).searchParams)
  queryClient.query(jobQueries.newest(workspace)).catch(noop)
  queryClient.query(computeQueries.list(workspace)).catch(noop)
  queryClient.query(modelQueries.list(workspace)).catch(noop)
  return null
}

/** A workspace at a glance: what runs, what ended, what there is to run on, and the next step. */
export function HomePage() {
  const workspace = useWorkspaceRef()
  const { data: details } = useQuery(workspaceQueries.detail(workspace))
  const jobs = useQuery({
    ...jobQueries.newest(workspace),
    refetchInterval: ({ state }) => (state.data?.value.some(isMoving) ? 5_000 : 30_000),
  })
  const computes = useQuery({
    ...computeQueries.list(workspace),
    refetchInterval: ({ state }) => pollCompute(state.data),
  })
  const models = useQuery(modelQueries.list(workspace))

  const failed = [jobs, computes].find((query) => query.isLoadingError)
  return (
    <Page
      title={workspace.workspaceName}
      lead={details?.properties.description || [workspace.resourceGroup, details?.location].filter(Boolean).join(' · ')}
      actions={<SubmitAction workspace={workspace} />}
    >
      {failed && <FailureNote error={failed.error} action="Show the workspace" onRetry={() => void failed.refetch()} />}
      <StaleNote query={jobs.isRefetchError ? jobs : computes} />
      {jobs.data && computes.data && models.data && (
        <GettingStarted
          hasCompute={computes.data.length > 0}
          hasJob={jobs.data.value.length > 0}
          hasModel={models.data.length > 0}
        />
      )}
      <div className={styles.columns}>
        <div className={styles.column}>
          {jobs.data ? <JobCards jobs={jobs.data.value} /> : !failed && <SkeletonRows label="Loading the jobs" />}
        </div>
        <div className={styles.column}>
          {computes.data ? (
            <ComputesCard computes={computes.data} />
          ) : (
            !failed && <SkeletonRows rows={3} label="Loading the computes" />
          )}
          {details?.location && <QuotaCard location={details.location} />}
        </div>
      </div>
    </Page>
  )
}

export { HomePage as Component }

const isMoving = (job: JobResource) => !isTerminal(job.properties.status ?? '')

function JobCards({ jobs }: { jobs: readonly JobResource[] }) {
  const moving = jobs.filter(isMoving)
  const ended = jobs.filter((job) => !isMoving(job))
  return (
    <>
      <JobsCard title="Now" jobs={moving.slice(0, mostShown)} empty="Nothing waits and nothing runs." />
      <JobsCard title="Lately" jobs={ended.slice(0, mostShown)} empty="No job has ended yet." />
    </>
  )
}

function SubmitAction({ workspace }: { workspace: WorkspacePlace }) {
  const { reason } = usePermission('jobs/write')
  return (
    <ButtonLink variant="primary" icon={<Plus size={16} />} disabledReason={reason} to={paths.newJob(workspace)}>
      Submit a job
    </ButtonLink>
  )
}
