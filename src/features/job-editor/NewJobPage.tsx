import { useSuspenseQuery } from '@tanstack/react-query'
import { useSearchParams } from 'react-router'
import { clusterOf, isProvisioning } from '../../domain/compute-state.ts'
import { jobFromRest, jobToYaml } from '../../domain/job-spec/jobs/job.ts'
import { jobNameFrom, useWorkspaceRef } from '../../parts/use-workspace.ts'
import { computeQueries } from '../../queries/computes.ts'
import { environmentQueries } from '../../queries/environments.ts'
import { jobQueries } from '../../queries/jobs.ts'
import { sampleQueries } from '../../queries/samples.ts'
import { JobEditor } from './JobEditor.tsx'
import { localAsset, localKey } from '../../domain/local-files.ts'
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

function EmptyPage({ origin }: { origin: string }) {
  const workspace = useWorkspaceRef()
  const { data: environments } = useSuspenseQuery(environmentQueries.list(workspace))
  const { data: computes } = useSuspenseQuery(computeQueries.list(workspace))
  const cluster = computes.find((compute) => clusterOf(compute) && !isProvisioning(compute))
  const text = emptyJob(environments[0]?.name, cluster?.name)
  return <JobEditor template={{ origin, title: 'New job', text, assets: new Map() }} />
}

/** @param draft one of several drafts of copies; null for the one that the job itself opens */
function DuplicatePage({ jobName, draft }: { jobName: string; draft: string | null }) {
  const workspace = useWorkspaceRef()
  const { data: job } = useSuspenseQuery(jobQueries.detail({ workspace, jobName }))
  const spec = jobFromRest(job)
  if (!spec) return <OtherJob job={job} />
  const { name: _, restOnly, ...copy } = spec
  const template: JobTemplate = {
    origin: draft ? `draft:${draft}` : `from:${jobName}`,
    title: 'New job',
    text: jobToYaml(copy),
    assets: new Map(),
    copyOf: jobName,
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
