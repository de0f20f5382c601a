import { useMutation, useQueryClient } from '@tanstack/react-query'
import type { JobRef } from '../../domain/refs.ts'
import { FailureNote } from '../../parts/FailureNote.tsx'
import { jobMutations } from '../../queries/jobs.ts'
import { Button } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { showToast } from '../../ui/toasts.ts'

/** Asks before a job is stopped: what it has not written yet is lost. */
export function CancelJobDialog({ job, title, onClose }: { job: JobRef; title: string; onClose: () => void }) {
  const cancel = useMutation(jobMutations.cancel(useQueryClient(), job.workspace))
  const confirm = () =>
    cancel.mutate(job.jobName, {
      onSuccess: () => {
        showToast({ tone: 'good', title: 'Cancel requested', detail: title })
        onClose()
      },
    })
  return (
    <Dialog
      title="Cancel this job?"
      onClose={onClose}
      onSubmit={confirm}
      footer={
        <>
          <Button onClick={onClose}>Keep it running</Button>
          <Button variant="danger" type="submit" busy={cancel.isPending}>
            Cancel job
          </Button>
        </>
      }
    >
      <p>
        <strong>{title}</strong> will be stopped. Its log, metrics and the outputs stored so far stay; it cannot be
        resumed.
      </p>
      {cancel.isError && <FailureNote action="Cancel the job" error={cancel.error} />}
    </Dialog>
  )
}
