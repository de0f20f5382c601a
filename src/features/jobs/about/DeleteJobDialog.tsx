import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from 'react-router'
import type { JobResource } from '../../../api/jobs.ts'
import { FailureNote } from '../../../parts/FailureNote.tsx'
import { useWorkspaceRef } from '../../../parts/use-workspace.ts'
import { paths } from '../../../paths.ts'
import { jobChanges } from '../../../queries/job-changes.ts'
import { Button } from '../../../ui/Button.tsx'
import { Dialog } from '../../../ui/Dialog.tsx'
import { showToast } from '../../../ui/toasts.ts'
import { jobTitle } from '../job-list.ts'
import { sweepOf } from '../trials/trials.ts'
import styles from './DeleteJobDialog.module.css'

/** Asks before a job is deleted for good, says what goes and what stays, and leads back to the list. */
export function DeleteJobDialog({ job, onClose }: { job: JobResource; onClose: () => void }) {
  const workspace = useWorkspaceRef()
  const navigate = useNavigate()
  const remove = useMutation(jobChanges.delete(useQueryClient(), { workspace, jobName: job.name }))
  const title = jobTitle(job)

  const confirm = () =>
    remove.mutate(undefined, {
      onSuccess: () => {
        showToast({ tone: 'good', title: 'Job deleted', detail: title })
        void navigate(paths.jobs(workspace), { replace: true })
      },
    })
  return (
    <Dialog
      title="Delete this job for good?"
      onClose={onClose}
      onSubmit={confirm}
      footer={
        <>
          <Button onClick={onClose}>{remove.isPending ? 'Close' : 'Keep it'}</Button>
          <Button variant="danger" type="submit" busy={remove.isPending}>
            {remove.isPending ? 'Deleting …' : 'Delete job'}
          </Button>
        </>
      }
    >
      <p>
        <strong>{title}</strong> cannot be brought back. To take it out of the list only, archive it.
      </p>
      <dl className={styles.list}>
        <dt>Goes</dt>
        <dd>
          The job with its tags and history: status, metrics, parameters and logs
          {sweepOf(job) && ', and all of its trials with theirs'}.
        </dd>
        <dt>Stays</dt>
        <dd>
          Models and data that were registered from it, and the code and environment it ran with. Files in its outputs
          stay in the storage account, where they go on to cost, until somebody deletes them there.
        </dd>
      </dl>
      {remove.isPending && <p role="status">The service deletes it; closing this does not stop it.</p>}
      {remove.isError && <FailureNote action="Delete the job" error={remove.error} />}
    </Dialog>
  )
}
