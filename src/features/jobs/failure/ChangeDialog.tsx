import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useMemo, useState } from 'react'
import { useNavigate } from 'react-router'
import type { JobResource } from '../../../api/jobs.ts'
import type { RunDetails } from '../../../api/run-history.ts'
import { changeInWords } from '../../../domain/failure/change-words.ts'
import type { JobChange } from '../../../domain/failure/failure.ts'
import { waysToChange } from '../../../domain/failure/job-changes.ts'
import { copyToYaml } from '../../../domain/job-copy-yaml.ts'
import { workOf } from '../../../domain/job-work.ts'
import { FailureNote } from '../../../parts/FailureNote.tsx'
import { addJobDraft } from '../../../parts/job-drafts.ts'
import { useWorkspaceRef } from '../../../parts/use-workspace.ts'
import { YamlDiff } from '../../../parts/YamlDiff.tsx'
import { paths } from '../../../paths.ts'
import { jobSurroundingsQueries } from '../../../queries/job-surroundings.ts'
import { Button } from '../../../ui/Button.tsx'
import { Dialog } from '../../../ui/Dialog.tsx'
import { SkeletonRows } from '../../../ui/Loading.tsx'
import { Notice } from '../../../ui/Notice.tsx'
import { showToast } from '../../../ui/toasts.ts'
import styles from './ChangeDialog.module.css'

/** The ways to make a change, what each changes in the job's YAML, and a draft of the one that is chosen. */
export function ChangeDialog({
  job,
  details,
  change,
  onClose,
}: {
  job: JobResource
  details: RunDetails
  change: JobChange
  onClose: () => void
}) {
  const workspace = useWorkspaceRef()
  const navigate = useNavigate()
  const client = useQueryClient()
  const surroundings = useQuery(
    jobSurroundingsQueries.of(client, workspace, {
      change: change.kind,
      environmentId: workOf(job)?.environmentId,
      vmSize: details.compute?.vmSize ?? undefined,
    }),
  )
  const original = useMemo(() => copyToYaml(job), [job])
  const [chosen, setChosen] = useState(0)
  const words = changeInWords(change)

  const found =
    surroundings.data && original !== undefined ? waysToChange(original, change, surroundings.data) : undefined
  const way = found?.ways[chosen]

  function open() {
    if (!way) return
    try {
      const text = `# A copy of ${job.name} with ${words}.\n${way.text}`
      void navigate(paths.newJob(workspace, addJobDraft(workspace, text, job.name)))
    } catch (error) {
      const detail = error instanceof Error ? error.message : String(error)
      showToast({ tone: 'bad', title: 'The draft could not be kept', detail })
    }
  }

  return (
    <Dialog
      title={`Duplicate with ${words}`}
      width={860}
      onClose={onClose}
      onSubmit={open}
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" variant="primary" disabledReason={way ? undefined : 'There is nothing to open'}>
            Open as a draft
          </Button>
        </>
      }
    >
      <div className={styles.change}>
        {original === undefined && <Notice>A job of this type cannot be copied here.</Notice>}
        {surroundings.isPending && <SkeletonRows rows={4} label="Looking for ways to change it" />}
        {surroundings.isLoadingError && (
          <FailureNote
            error={surroundings.error}
            action="Look for ways to change it"
            onRetry={() => void surroundings.refetch()}
          />
        )}
        {found?.whyNone !== undefined && <Notice>{found.whyNone}</Notice>}
        {found && found.ways.length > 0 && (
          <fieldset className={styles.ways}>
            <legend>How</legend>
            {found.ways.map(({ label, note }, index) => (
              <label key={label}>
                <input type="radio" name="way" checked={index === chosen} onChange={() => setChosen(index)} />
                <span>
                  {label} <span className={styles.note}>{note}</span>
                </span>
              </label>
            ))}
          </fieldset>
        )}
        {way && original !== undefined && (
          <YamlDiff
            key={chosen}
            label={`YAML of ${job.name} and of its copy`}
            original={original}
            modified={way.text}
          />
        )}
      </div>
    </Dialog>
  )
}
