import { Trash2 } from 'lucide-react'
import { useState } from 'react'
import { Link } from 'react-router'
import { detectKind, kindName } from '../../domain/job-spec/detect-kind.ts'
import { draftsBelow, forgetDraft, saveDraft, type SavedDraft } from '../../parts/drafts.ts'
import { draftTitle, jobDraftKey, placeOptions } from '../../parts/job-drafts.ts'
import { forgetLocalAssets } from '../../parts/kept-assets.ts'
import { When } from '../../parts/When.tsx'
import { paths, type WorkspacePlace } from '../../paths.ts'
import { Button } from '../../ui/Button.tsx'
import { DataTable, type Column } from '../../ui/DataTable.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { EmptyState, Notice } from '../../ui/Notice.tsx'

/** Jobs of this workspace that were begun in this browser and not submitted. */
export function DraftsDialog({
  workspace,
  current,
  onClose,
}: {
  workspace: WorkspacePlace
  /** The key of the draft that is open: it is not listed. */
  current: string
  onClose: () => void
}) {
  const read = () => draftsBelow(jobDraftKey(workspace, '')).filter(({ key }) => key !== current)
  const [drafts, setDrafts] = useState(read)

  const [deleted, setDeleted] = useState<SavedDraft>()

  /** Its files go when nobody can want the draft back any more. */
  function forgetFiles() {
    if (deleted) void forgetLocalAssets(deleted.key)
  }

  function close() {
    forgetFiles()
    onClose()
  }

  function forget(draft: SavedDraft) {
    forgetFiles()
    forgetDraft(draft.key)
    setDrafts(read)
    setDeleted(draft)
  }

  function restore(draft: SavedDraft) {
    saveDraft(draft)
    setDrafts(read)
    setDeleted(undefined)
  }

  const columns: readonly Column<SavedDraft>[] = [
    {
      id: 'title',
      header: 'Draft',
      cell: (draft) => (
        <Link to={paths.newJob(workspace, placeOptions(draft.place))} onClick={close}>
          {draftTitle(draft)}
        </Link>
      ),
    },
    { id: 'kind', header: 'Kind', cell: ({ text }) => kindWord(text) },
    { id: 'changed', header: 'Changed', cell: ({ changedAt }) => <When date={changedAt} /> },
    {
      id: 'actions',
      header: 'Actions',
      actions: true,
      cell: (draft) => (
        <Button
          variant="ghost"
          small
          icon={<Trash2 size={15} />}
          aria-label={`Delete the draft ${draftTitle(draft)}`}
          onClick={() => forget(draft)}
        />
      ),
    },
  ]

  return (
    <Dialog title="Drafts" width={640} onClose={close}>
      {deleted && (
        <Notice
          actions={
            <Button small onClick={() => restore(deleted)}>
              Undo
            </Button>
          }
        >
          The draft “{draftTitle(deleted)}” is deleted.
        </Notice>
      )}
      {drafts.length === 0 ? (
        <EmptyState title="No drafts">A job that you begin and do not submit is kept here, in this browser.</EmptyState>
      ) : (
        <DataTable label="Drafts" columns={columns} rows={drafts} rowKey={({ key }) => key} />
      )}
    </Dialog>
  )
}

function kindWord(text: string): string {
  const words = kindName(detectKind(text) ?? 'command').replace(/^an? /, '')
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}`
}
