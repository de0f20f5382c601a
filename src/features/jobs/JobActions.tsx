import {
  Archive,
  ArchiveRestore,
  Ban,
  Box,
  Copy,
  Ellipsis,
  GitCompareArrows,
  Link as LinkIcon,
  RotateCcw,
  Trash2,
} from 'lucide-react'
import { useState } from 'react'
import type { JobResource } from '../../api/jobs.ts'
import { isTerminal, whyNotCancel } from '../../domain/job-status.ts'
import { whyNotDelete } from '../../domain/job-update.ts'
import { RegisterModelDialog } from '../../parts/RegisterModelDialog.tsx'
import { usePermission } from '../../parts/use-permission.ts'
import { useWorkspaceRef } from '../../parts/use-workspace.ts'
import { paths } from '../../paths.ts'
import { whyNotAgain } from '../../queries/submit-again.ts'
import { Button, ButtonLink } from '../../ui/Button.tsx'
import { copyLink } from '../../ui/copy-link.ts'
import { Menu } from '../../ui/Menu.tsx'
import { useArchive } from './about/ArchivedNote.tsx'
import { DeleteJobDialog } from './about/DeleteJobDialog.tsx'
import { WatchButton } from './about/WatchButton.tsx'
import { CancelJobDialog } from './CancelJobDialog.tsx'
import { jobStatus, jobTitle } from './job-list.ts'
import { SubmitAgainDialog } from './SubmitAgainDialog.tsx'
import { bestTrialOf, sweepOf } from './trials/trials.ts'

/** What can be done with a job; what cannot be done now or by this account says why. */
export function JobActions({ job }: { job: JobResource }) {
  const workspace = useWorkspaceRef()
  const [open, setOpen] = useState<'cancel' | 'register' | 'again' | 'delete'>()
  const mayCancel = usePermission('jobs/cancel/action')
  const maySubmit = usePermission('jobs/write')
  const mayRegister = usePermission('models/write')
  const mayDelete = usePermission('jobs/delete')
  const status = jobStatus(job)
  const ref = { workspace, jobName: job.name }
  const archive = useArchive(ref)
  const { isArchived } = job.properties
  // The files of a sweep are those of its trials, and the best one's are what it was for.
  const isSweep = sweepOf(job) !== undefined
  const best = isSweep ? bestTrialOf(job) : job.name
  const close = () => setOpen(undefined)

  return (
    <>
      {!isTerminal(status) && (
        <Button
          icon={<Ban size={15} />}
          disabledReason={whyNotCancel({ status }) ?? mayCancel.reason}
          onClick={() => setOpen('cancel')}
        >
          Cancel
        </Button>
      )}
      {!isTerminal(status) && <WatchButton job={ref} title={jobTitle(job)} />}
      {isTerminal(status) && (
        <Button
          icon={<RotateCcw size={15} />}
          disabledReason={whyNotAgain(job) ?? maySubmit.reason}
          onClick={() => setOpen('again')}
        >
          Submit again
        </Button>
      )}
      <ButtonLink
        icon={<Copy size={15} />}
        disabledReason={maySubmit.reason}
        to={paths.newJob(workspace, { from: job.name })}
      >
        Duplicate
      </ButtonLink>
      <Button
        variant={status === 'Completed' ? 'primary' : 'secondary'}
        icon={<Box size={15} />}
        disabledReason={mayRegister.reason ?? (best === undefined ? 'No trial is the best yet' : undefined)}
        onClick={() => setOpen('register')}
      >
        {isSweep ? 'Register best model' : 'Register model'}
      </Button>
      <Menu
        trigger={(props) => <Button {...props} icon={<Ellipsis size={16} />} aria-label="More about this job" />}
        items={[
          {
            text: 'Copy link',
            icon: <LinkIcon size={15} />,
            onSelect: () => void copyLink(addressOfView(), 'The link to this view is copied'),
          },
          {
            kind: 'link',
            text: 'Compare with others',
            icon: <GitCompareArrows size={15} />,
            to: paths.compare(workspace, job.name),
          },
          {
            text: isArchived ? 'Restore' : 'Archive',
            icon: isArchived ? <ArchiveRestore size={15} /> : <Archive size={15} />,
            disabledReason: maySubmit.reason,
            onSelect: () => archive.set(!isArchived),
          },
          'separator',
          {
            text: 'Delete …',
            icon: <Trash2 size={15} />,
            danger: true,
            disabledReason: mayDelete.reason ?? whyNotDelete(status),
            onSelect: () => setOpen('delete'),
          },
        ]}
      />
      {open === 'delete' && <DeleteJobDialog job={job} onClose={close} />}
      {open === 'again' && <SubmitAgainDialog job={job} onClose={close} />}
      {open === 'cancel' && <CancelJobDialog job={ref} title={jobTitle(job)} onClose={close} />}
      {open === 'register' && best !== undefined && (
        <RegisterModelDialog job={{ workspace, jobName: best }} onClose={close} />
      )}
    </>
  )
}

/** With the view in it. Without the fragment, in which a sign-in leaves what is meant for this browser alone. */
const addressOfView = () => location.pathname + location.search
