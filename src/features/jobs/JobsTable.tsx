import { Ban, Copy, EllipsisVertical } from 'lucide-react'
import { useState } from 'react'
import { Link } from 'react-router'
import type { JobResource } from '../../api/jobs.ts'
import { experimentOf } from '../../domain/job-experiment.ts'
import { whyNotCancel } from '../../domain/job-status.ts'
import { Elapsed } from '../../parts/Elapsed.tsx'
import { JobStatusBadge } from '../../parts/JobStatusBadge.tsx'
import { usePermission } from '../../parts/use-permission.ts'
import { useWorkspaceRef } from '../../parts/use-workspace.ts'
import { When } from '../../parts/When.tsx'
import { paths } from '../../paths.ts'
import { Button } from '../../ui/Button.tsx'
import { DataTable, type Column } from '../../ui/DataTable.tsx'
import { Menu } from '../../ui/Menu.tsx'
import { computeNameOf, jobStatus, jobTimes, jobTitle, somethingMoves } from './job-list.ts'
import styles from './JobsTable.module.css'

/** Jobs as rows, each with what can be done to it. */
export function JobsTable({
  jobs,
  chosen,
  onChoose,
  onCancel,
}: {
  jobs: readonly JobResource[]
  /** Names of the jobs that something shall be done with. */
  chosen: ReadonlySet<string>
  onChoose: (chosen: ReadonlySet<string>) => void
  onCancel: (job: JobResource) => void
}) {
  const maySubmit = usePermission('jobs/write')
  const mayCancel = usePermission('jobs/cancel/action')
  const showDurations = jobs.some((job) => jobTimes(job).start !== undefined)
  const [lastChosen, setLastChosen] = useState('')
  const choose = (name: string, isChosen: boolean, toRange: boolean) => {
    const next = new Set(chosen)
    for (const one of toRange ? namesBetween(jobs, lastChosen, name) : [name]) next[isChosen ? 'add' : 'delete'](one)
    setLastChosen(name)
    onChoose(next)
  }
  const columns = [
    nameColumn(chosen, choose),
    ...jobColumns,
    ...(showDurations ? [durationColumn] : []),
    actionsColumn(onCancel, { duplicate: maySubmit.reason, cancel: mayCancel.reason }),
  ]
  return <DataTable label="Jobs" columns={columns} rows={jobs} rowKey={({ name }) => name} />
}

/** Names of the jobs from one to another, both included; of the other alone where the list no longer holds the one. */
function namesBetween(jobs: readonly JobResource[], one: string, other: string): string[] {
  const names = jobs.map(({ name }) => name)
  const [a, b] = [names.indexOf(one), names.indexOf(other)]
  const [from, to] = [Math.min(a, b), Math.max(a, b)]
  return from === -1 ? [other] : names.slice(from, to + 1)
}

const nameColumn = (
  chosen: ReadonlySet<string>,
  choose: (name: string, isChosen: boolean, toRange: boolean) => void,
): Column<JobResource> => ({
  id: 'name',
  header: 'Name',
  cell: (job) => (
    <div className={styles.name}>
      <input
        type="checkbox"
        aria-label={`Choose ${jobTitle(job)}`}
        checked={chosen.has(job.name)}
        // A click, unlike a change, tells of the Shift key; the space bar clicks as well.
        onClick={(event) => choose(job.name, event.currentTarget.checked, event.shiftKey)}
        readOnly
      />
      <JobName job={job} />
    </div>
  ),
})

const jobColumns: Column<JobResource>[] = [
  { id: 'status', header: 'Status', fit: true, cell: (job) => <JobStatusBadge status={jobStatus(job)} /> },
  { id: 'experiment', header: 'Experiment', cell: (job) => <ExperimentLink name={experimentOf(job)} /> },
  { id: 'compute', header: 'Compute', cell: (job) => computeNameOf(job) ?? 'Serverless' },
  { id: 'by', header: 'Created by', cell: (job) => job.systemData?.createdBy },
  { id: 'created', header: 'Created', fit: true, cell: (job) => <When date={job.systemData?.createdAt} /> },
]

/** Not every service notes when its jobs ran. */
const durationColumn: Column<JobResource> = {
  id: 'duration',
  header: 'Duration',
  fit: true,
  align: 'right',
  cell: (job) => <JobDuration job={job} />,
}

/** Why this account may not do something with any job, where it may not. */
type Forbidden = Readonly<{ duplicate: string | undefined; cancel: string | undefined }>

const actionsColumn = (onCancel: (job: JobResource) => void, forbidden: Forbidden): Column<JobResource> => ({
  id: 'actions',
  header: 'Actions',
  fit: true,
  actions: true,
  cell: (job) => <JobMenu job={job} forbidden={forbidden} onCancel={() => onCancel(job)} />,
})

function JobName({ job }: { job: JobResource }) {
  const workspace = useWorkspaceRef()
  const title = jobTitle(job)
  return (
    <div>
      <Link to={paths.job({ workspace, jobName: job.name })}>{title}</Link>
      {title !== job.name && <code>{job.name}</code>}
    </div>
  )
}

function ExperimentLink({ name }: { name: string }) {
  const workspace = useWorkspaceRef()
  return <Link to={paths.jobs(workspace, { experiment: name })}>{name}</Link>
}

function JobDuration({ job }: { job: JobResource }) {
  const { start, end } = jobTimes(job)
  if (end === undefined && !somethingMoves([job])) return null
  return <Elapsed start={start} end={end} />
}

function JobMenu({ job, forbidden, onCancel }: { job: JobResource; forbidden: Forbidden; onCancel: () => void }) {
  const workspace = useWorkspaceRef()
  return (
    <Menu
      trigger={menuButton(`Actions for ${jobTitle(job)}`)}
      items={[
        {
          kind: 'link',
          text: 'Duplicate',
          icon: <Copy size={15} />,
          disabledReason: forbidden.duplicate,
          to: paths.newJob(workspace, { from: job.name }),
        },
        {
          text: 'Cancel',
          icon: <Ban size={15} />,
          danger: true,
          disabledReason: whyNotCancel({ status: jobStatus(job) }) ?? forbidden.cancel,
          onSelect: onCancel,
        },
      ]}
    />
  )
}

const menuButton = (label: string) => (props: object) => (
  <Button {...props} variant="ghost" small icon={<EllipsisVertical size={16} />} aria-label={label} />
)
