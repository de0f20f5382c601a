import { useMutation, useQueryClient } from '@tanstack/react-query'
import type { JobRef } from '../../../domain/refs.ts'
import { explain } from '../../../parts/explain.ts'
import { usePermission } from '../../../parts/use-permission.ts'
import { jobChanges } from '../../../queries/job-changes.ts'
import { Button } from '../../../ui/Button.tsx'
import { Notice } from '../../../ui/Notice.tsx'
import { showToast } from '../../../ui/toasts.ts'

/** Says that a job is not in the list any more, and brings it back. */
export function ArchivedNote({ job }: { job: JobRef }) {
  const archive = useArchive(job)
  const { reason } = usePermission('jobs/write')
  return (
    <Notice
      title="This job is archived"
      actions={
        <Button small busy={archive.isPending} disabledReason={reason} onClick={() => archive.set(false)}>
          Restore
        </Button>
      }
    >
      It is in the list of archived jobs only. Everything it made is still there.
    </Notice>
  )
}

/** Archives a job or brings it back, and says in a toast how that went. */
export function useArchive(job: JobRef) {
  const archive = useMutation(jobChanges.archive(useQueryClient(), job))
  const set = (isArchived: boolean) =>
    archive.mutate(isArchived, {
      onSuccess: () => showToast({ tone: 'good', title: isArchived ? 'Job archived' : 'Job restored' }),
      onError: (error) => {
        const { title, detail, requestId } = explain(error)
        const action = isArchived ? 'Archive the job' : 'Restore the job'
        showToast({
          tone: 'bad',
          title: `${action}: ${title}`,
          detail: requestId ? `${detail} Request id ${requestId}` : detail,
        })
      },
    })
  return { set, isPending: archive.isPending }
}
