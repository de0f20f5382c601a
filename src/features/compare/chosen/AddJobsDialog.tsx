import { useState } from 'react'
import { mostRuns } from '../../../domain/compare/run-list.ts'
import { parseJobList, type PastedJobs } from '../../../domain/compare/pasted-jobs.ts'
import { listInWords } from '../../../lib/list-in-words.ts'
import { plural } from '../../../lib/numbers.ts'
import { useWorkspaceRef } from '../../../parts/use-workspace.ts'
import { Button } from '../../../ui/Button.tsx'
import { Dialog } from '../../../ui/Dialog.tsx'
import { Field, TextArea } from '../../../ui/Field.tsx'

/**
 * Takes names, links and ids of jobs to compare, as somebody pastes them.
 *
 * @param chosen names of the jobs that are compared already
 * @param onAdd gets the names that are new, at least one, and no more than there is room for
 */
export function AddJobsDialog({
  chosen,
  onAdd,
  onClose,
}: {
  chosen: readonly string[]
  onAdd: (names: readonly string[]) => void
  onClose: () => void
}) {
  const workspace = useWorkspaceRef()
  const [text, setText] = useState('')
  // A name is no mistake while it is typed.
  const [wasSubmitted, setSubmitted] = useState(false)
  const pasted = parseJobList(text, workspace)
  const added = pasted.names.filter((name) => !chosen.includes(name))
  const room = mostRuns - chosen.length
  const problem = problemOf(pasted, added.length, room)

  function submit() {
    setSubmitted(true)
    if (problem === undefined) onAdd(added)
  }
  return (
    <Dialog
      title="Add jobs to the comparison"
      width={560}
      onClose={onClose}
      onSubmit={submit}
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button variant="primary" type="submit">
            {added.length > 0 ? `Add ${plural(added.length, 'job')}` : 'Add'}
          </Button>
        </>
      }
    >
      <Field
        label="Jobs"
        hint={`Names, links of a studio or ARM ids, apart by blanks, commas or lines. ${roomWords(room, pasted, added.length)}`}
        error={wasSubmitted ? problem : undefined}
      >
        {(control) => (
          <TextArea
            {...control}
            mono
            rows={8}
            value={text}
            placeholder="calm_fox_1a2b3c4d5e"
            onChange={(event) => setText(event.target.value)}
          />
        )}
      </Field>
    </Dialog>
  )
}

function roomWords(room: number, { names }: PastedJobs, added: number): string {
  const again = names.length - added
  const compared = again > 0 ? `${plural(again, 'of them is', 'of them are')} compared already. ` : ''
  return `${compared}There is room for ${room - Math.min(room, added)} more.`
}

/** What has to change before the jobs can be added; undefined when nothing has. */
function problemOf({ names, elsewhere, notUnderstood }: PastedJobs, added: number, room: number): string | undefined {
  if (notUnderstood.length > 0)
    return `${listInWords(shortened(notUnderstood))}: neither a name nor a link nor an id of a job.`
  if (elsewhere.length > 0) {
    const jobs = elsewhere.map(({ name, workspaceName }) => `${name} (${workspaceName})`)
    return `${listInWords(shortened(jobs))}: of another workspace. Jobs of one workspace alone can be compared.`
  }
  if (added > room) return `${plural(added, 'job')}, and there is room for ${room}: take ${added - room} out.`
  if (added > 0) return undefined
  return names.length > 0 ? 'All of these are compared already.' : 'Name at least one job.'
}

/** Of many entries a few are enough to find the others. */
function shortened(entries: readonly string[]): string[] {
  const shown = entries.slice(0, 3).map((entry) => `“${entry.length > 60 ? `${entry.slice(0, 60)}…` : entry}”`)
  return entries.length > 3 ? [...shown, `${entries.length - 3} more`] : shown
}
