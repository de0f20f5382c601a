import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Box, Copy, FilePlus2 } from 'lucide-react'
import { useState } from 'react'
import { useNavigate } from 'react-router'
import { downloadCommand, downloadPython, jobFileUri, type JobFileRef } from '../../domain/job-file-uses.ts'
import { paths } from '../../paths.ts'
import { Button } from '../../ui/Button.tsx'
import { copyText } from '../../ui/copy-text.ts'
import { Menu } from '../../ui/Menu.tsx'
import { showToast } from '../../ui/toasts.ts'
import { FailureNote } from '../FailureNote.tsx'
import { RegisterModelDialog } from '../RegisterModelDialog.tsx'
import { usePermission } from '../use-permission.ts'
import { useWorkspaceRef } from '../use-workspace.ts'

/**
 * What can be made of something that a job left: its address in several languages, the input of another job, a model, a
 * data asset.
 *
 * @param placeUri where it lies in a datastore
 */
export function JobFileActions({
  file,
  name,
  placeUri,
  isFolder,
  isModel,
}: {
  file: JobFileRef
  name: string
  placeUri: string
  isFolder: boolean
  isModel: boolean
}) {
  const workspace = useWorkspaceRef()
  const client = useQueryClient()
  const navigate = useNavigate()
  const [isRegistering, setRegistering] = useState(false)
  const mayRun = usePermission('jobs/write')
  const mayRegister = usePermission('models/write')
  const mayWriteData = usePermission('data/write')
  const uri = jobFileUri(file)
  const input = useMutation({
    mutationFn: async () => {
      // It writes YAML, which this page has no other use for.
      const { draftJobWithInput } = await import('./file-drafts.ts')
      return draftJobWithInput(client, workspace, { uri, name, isFolder, isModel })
    },
    onSuccess: (place) => navigate(paths.newJob(workspace, place)),
  })
  const data = useMutation({
    mutationFn: async () => {
      const { draftData } = await import('./file-drafts.ts')
      return draftData(workspace, { uri: placeUri, name, isFolder, isModel })
    },
    onSuccess: (draft) => navigate(paths.newData(workspace, { draft })),
  })
  const copy = (text: string, what: string) => () =>
    void copyText(text).then((isCopied) => isCopied && showToast({ tone: 'good', title: `Copied the ${what}` }))
  const error = input.error ?? data.error
  return (
    <>
      <Menu
        trigger={(props) => (
          <Button {...props} small icon={<Copy size={15} />}>
            Copy
          </Button>
        )}
        items={[
          { text: 'azureml:// address', onSelect: copy(uri, 'address') },
          { text: 'Place in its datastore', onSelect: copy(placeUri, 'place') },
          { text: 'CLI command to download', onSelect: copy(downloadCommand(file), 'CLI command') },
          { text: 'Python line to download', onSelect: copy(downloadPython(file), 'Python line') },
        ]}
      />
      <Button
        small
        icon={<FilePlus2 size={15} />}
        busy={input.isPending}
        disabledReason={mayRun.reason}
        onClick={() => input.mutate()}
      >
        Use as input of a new job
      </Button>
      <Menu
        trigger={(props) => (
          <Button {...props} small icon={<Box size={15} />}>
            Register
          </Button>
        )}
        items={[
          { text: 'Register as model', disabledReason: mayRegister.reason, onSelect: () => setRegistering(true) },
          { text: 'Register as data', disabledReason: mayWriteData.reason, onSelect: () => data.mutate() },
        ]}
      />
      {error && <FailureNote error={error} action="Keep the draft" />}
      {isRegistering && (
        <RegisterModelDialog
          job={{ workspace, jobName: file.jobName }}
          source={{ uri, isModel }}
          onClose={() => setRegistering(false)}
        />
      )}
    </>
  )
}
