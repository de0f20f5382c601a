import { noop, useQuery, useQueryClient, useSuspenseQuery } from '@tanstack/react-query'
import { lazy, Suspense, useEffect, useRef, useState } from 'react'
import { useSearchParams, type LoaderFunctionArgs } from 'react-router'
import { isTerminal, phaseOf, pollJob } from '../../domain/job-status.ts'
import type { JobRef } from '../../domain/refs.ts'
import { whenIdle } from '../../lib/when-idle.ts'
import { JobStatusBadge } from '../../parts/JobStatusBadge.tsx'
import { StaleNote } from '../../parts/StaleNote.tsx'
import { jobFrom, useJobRef } from '../../parts/use-workspace.ts'
import { paths, type JobTab } from '../../paths.ts'
import { jobQueries } from '../../queries/jobs.ts'
import { queryClient } from '../../queries/query-client.ts'
import { runKeys, runQueries } from '../../queries/run.ts'
import { SkeletonRows, SkeletonText } from '../../ui/Loading.tsx'
import { Page } from '../../ui/Page.tsx'
import { Tabs } from '../../ui/Tabs.tsx'
import { ArchivedNote } from './about/ArchivedNote.tsx'
import { titleMark, useFavicon } from './about/job-mark.ts'
import { EditButton, JobLabels, NameEditor } from './about/JobLabels.tsx'
import { labelLeft } from './about/kept-edits.ts'
import { JobActions } from './JobActions.tsx'
import { JobFacts } from './JobFacts.tsx'
import { jobStatus, jobTitle } from './job-list.ts'
import { OverviewTab } from './OverviewTab.tsx'
import { sweepOf } from './trials/trials.ts'
import { useWatchStatus } from './waiting/use-seen-statuses.ts'

/** The code of the tabs that come in files of their own. */
const tabCode = {
  children: async () => ({ default: (await import('./trials/TrialsTab.tsx')).TrialsTab }),
  metrics: async () => ({ default: (await import('./metrics/MetricsTab.tsx')).MetricsTab }),
  logs: async () => ({ default: (await import('./logs/LogsTab.tsx')).LogsTab }),
  outputs: async () => ({ default: (await import('./outputs/OutputsTab.tsx')).OutputsTab }),
  yaml: async () => ({ default: (await import('./YamlTab.tsx')).YamlTab }),
  json: async () => ({ default: (await import('./about/JsonTab.tsx')).JsonTab }),
}
const TrialsTab = lazy(tabCode.children)
const MetricsTab = lazy(tabCode.metrics)
const LogsTab = lazy(tabCode.logs)
const OutputsTab = lazy(tabCode.outputs)
const YamlTab = lazy(tabCode.yaml)
const JsonTab = lazy(tabCode.json)
const WaitingCard = lazy(async () => ({ default: (await import('./waiting/WaitingCard.tsx')).WaitingCard }))

const tabs = [
  { id: 'overview', text: 'Overview' },
  { id: 'children', text: 'Trials' },
  { id: 'metrics', text: 'Metrics' },
  { id: 'logs', text: 'Logs' },
  { id: 'outputs', text: 'Outputs' },
  { id: 'yaml', text: 'YAML' },
  { id: 'json', text: 'JSON' },
] as const satisfies { id: JobTab; text: string }[]

/** Only a sweep has trials; its metrics are those of its trials. */
const tabsOf = (isSweep: boolean) => tabs.filter(({ id }) => id !== (isSweep ? 'metrics' : 'children'))

/** Fast enough to watch: a job on this page is one that somebody looks at. */
const watchMs = 2_000

export async function loader({ params, request }: LoaderFunctionArgs) {
  const { searchParams } = new URL(request.url)
  const job = jobFrom(params, searchParams)
  preloadTab(searchParams.get('tab'))
  // What the data plane knows has places of its own on the page; a slow data plane must not hold back the rest.
  queryClient.query(runQueries.details(job)).catch(noop)
  queryClient.query(runQueries.mlflowRun(job)).catch(noop)
  await queryClient.query(jobQueries.detail(job))
  return null
}

/** Fetches the code of the tab that a link names beside its job; else, at leisure, that of the one most opened next. */
function preloadTab(tab: string | null) {
  if (tab && Object.hasOwn(tabCode, tab)) tabCode[tab as keyof typeof tabCode]().catch(noop)
  else whenIdle().then(tabCode.logs).catch(noop)
}

export function JobPage() {
  const ref = useJobRef()
  const [params] = useSearchParams()
  const query = useSuspenseQuery({
    ...jobQueries.detail(ref),
    refetchInterval: ({ state }) => (pollJob(state.data?.properties.status) === false ? false : watchMs),
  })
  const job = query.data
  const status = jobStatus(job)
  const live = !isTerminal(status)
  const details = useQuery({ ...runQueries.details(ref), refetchInterval: live ? 3_000 : false })
  useLastLook(ref, live)
  useWatchStatus(ref)
  useFavicon(status)
  const [edited, setEdited] = useState(() => labelLeft(ref))

  const sweep = sweepOf(job)
  const shown = tabsOf(sweep !== undefined)
  const current = shown.find(({ id }) => id === params.get('tab'))?.id ?? 'overview'
  return (
    <Page
      title={jobTitle(job)}
      mark={titleMark(status)}
      badge={
        <>
          <EditButton label="Rename" onEdit={() => setEdited('name')} />
          <JobStatusBadge status={status} />
        </>
      }
      actions={<JobActions job={job} />}
      wide={current === 'logs' || current === 'metrics'}
    >
      <JobFacts job={job} details={details.data} />
      {edited === 'name' && <NameEditor key={`name of ${job.name}`} job={job} onClose={() => setEdited(undefined)} />}
      {job.properties.isArchived && <ArchivedNote job={ref} />}
      <StaleNote query={query} />
      {phaseOf(status) === 'waiting' && (
        <Suspense fallback={<SkeletonText width="50ch" />}>
          <WaitingCard job={job} details={details} />
        </Suspense>
      )}
      <Tabs
        label="Views of the job"
        current={current}
        tabs={shown.map(({ id, text }) => ({ id, text, to: paths.job(ref, id === 'overview' ? {} : { tab: id }) }))}
      />
      {/* What is typed stays while one looks at another view. */}
      {(current === 'overview' || edited === 'description' || edited === 'tags') && (
        <JobLabels key={job.name} job={job} edited={edited} onEdit={setEdited} />
      )}
      <Suspense fallback={<SkeletonRows rows={6} />}>
        {current === 'overview' && <OverviewTab job={job} details={details} live={live} />}
        {current === 'children' && sweep && <TrialsTab job={job} sweep={sweep} live={live} />}
        {current === 'metrics' && <MetricsTab job={job} place={ref} />}
        {current === 'logs' && <LogsTab job={job} details={details} live={live} />}
        {current === 'outputs' && <OutputsTab job={job} live={live} />}
        {current === 'yaml' && <YamlTab job={job} />}
        {current === 'json' && <JsonTab job={job} place={ref} details={details} />}
      </Suspense>
    </Page>
  )
}

/** At its end a job writes its last lines, values and files: all of its history is asked for once more then. */
function useLastLook(ref: JobRef, live: boolean) {
  const client = useQueryClient()
  const wasLive = useRef(live)
  useEffect(() => {
    if (wasLive.current && !live) void client.invalidateQueries({ queryKey: runKeys.all(ref) })
    wasLive.current = live
  }, [client, ref, live])
}

export { JobPage as Component }
