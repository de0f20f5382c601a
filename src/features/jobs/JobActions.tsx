import { Ban, Box, Copy, Link as LinkIcon, RotateCcw } from 'lucide-react'
import { useState } from 'react'
import type { JobResource } from '../../api/jobs.ts'
import { isTerminal, whyNotCancel } from '../../domain/job-status.ts'
import { RegisterModelDialog } from '../../parts/RegisterModelDialog.tsx'
import { usePermission } from '../../parts/use-permission.ts'
import { useWorkspaceRef } from '../../parts/use-workspace.ts'
import { paths } from '../../paths.ts'
import { whyNotAgain } from '../../queries/submit-again.ts'
import { Button, ButtonLink } from '../../ui/Button.tsx'
import { copyText } from '../../ui/copy-text.ts'
import { showToast } from '../../ui/toasts.ts'
import { CancelJobDialog } from './CancelJobDialog.tsx'
import { jobStatus, jobTitle } from './job-list.ts'
import { SubmitAgainDialog } from './SubmitAgainDialog.tsx'
import { bestTrialOf, sweepOf } from './trials/trials.ts'

/** What can be done with a job; what cannot be done now or by this account says why. */
export function JobActions({ job }: { job: JobResource }) {
  const workspace = useWorkspaceRef()
  const [open, setOpen] = useState<'cancel' | 'register' | 'again'>()
  const mayCancel = usePermission('jobs/cancel/action')
  const maySubmit = usePermission('jobs/write')
  const mayRegister = usePermission('models/write')
  const status = jobStatus(job)
  const ref = { workspace, jobName: job.name }
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
      <Button icon={<LinkIcon size={15} />} onClick={() => void copyLink()}>
        Copy link
      </Button>
      <Button
        variant={status === 'Completed' ? 'primary' : 'secondary'}
        icon={<Box size={15} />}
        disabledReason={mayRegister.reason ?? (best === undefined ? 'No trial is the best yet' : undefined)}
        onClick={() => setOpen('register')}
      >
        {isSweep ? 'Register best model' : 'Register model'}
      </Button>
      {open === 'again' && <SubmitAgainDialog job={job} onClose={close} />}
      {open === 'cancel' && <CancelJobDialog job={ref} title={jobTitle(job)} onClose={close} />}
      {open === 'register' && best !== undefined && (
        <RegisterModelDialog job={{ workspace, jobName: best }} onClose={close} />
      )}
    </>
  )
}

async function copyLink() {
  if (await copyText(location.href)) showToast({ tone: 'good', title: 'The link to this page is copied' })
}
