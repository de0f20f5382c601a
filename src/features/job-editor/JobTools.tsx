import { Download, FileInput, Files, Plus } from 'lucide-react'
import { lazy, Suspense, useState } from 'react'
import { saveFile } from '../../lib/save-file.ts'
import { draftKeysBelow } from '../../parts/drafts.ts'
import { jobDraftKey, newDraftId } from '../../parts/job-drafts.ts'
import { paths, type WorkspacePlace } from '../../paths.ts'
import { Button, ButtonLink } from '../../ui/Button.tsx'
import { showToast } from '../../ui/toasts.ts'
import { useFileDrop } from './use-file-drop.ts'
import { useImport } from './use-import.ts'
import type { JobDraft } from './use-job-draft.ts'

const ImportDialog = lazy(async () => ({ default: (await import('./ImportDialog.tsx')).ImportDialog }))
const DraftsDialog = lazy(async () => ({ default: (await import('./DraftsDialog.tsx')).DraftsDialog }))

/** What can be done with drafts as a whole: one more, the list of them, taking one in, and taking this one away. */
export function JobTools({ workspace, draft }: { workspace: WorkspacePlace; draft: JobDraft }) {
  const imported = useImport(workspace)
  const [areDraftsOpen, setDraftsOpen] = useState(false)
  // With every key stroke on the page, so by their names alone.
  const others = draftKeysBelow(jobDraftKey(workspace, '')).filter((key) => key !== draft.key).length
  useFileDrop(imported.open)

  async function download() {
    try {
      const { exportJob } = await import('./export-files.ts')
      const { blob, leftOut } = await exportJob(draft.text, draft.assets)
      saveFile(`${draft.jobName}.zip`, blob)
      const detail = `Outside of its folder: ${leftOut.join(', ')}`
      if (leftOut.length > 0) showToast({ tone: 'bad', title: 'Not all files are in the zip', detail })
    } catch (error) {
      // A file may have changed on the disk since it was picked.
      const detail = error instanceof Error ? error.message : String(error)
      showToast({ tone: 'bad', title: 'The job could not be exported', detail })
    }
  }

  return (
    <>
      <Button variant="ghost" small icon={<FileInput size={15} />} onClick={() => imported.open()}>
        Import
      </Button>
      <Button variant="ghost" small icon={<Download size={15} />} onClick={() => void download()}>
        Export
      </Button>
      {others > 0 && (
        <Button variant="ghost" small icon={<Files size={15} />} onClick={() => setDraftsOpen(true)}>
          {others === 1 ? '1 other draft' : `${others} other drafts`}
        </Button>
      )}
      {draft.isChanged && (
        <ButtonLink
          variant="ghost"
          small
          icon={<Plus size={15} />}
          to={paths.newJob(workspace, { draft: newDraftId() })}
        >
          Another draft
        </ButtonLink>
      )}
      <Suspense>
        {imported.state && <ImportDialog state={imported.state} />}
        {areDraftsOpen && (
          <DraftsDialog workspace={workspace} current={draft.key} onClose={() => setDraftsOpen(false)} />
        )}
      </Suspense>
    </>
  )
}
