import { useMutation, useQueryClient } from '@tanstack/react-query'
import { JobConflictError, overwriting, type JobChange, type JobConflict } from '../../../domain/job-update.ts'
import type { JobRef } from '../../../domain/refs.ts'
import { jobChanges } from '../../../queries/job-changes.ts'

export type JobEdit = Readonly<{
  /** Sends the changes; without any there is nothing to send, and the edit is done. */
  save: (changes: readonly JobChange[]) => void
  isSaving: boolean
  /** Why the last attempt failed, unless it met a change of somebody else. */
  error: Error | null
  /** What somebody else has changed meanwhile, of what the last attempt meant to change. */
  conflicts: readonly JobConflict[]
  /** Sends the last attempt once more, over what somebody else has put there. */
  saveMine: () => void
  /** Forgets the last attempt, for what it said is no longer so. */
  reset: () => void
}>

/** One edit of a job's labels. @param onDone called when the service has taken it */
export function useJobEdit(job: JobRef, onDone: () => void): JobEdit {
  const update = useMutation(jobChanges.update(useQueryClient(), job))
  const conflicts = update.error instanceof JobConflictError ? update.error.conflicts : []
  const save = (changes: readonly JobChange[]) =>
    changes.length === 0 ? onDone() : update.mutate(changes, { onSuccess: onDone })
  return {
    save,
    isSaving: update.isPending,
    error: conflicts.length > 0 ? null : update.error,
    conflicts,
    saveMine: () => save(overwriting(update.variables ?? [], conflicts)),
    reset: update.reset,
  }
}
