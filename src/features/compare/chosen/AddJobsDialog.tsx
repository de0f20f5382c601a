import { Dialog } from '../../../ui/Dialog.tsx'

/**
 * Takes names, links and ids of jobs to compare, as somebody pastes them.
 *
 * @param chosen names of the jobs that are compared already
 * @param onAdd gets the names that are new, at least one, and no more than there is room for
 */
export function AddJobsDialog({
  onClose,
}: {
  chosen: readonly string[]
  onAdd: (names: readonly string[]) => void
  onClose: () => void
}) {
  return (
    <Dialog title="Add jobs" onClose={onClose}>
      {null}
    </Dialog>
  )
}
