import { noop } from '@tanstack/react-query'
import { FlaskConical, Plus } from 'lucide-react'
import { lazy, Suspense, useState } from 'react'
import { redirect, useSearchParams, type LoaderFunctionArgs } from 'react-router'
import type { JobResource } from '../../api/jobs.ts'
import { formatCount, plural } from '../../lib/numbers.ts'
import { FailureNote } from '../../parts/FailureNote.tsx'
import { StaleNote } from '../../parts/StaleNote.tsx'
import { usePermission } from '../../parts/use-permission.ts'
import { useSetViewParams } from '../../parts/use-view-params.ts'
import { useWorkspaceRef, workspaceFrom } from '../../parts/use-workspace.ts'
import { paths } from '../../paths.ts'
import { jobQueries } from '../../queries/jobs.ts'
import { queryClient } from '../../queries/query-client.ts'
import { Button, ButtonLink } from '../../ui/Button.tsx'
import { Checkbox, SearchField, Select } from '../../ui/Field.tsx'
import { SkeletonRows } from '../../ui/Loading.tsx'
import { EmptyState } from '../../ui/Notice.tsx'
import { Page, Toolbar } from '../../ui/Page.tsx'
import { isFiltered, jobTitle, listViewOf, matchesJob, parseJobFilter } from './job-list.ts'
import styles from './JobsPage.module.css'
import { JobsTable } from './JobsTable.tsx'
import { useJobs } from './use-jobs.ts'

const CancelJobDialog = lazy(async () => ({ default: (await import('./CancelJobDialog.tsx')).CancelJobDialog }))
const SelectionBar = lazy(async () => ({ default: (await import('./SelectionBar.tsx')).SelectionBar }))

export function loader({ request, params }: LoaderFunctionArgs) {
  const search = new URL(request.url).searchParams
  const workspace = workspaceFrom(search)
  // ml.azure.com has a page per experiment; here an experiment is a filter.
  const { experimentName } = params
  if (experimentName !== undefined) return redirect(paths.jobs(workspace, { experiment: experimentName }))
  // Started here, awaited by the page: its frame need not wait for the jobs.
  queryClient
    .infiniteQuery({ ...jobQueries.list(workspace, listViewOf(parseJobFilter(search))), staleTime: 60_000 })
    .catch(noop)
  return null
}

export function JobsPage() {
  const workspace = useWorkspaceRef()
  const [params] = useSearchParams()
  const setView = useSetViewParams()
  const filter = parseJobFilter(params)
  const list = useJobs(listViewOf(filter))
  const [cancelling, setCancelling] = useState<JobResource>()
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set())
  const maySubmit = usePermission('jobs/write')
  const shown = list.jobs.filter((job) => matchesJob(job, filter))

  return (
    <Page
      title="Jobs"
      lead="Everything that was submitted to this workspace, newest first."
      actions={
        <ButtonLink
          variant="primary"
          icon={<Plus size={16} />}
          disabledReason={maySubmit.reason}
          to={paths.newJob(workspace)}
        >
          New job
        </ButtonLink>
      }
    >
      <Toolbar>
        <SearchField
          label="Filter jobs"
          placeholder="Filter by name, experiment, tag …"
          value={filter.text}
          onChange={(q) => setView({ q })}
        />
        <Select
          aria-label="Status"
          className={styles.status}
          value={filter.status}
          onChange={(event) => setView({ status: event.target.value })}
        >
          <option value="">All statuses</option>
          <option value="active">Not ended yet</option>
          <option value="Running">Running</option>
          <option value="Queued">Queued</option>
          <option value="Completed">Completed</option>
          <option value="Failed">Failed</option>
          <option value="Canceled">Canceled</option>
        </Select>
        {filter.experiment !== '' && (
          <Button small onClick={() => setView({ experiment: '' })}>
            Experiment: {filter.experiment} ✕
          </Button>
        )}
        <Checkbox
          label="Archived"
          checked={filter.archived}
          onChange={(event) => setView({ view: event.target.checked ? 'archived' : '' })}
        />
        {list.jobs.length > 0 && (
          <span className={styles.count} role="status">
            {isFiltered(filter)
              ? `${formatCount(shown.length)} of ${plural(list.jobs.length, 'job')}`
              : plural(list.jobs.length, 'job')}
            {list.hasMore ? ' so far' : ''}
          </span>
        )}
      </Toolbar>
      <StaleNote query={list.newest} />
      {list.pages.isPending ? (
        <SkeletonRows rows={8} label="Loading jobs" />
      ) : list.pages.isLoadingError ? (
        <FailureNote error={list.pages.error} action="List the jobs" onRetry={() => void list.pages.refetch()} />
      ) : shown.length > 0 ? (
        <JobsTable jobs={shown} chosen={chosen} onChoose={setChosen} onCancel={setCancelling} />
      ) : list.hasMore && list.jobs.length === 0 && !list.pages.isFetchNextPageError ? (
        <SkeletonRows rows={8} label="Loading jobs" />
      ) : (
        <NoJobs
          filtered={isFiltered(filter)}
          forbidden={maySubmit.reason}
          archived={filter.archived}
          clear={() => setView({ q: '', status: '', experiment: '' })}
        />
      )}
      {list.pages.isFetchNextPageError && (
        <FailureNote error={list.pages.error} action="Load more jobs" onRetry={() => void list.pages.fetchNextPage()} />
      )}
      {list.hasMore && !list.pages.isFetchNextPageError && (
        <div className={styles.more}>
          <Button busy={list.pages.isFetchingNextPage} onClick={() => void list.pages.fetchNextPage()}>
            Load more
          </Button>
        </div>
      )}
      <Suspense>
        {chosen.size > 0 && <SelectionBar names={[...chosen]} onClear={() => setChosen(new Set())} />}
        {cancelling && (
          <CancelJobDialog
            job={{ workspace, jobName: cancelling.name }}
            title={jobTitle(cancelling)}
            onClose={() => setCancelling(undefined)}
          />
        )}
      </Suspense>
    </Page>
  )
}

/** @param forbidden why this account may submit no job, if it may not */
function NoJobs({
  filtered,
  archived,
  forbidden,
  clear,
}: {
  filtered: boolean
  archived: boolean
  forbidden: string | undefined
  clear: () => void
}) {
  const workspace = useWorkspaceRef()
  if (filtered)
    return (
      <EmptyState title="No job matches" actions={<Button onClick={clear}>Clear the filter</Button>}>
        Jobs are searched by name, experiment, compute, creator, status and tags.
      </EmptyState>
    )
  if (archived)
    return <EmptyState title="No archived jobs">Jobs that somebody archived would be listed here.</EmptyState>
  return (
    <EmptyState
      icon={<FlaskConical size={24} />}
      title="No jobs yet"
      actions={
        <>
          <ButtonLink variant="primary" disabledReason={forbidden} to={paths.newJob(workspace, { sample: 'iris' })}>
            Try the iris sample
          </ButtonLink>
          <ButtonLink disabledReason={forbidden} to={paths.newJob(workspace)}>
            New job
          </ButtonLink>
        </>
      }
    >
      A job is a command that runs on a compute, with its code, data and environment. The iris sample trains a small
      classifier and logs its metrics.
    </EmptyState>
  )
}

export { JobsPage as Component }
