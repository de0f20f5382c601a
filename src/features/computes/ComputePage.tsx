import { useMutation, useQuery, useQueryClient, useSuspenseQuery } from '@tanstack/react-query'
import { Pencil, Trash2 } from 'lucide-react'
import { useState } from 'react'
import { Link, useNavigate } from 'react-router'
import type { ComputeResource } from '../../api/computes.ts'
import type { AmlComputeProperties, ErrorResponse } from '../../api/generated/arm.ts'
import type { JobResource } from '../../api/jobs.ts'
import { clusterOf, nodeCountsOf, pollCompute } from '../../domain/compute-state.ts'
import { isTerminal } from '../../domain/job-status.ts'
import { isSameId } from '../../domain/refs.ts'
import { ComputeStateBadge } from '../../parts/ComputeStateBadge.tsx'
import { FailureNote } from '../../parts/FailureNote.tsx'
import { JobStatusBadge } from '../../parts/JobStatusBadge.tsx'
import { StaleNote } from '../../parts/StaleNote.tsx'
import { usePermission } from '../../parts/use-permission.ts'
import { useComputeRef } from '../../parts/use-workspace.ts'
import { When } from '../../parts/When.tsx'
import { paths, type WorkspacePlace } from '../../paths.ts'
import { computeMutations, computeQueries } from '../../queries/computes.ts'
import { jobQueries } from '../../queries/jobs.ts'
import { Button, ButtonLink } from '../../ui/Button.tsx'
import { Card, KeyValues } from '../../ui/Card.tsx'
import { DataTable, type Column } from '../../ui/DataTable.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { SkeletonText } from '../../ui/Loading.tsx'
import { Notice } from '../../ui/Notice.tsx'
import { Page } from '../../ui/Page.tsx'
import { showToast } from '../../ui/toasts.ts'
import { computeKindLabel, idleTimeInWords, priorityLabel } from './compute-words.ts'

/** One compute, live: what it is made of, what its nodes do, which jobs run on it. */
export function ComputePage() {
  const ref = useComputeRef()
  const query = useSuspenseQuery({
    ...computeQueries.detail(ref),
    refetchInterval: ({ state }) => pollCompute(state.data && [state.data]),
  })
  const compute = query.data
  const [isDeleting, setDeleting] = useState(false)
  const changing = usePermission('computes/write')
  const deleting = usePermission('computes/delete')
  const cluster = clusterOf(compute)
  const errors = [...(compute.properties.provisioningErrors ?? []), ...(cluster?.errors ?? [])]
  return (
    <Page
      title={ref.computeName}
      badge={<ComputeStateBadge compute={compute} />}
      lead={compute.properties.description}
      actions={
        <>
          {cluster && (
            <ButtonLink icon={<Pencil size={16} />} disabledReason={changing.reason} to={paths.editCompute(ref)}>
              Edit as YAML
            </ButtonLink>
          )}
          <Button icon={<Trash2 size={16} />} disabledReason={deleting.reason} onClick={() => setDeleting(true)}>
            Delete
          </Button>
        </>
      }
    >
      <StaleNote query={query} />
      <Errors errors={errors} />
      {cluster && (
        <Card title="Nodes">
          <Nodes cluster={cluster} />
        </Card>
      )}
      <JobsOn compute={compute} workspace={ref.workspace} />
      <Card title="Configuration">
        <KeyValues
          pairs={[
            ['Kind', computeKindLabel(compute)],
            ['VM size', cluster?.vmSize],
            ['Priority', cluster && priorityLabel(cluster)],
            ['Idle time before scale-down', cluster && idleTimeInWords(cluster)],
            ['Region', compute.location],
            ['Created', compute.properties.createdOn && <When key="created" date={compute.properties.createdOn} />],
          ]}
        />
      </Card>
      {isDeleting && <DeleteDialog compute={compute} workspace={ref.workspace} onClose={() => setDeleting(false)} />}
    </Page>
  )
}

export { ComputePage as Component }

/** Why the compute or its nodes are not there: quota, capacity, policy. */
function Errors({ errors }: { errors: readonly ErrorResponse[] }) {
  return errors.map(({ error }, index) => (
    // Errors have no identity of their own.
    // oxlint-disable-next-line react/no-array-index-key
    <Notice key={index} tone="bad" title={error?.code ?? 'Error'}>
      {error?.message}
    </Notice>
  ))
}

function Nodes({ cluster }: { cluster: AmlComputeProperties }) {
  const { current, target, min, max, running, idle, preparing, leaving, unusable } = nodeCountsOf(cluster)
  return (
    <KeyValues
      pairs={[
        ['Now', current === target ? `${current}` : `${current}, going to ${target}`],
        ['Running a job', running],
        ['Idle', idle],
        ['Preparing', preparing || null],
        ['Leaving', leaving || null],
        ['Unusable or preempted', unusable || null],
        ['Smallest and largest', `${min} and ${max}`],
      ]}
    />
  )
}

/** The newest jobs that were sent here: the service cannot be asked for the jobs of a compute. */
function JobsOn({ compute, workspace }: { compute: ComputeResource; workspace: WorkspacePlace }) {
  const jobs = useQuery({
    ...jobQueries.newest(workspace),
    refetchInterval: ({ state }) =>
      state.data?.value.some(({ properties }) => !isTerminal(properties.status ?? '')) ? 5_000 : 30_000,
  })
  const here = jobs.data?.value.filter(({ properties }) => isSameId(properties.computeId ?? '', compute.id)) ?? []
  const title = 'Jobs on this compute'
  if (here.length > 0) {
    return (
      <Card title={title}>
        <DataTable label={title} columns={jobColumns(workspace)} rows={here} rowKey={({ id }) => id} />
      </Card>
    )
  }
  return (
    <Card title={title}>
      {jobs.error ? (
        <FailureNote error={jobs.error} action="List the jobs" onRetry={() => void jobs.refetch()} />
      ) : jobs.isPending ? (
        <SkeletonText width="30ch" />
      ) : (
        'None of the newest jobs ran here.'
      )}
    </Card>
  )
}

const jobColumns = (workspace: WorkspacePlace): Column<JobResource>[] => [
  {
    id: 'job',
    header: 'Job',
    cell: ({ name, properties }) => (
      <Link to={paths.job({ workspace, jobName: name })}>{properties.displayName ?? name}</Link>
    ),
  },
  {
    id: 'status',
    header: 'Status',
    fit: true,
    cell: ({ properties }) => <JobStatusBadge status={properties.status ?? 'Unknown'} />,
  },
  { id: 'created', header: 'Created', fit: true, cell: ({ systemData }) => <When date={systemData?.createdAt} /> },
]

function DeleteDialog({
  compute,
  workspace,
  onClose,
}: {
  compute: ComputeResource
  workspace: WorkspacePlace
  onClose: () => void
}) {
  const navigate = useNavigate()
  const deletion = useMutation({
    ...computeMutations.delete(useQueryClient(), workspace),
    onSuccess: () => showToast({ tone: 'good', title: `Deleting ${compute.name}` }),
  })
  // Given with the call, it is not carried out for a page that was left meanwhile.
  const onSuccess = () => void navigate(paths.computes(workspace))
  return (
    <Dialog
      title={`Delete ${compute.name}?`}
      onClose={onClose}
      onSubmit={() => deletion.mutate(compute.name, { onSuccess })}
      footer={
        <>
          <Button onClick={onClose}>Keep it</Button>
          <Button variant="danger" type="submit" busy={deletion.isPending}>
            Delete compute
          </Button>
        </>
      }
    >
      <p>Its nodes are given back, and jobs that run or wait on it are cancelled. This cannot be undone.</p>
      <p>Jobs that have ended keep their logs, metrics and outputs.</p>
      {deletion.error && <FailureNote error={deletion.error} action="Delete the compute" />}
    </Dialog>
  )
}
