import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { JobResource } from '../../../api/jobs.ts'
import { jobOutputOf, jobOutputUri } from '../../../domain/output-uri.ts'
import { plural } from '../../../lib/numbers.ts'
import { FailureNote } from '../../../parts/FailureNote.tsx'
import { JobStatusBadge } from '../../../parts/JobStatusBadge.tsx'
import { useWorkspaceRef } from '../../../parts/use-workspace.ts'
import { jobQueries } from '../../../queries/jobs.ts'
import { runQueries } from '../../../queries/run.ts'
import { Button } from '../../../ui/Button.tsx'
import { SearchField } from '../../../ui/Field.tsx'
import { SkeletonRows } from '../../../ui/Loading.tsx'
import { ChooserList } from './ChooserList.tsx'
import type { ChosenData } from './DataDialog.tsx'
import { kindOfPath, takesFiles } from './data-words.ts'
import styles from './DataDialog.module.css'
import { FolderBrowser, type FolderContent } from './FolderBrowser.tsx'

/** What another job left behind: one of its named outputs, or a folder or file of its artifacts. */
export function JobOutputChooser({
  address,
  kind,
  onChoose,
}: {
  address: string
  kind: string
  onChoose: (chosen: ChosenData) => void
}) {
  const [jobName, setJobName] = useState(jobOutputOf(address)?.jobName)
  return (
    <div className={styles.columns}>
      <JobList chosen={jobName} onChosen={setJobName} />
      {jobName === undefined ? (
        <p className={styles.hint}>Choose a job to see what it left behind.</p>
      ) : (
        <Outputs key={jobName} jobName={jobName} kind={kind} onChoose={onChoose} />
      )}
    </div>
  )
}

function JobList({ chosen, onChosen }: { chosen: string | undefined; onChosen: (jobName: string) => void }) {
  const workspace = useWorkspaceRef()
  const jobs = useInfiniteQuery(jobQueries.list(workspace))
  const [search, setSearch] = useState('')
  if (jobs.isLoadingError)
    return <FailureNote error={jobs.error} action="List the jobs" onRetry={() => void jobs.refetch()} />
  if (!jobs.data) return <SkeletonRows rows={5} label="Loading the jobs" />
  const all = jobs.data.pages.flatMap(({ value }) => value)
  const words = search.toLowerCase().split(/\s+/).filter(Boolean)
  const shown = all.filter((job) => words.every((word) => searchText(job).includes(word)))
  const typed = search.trim()
  const isExact = typed === '' || all.some(({ name }) => name === typed)
  return (
    <div className={styles.column}>
      <SearchField label="Search jobs" value={search} onChange={setSearch} />
      <ChooserList
        label="Jobs"
        empty={typed ? 'None of the jobs loaded so far.' : 'This workspace has no job yet.'}
        items={shown.map(({ name, properties }) => ({
          id: name,
          name: properties.displayName || name,
          note: <JobStatusBadge status={properties.status} />,
          isCurrent: name === chosen,
          onPress: () => onChosen(name),
        }))}
      />
      <div>
        {jobs.hasNextPage && (
          <Button small busy={jobs.isFetchingNextPage} onClick={() => void jobs.fetchNextPage()}>
            Load more
          </Button>
        )}
        {!isExact && /^[\w-]+$/.test(typed) && (
          <Button small variant="ghost" onClick={() => onChosen(typed)}>
            Look up the job named {typed}
          </Button>
        )}
      </div>
    </div>
  )
}

const searchText = ({ name, properties }: JobResource) =>
  [name, properties.displayName, properties.experimentName].join(' ').toLowerCase()

/** The service files what a job writes to `./outputs`, its logs and its models under this output. */
const artifactOutputs = ['default', 'artifacts']

function Outputs({
  jobName,
  kind,
  onChoose,
}: {
  jobName: string
  kind: string
  onChoose: (chosen: ChosenData) => void
}) {
  const workspace = useWorkspaceRef()
  const job = useQuery(jobQueries.detail({ workspace, jobName }))
  const artifacts = useQuery(runQueries.artifacts({ workspace, jobName }))
  const [path, setPath] = useState('')
  if (job.isLoadingError) return <FailureNote error={job.error} action={`Read the job ${jobName}`} />
  if (!job.data) return <SkeletonRows rows={4} label="Loading the job" />
  const named = Object.entries(job.data.properties.outputs ?? {}).filter(([name]) => !artifactOutputs.includes(name))
  return (
    <div className={styles.column}>
      {named.length > 0 && (
        <ChooserList
          label={`Outputs of ${jobName}`}
          empty=""
          items={named.map(([output, value]) => ({
            id: output,
            name: output,
            note: value?.jobOutputType,
            onPress: () =>
              onChoose({ address: jobOutputUri({ jobName, output, path: '' }), kind: value?.jobOutputType }),
          }))}
        />
      )}
      {artifacts.isLoadingError ? (
        <FailureNote error={artifacts.error} action="List the files" onRetry={() => void artifacts.refetch()} />
      ) : artifacts.data ? (
        <FolderBrowser
          root={plural(artifacts.data.length, 'file')}
          path={path}
          content={contentOf(
            artifacts.data.map((artifact) => artifact.path),
            path,
          )}
          takesFiles={takesFiles(kind)}
          onOpen={setPath}
          onChoose={(chosen) =>
            onChoose({
              address: jobOutputUri({ jobName, output: 'artifacts', path: chosen }),
              kind: kindOfPath(chosen, kind),
            })
          }
        />
      ) : (
        <SkeletonRows rows={4} label="Loading the files" />
      )}
    </div>
  )
}

/** What lies directly in a folder, out of a flat list of paths. */
function contentOf(paths: readonly string[], folder: string): FolderContent {
  const names = paths.filter((path) => path.startsWith(folder)).map((path) => path.slice(folder.length))
  const folders = new Set(names.filter((name) => name.includes('/')).map((name) => name.replace(/\/.*$/, '')))
  return {
    folders: [...folders].toSorted(),
    files: names
      .filter((name) => name !== '' && !name.includes('/'))
      .toSorted()
      .map((name) => ({ name })),
  }
}
