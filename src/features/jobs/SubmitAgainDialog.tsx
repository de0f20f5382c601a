import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useNavigate } from 'react-router'
import type { JobResource } from '../../api/jobs.ts'
import { FailureNote } from '../../parts/FailureNote.tsx'
import { useWorkspaceRef } from '../../parts/use-workspace.ts'
import { paths } from '../../paths.ts'
import { nameForAnother, submitAgain } from '../../queries/submit-again.ts'
import { Button } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { jobTitle } from './job-list.ts'

/** Asks before a job is sent once more: it runs, and costs, at once. */
export function SubmitAgainDialog({ job, onClose }: { job: JobResource; onClose: () => void }) {
  const workspace = useWorkspaceRef()
  const navigate = useNavigate()
  const again = useMutation(submitAgain(useQueryClient(), workspace))
  // Chosen once: should the first answer get lost, the second try meets the job that the first one made.
  const [jobName] = useState(nameForAnother)
  const confirm = () =>
    again.mutate({ job, jobName }, { onSuccess: () => void navigate(paths.job({ workspace, jobName })) })
  return (
    <Dialog
      title="Submit this job again?"
      onClose={onClose}
      onSubmit={confirm}
      footer={
        <>
          <Button onClick={onClose}>Not now</Button>
          <Button variant="primary" type="submit" busy={again.isPending}>
            Submit again
          </Button>
        </>
      }
    >
      <p>
        A new job <code>{jobName}</code> runs what <strong>{jobTitle(job)}</strong> ran: the same code, environment,
        inputs and compute, in the same versions. To change something first, duplicate the job instead.
      </p>
      {again.isError && <FailureNote action="Submit the job again" error={again.error} />}
    </Dialog>
  )
}
