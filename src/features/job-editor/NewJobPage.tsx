import { useQuery, useSuspenseQuery } from '@tanstack/react-query'
import { useSearchParams } from 'react-router'
import type { JobResource } from '../../api/jobs.ts'
import { clusterOf, isProvisioning } from '../../domain/compute-state.ts'
import { jobFromRest, jobToYaml } from '../../domain/job-spec/jobs/job.ts'
import { localAsset, localKey } from '../../domain/local-files.ts'
import { readDraft } from '../../parts/drafts.ts'
import { jobDraftKey } from '../../parts/job-drafts.ts'
import { jobNameFrom, useWorkspaceRef } from '../../parts/use-workspace.ts'
import { computeQueries } from '../../queries/computes.ts'
import { environmentQueries } from '../../queries/environments.ts'
import { jobQueries } from '../../queries/jobs.ts'
import { sampleQueries } from '../../queries/samples.ts'
import { whyNoAnswer } from '../../queries/why-no-answer.ts'
import { SkeletonRows } from '../../ui/Loading.tsx'
import { JobEditor } from './JobEditor.tsx'
import { OtherJob } from './OtherJob.tsx'
import { emptyJob } from './templates.ts'
import type { JobTemplate } from './use-job-draft.ts'

/** A new job: from nothing, from another job (`from`), from a ready sample (`sample`), or one of several drafts. */
export function NewJobPage() {
  const [params] = useSearchParams()
  const from = params.get('from')
  const draft = params.get('draft')
  if (from) return <DuplicatePage key={`${from} ${draft}`} jobName={jobNameFrom(from)} draft={draft} />
  if (params.get('sample') === 'iris') return <SamplePage key="iris" name="iris" />
  return <EmptyPage key={draft} origin={draft ? `draft:${draft}` : 'new'} />
}

export { NewJobPage as Component }

/** @param lostOriginal the job that the draft was made of, where it is not there any more */
function EmptyPage({ origin, lostOriginal }: { origin: string; lostOriginal?: string }) {
  const workspace = useWorkspaceRef()
  const { data: environments } = useSuspenseQuery(environmentQueries.list(workspace))
  const { data: computes } = useSuspenseQuery(computeQueries.list(workspace))
  const cluster = computes.find((compute) => clusterOf(compute) && !isProvisioning(compute))
  const text = emptyJob(environments[0]?.name, cluster?.name)
  return <JobEditor template={{ origin, title: 'New job', text, assets: new Map(), lostOriginal }} />
}

/** @param draft one of several drafts of copies; null for the one that the job itself opens */
function DuplicatePage({ jobName, draft }: { jobName: string; draft: string | null }) {
  const workspace = useWorkspaceRef()
  const origin = draft ? `draft:${draft}` : `from:${jobName}`
  // A draft has its own text: it opens without the job that it was made of, too.
  const opensWithout = (error: Error) =>
    whyNoAnswer(error) === 'missing' && readDraft(jobDraftKey(workspace, origin)) !== undefined
  const { data: job, error } = useQuery({
    ...jobQueries.detail({ workspace, jobName }),
    throwOnError: (failure, { state }) => state.data === undefined && !opensWithout(failure),
    // Asking for a lost job again would take the editor away meanwhile, and what it can undo.
    refetchOnWindowFocus: ({ state }) => state.data !== undefined,
  })
  if (job) return <CopyPage job={job} origin={origin} />
  return error ? <EmptyPage origin={origin} lostOriginal={jobName} /> : <SkeletonRows rows={8} />
}

function CopyPage({ job, origin }: { job: JobResource; origin: string }) {
  const spec = jobFromRest(job)
  if (!spec) return <OtherJob job={job} />
  const { name: _, restOnly, ...copy } = spec
  const template: JobTemplate = {
    origin,
    title: 'New job',
    text: jobToYaml(copy),
    assets: new Map(),
    copyOf: job.name,
    ...(restOnly && { restOnly }),
  }
  return <JobEditor template={template} />
}

function SamplePage({ name }: { name: 'iris' }) {
  const { data: sample } = useSuspenseQuery(sampleQueries.detail(name))
  const { codeFolder, files } = sample
  const code = localAsset({ name: codeFolder, kind: 'folder', files, ignoreTexts: {} })
  const assets = new Map([[localKey(codeFolder), code]])
  return <JobEditor template={{ origin: `sample:${name}`, title: sample.title, text: sample.yaml, assets }} />
}
