import { ArrowUpToLine, Ban, Copy, FileText, Gauge, Server, type LucideIcon } from 'lucide-react'
import { lazy, Suspense, useState } from 'react'
import type { ComputeResource } from '../../../api/computes.ts'
import type { JobResource } from '../../../api/jobs.ts'
import { whyNotCancel } from '../../../domain/job-status.ts'
import type { WaitingAction } from '../../../domain/waiting/waiting-actions.ts'
import { usePermission } from '../../../parts/use-permission.ts'
import { useJobRef } from '../../../parts/use-workspace.ts'
import { paths, type JobPlace } from '../../../paths.ts'
import { Button, ButtonLink } from '../../../ui/Button.tsx'
import { CancelJobDialog } from '../CancelJobDialog.tsx'
import { computeNameOf, jobStatus, jobTitle } from '../job-list.ts'
import { QuotaRequestDialog } from './QuotaRequestDialog.tsx'
import styles from './WaitingActions.module.css'

// What changes a cluster knows all of its YAML; nobody needs that to look at a job.
const RaiseMaxDialog = lazy(async () => ({ default: (await import('./RaiseMaxDialog.tsx')).RaiseMaxDialog }))

/** What can be done about a wait. What this account may not do says so. */
export function WaitingActions({
  actions,
  job,
  compute,
}: {
  actions: readonly WaitingAction[]
  job: JobResource
  compute: ComputeResource | undefined
}) {
  const [open, setOpen] = useState<WaitingAction>()
  const close = () => setOpen(undefined)
  if (actions.length === 0 && !open) return null
  return (
    <div className={styles.actions}>
      {actions.map((action, index) => (
        <Action
          key={action.kind}
          action={action}
          isFirst={index === 0 && action.kind !== 'cancel'}
          job={job}
          onOpen={() => setOpen(action)}
        />
      ))}
      {open?.kind === 'cancel' && <CancelDialog job={job} onClose={close} />}
      {open?.kind === 'requestQuota' && compute && (
        <QuotaRequestDialog shortage={open.shortage} location={compute.location ?? ''} onClose={close} />
      )}
      {open?.kind === 'raiseMax' && compute && (
        <Suspense>
          <RaiseMaxDialog compute={compute} atLeast={open.atLeast} onClose={close} />
        </Suspense>
      )}
    </div>
  )
}

const icons: Record<WaitingAction['kind'], LucideIcon> = {
  raiseMax: ArrowUpToLine,
  otherSize: Copy,
  otherCluster: Copy,
  fewerNodes: Copy,
  requestQuota: Gauge,
  imageLog: FileText,
  seeCompute: Server,
  cancel: Ban,
}

const texts: Record<WaitingAction['kind'], string> = {
  raiseMax: 'Raise max nodes …',
  otherSize: 'Duplicate for another VM size',
  otherCluster: 'Duplicate for another cluster',
  fewerNodes: 'Duplicate with fewer nodes',
  requestQuota: 'Request quota …',
  imageLog: 'Read the build log',
  seeCompute: 'See the compute',
  cancel: 'Cancel the job …',
}

const permissions: Partial<Record<WaitingAction['kind'], WaitingPermission>> = {
  raiseMax: 'computes/write',
  otherSize: 'jobs/write',
  otherCluster: 'jobs/write',
  fewerNodes: 'jobs/write',
  cancel: 'jobs/cancel/action',
}
type WaitingPermission = 'computes/write' | 'jobs/write' | 'jobs/cancel/action'

const duplicates: ReadonlySet<WaitingAction['kind']> = new Set(['otherSize', 'otherCluster', 'fewerNodes'])

/** Where an action leads; undefined for one that is done right here. */
function addressOf(action: WaitingAction, ref: JobPlace, computeName: string): string | undefined {
  const { workspace, jobName } = ref
  if (action.kind === 'imageLog') return paths.job(ref, { tab: 'logs', file: action.log })
  if (action.kind === 'seeCompute') return paths.compute({ workspace, computeName })
  return duplicates.has(action.kind) ? paths.newJob(workspace, { from: jobName }) : undefined
}

function Action({
  action,
  isFirst,
  job,
  onOpen,
}: {
  action: WaitingAction
  isFirst: boolean
  job: JobResource
  onOpen: () => void
}) {
  const ref = useJobRef()
  const mayCancel = usePermission('jobs/cancel/action')
  const reasons: Record<WaitingPermission, string | undefined> = {
    'computes/write': usePermission('computes/write').reason,
    'jobs/write': usePermission('jobs/write').reason,
    'jobs/cancel/action': whyNotCancel({ status: jobStatus(job) }) ?? mayCancel.reason,
  }
  const permission = permissions[action.kind]
  const Icon = icons[action.kind]
  const look = {
    small: true,
    variant: isFirst ? 'primary' : 'secondary',
    icon: <Icon size={14} />,
    disabledReason: permission && reasons[permission],
    children: texts[action.kind],
  } as const
  const to = addressOf(action, ref, computeNameOf(job) ?? '')
  return to === undefined ? <Button {...look} onClick={onOpen} /> : <ButtonLink {...look} to={to} />
}

function CancelDialog({ job, onClose }: { job: JobResource; onClose: () => void }) {
  const ref = useJobRef()
  return <CancelJobDialog job={ref} title={jobTitle(job)} onClose={onClose} />
}
