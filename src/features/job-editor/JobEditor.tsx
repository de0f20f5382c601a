import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import { useNavigate } from 'react-router'
import type { JobResource } from '../../api/jobs.ts'
import type { CommandJobSpec } from '../../domain/job-spec/command-job-spec.ts'
import { parseCommandJob } from '../../domain/job-spec/command-job.ts'
import { newJobName } from '../../domain/new-job-name.ts'
import { DraftPage } from '../../parts/DraftPage.tsx'
import { forgetDraft, useDraft } from '../../parts/use-draft.ts'
import { usePermission } from '../../parts/use-permission.ts'
import { useWorkspaceRef } from '../../parts/use-workspace.ts'
import { YamlEditor } from '../../parts/YamlEditor.tsx'
import { createYamlForm, problemsAt } from '../../parts/yaml-form.ts'
import { paths } from '../../paths.ts'
import { jobKeys } from '../../queries/jobs.ts'
import { submitServices } from '../../queries/submit-services.ts'
import { workspaceKey } from '../../queries/workspace-key.ts'
import { Button } from '../../ui/Button.tsx'
import styles from './JobForm.module.css'
import { JobForm } from './JobForm.tsx'
import { JobPreview } from './JobPreview.tsx'
import { missingFiles, pathForPick } from './local-assets.ts'
import { localKey, type LocalAsset, type LocalAssets } from '../../domain/local-files.ts'
import { SubmitDialog } from './SubmitDialog.tsx'
import { createSubmission, NameTakenError, type Submission } from './submission.ts'
import type { UploadMemories } from '../../queries/uploads.ts'

/** What a draft starts from. */
export type JobTemplate = Readonly<{
  /** Keeps drafts of different origins apart: `new`, `from:{job}`, `sample:{name}`. */
  origin: string
  title: string
  text: string
  assets: LocalAssets
}>

/** Edits and submits one command job. The template is read once: give it a `key` that changes with the origin. */
export function JobEditor({ template: given }: { template: JobTemplate }) {
  // A list that the template was made of may be fetched again; the draft must not change under the user's hands.
  const [template] = useState(given)
  const workspace = useWorkspaceRef()
  const draftKey = `command-job.${workspaceKey(workspace)}.${template.origin}`
  const draft = useDraft(draftKey, template.text)
  const [assets, setAssets] = useState(template.assets)
  // Chosen once: another attempt must not make a second job of what may have arrived.
  const [newName] = useState(() => newJobName(Math.random))
  const memories = useRef<UploadMemories>(new WeakMap())

  const parsed = parseCommandJob(draft.text)
  const spec: Partial<CommandJobSpec> = (parsed.ok ? parsed.value : parsed.partial) ?? {}
  const [takenName, setTakenName] = useState<string>()
  const jobName = spec.name ?? newName
  const problems = [
    ...(parsed.ok ? parsed.warnings : parsed.problems),
    ...problemsAt(draft.text, [
      ...missingFiles(spec, assets),
      ...(spec.compute === 'azureml:' ? [{ path: ['compute'], message: 'Choose a cluster.' }] : []),
      ...(takenName === jobName ? [{ path: ['name'], message: new NameTakenError(jobName).message }] : []),
    ]),
  ]
  const form = createYamlForm(draft.text, problems, draft.setText)
  const errorCount = problems.filter(({ severity }) => severity === 'error').length

  const navigate = useNavigate()
  const queryClient = useQueryClient()
  const permission = usePermission('jobs/write')
  const [isPreviewed, setPreviewed] = useState(false)
  const [submission, setSubmission] = useState<Submission>()
  const abort = useRef(new AbortController())
  useEffect(() => () => abort.current.abort(), [])

  function pick(path: readonly string[], asset: LocalAsset) {
    const localPath = pathForPick(form?.text(path) ?? '', asset)
    setAssets(new Map([...assets, [localKey(localPath), asset]]))
    if (form?.text(path) !== localPath) form?.set(path, localPath)
  }

  function submit() {
    if (!parsed.ok || errorCount > 0) return
    const next = createSubmission(
      { workspace, jobName, spec: parsed.value, assets },
      submitServices(),
      memories.current,
    )
    setSubmission(next)
    void run(next)
  }

  async function run(current: Submission) {
    abort.current = new AbortController()
    const job = await current.run(abort.current.signal)
    if (job) finish(job)
  }

  function finish(job: JobResource) {
    forgetDraft(draftKey)
    void queryClient.invalidateQueries({ queryKey: jobKeys.all(workspace) })
    void navigate(paths.job({ workspace, jobName: job.name }))
  }

  function close() {
    abort.current.abort()
    const taken = submission?.steps().find(({ error }) => error instanceof NameTakenError)
    setTakenName(taken && submission?.jobName)
    setSubmission(undefined)
  }

  const disabledReason =
    permission.reason ??
    (errorCount > 0 ? `Fix ${errorCount === 1 ? 'the problem' : `${errorCount} problems`} first` : undefined)

  return (
    <DraftPage
      title={template.title}
      command="az ml job create"
      draft={draft}
      problems={problems}
      form={form && <JobForm form={form} assets={assets} onPick={pick} jobName={newName} />}
      yaml={
        <YamlEditor
          label="Job as YAML"
          kind="command-job"
          value={draft.text}
          onChange={draft.setText}
          marks={problems}
        />
      }
      actions={
        <div className={styles.actions}>
          <Button variant="primary" disabledReason={disabledReason} onClick={submit}>
            Submit job
          </Button>
          <Button disabledReason={parsed.ok ? undefined : 'Fix the problems first'} onClick={() => setPreviewed(true)}>
            What will be sent
          </Button>
        </div>
      }
    >
      {isPreviewed && parsed.ok && (
        <JobPreview spec={parsed.value} workspace={workspace} jobName={jobName} onClose={() => setPreviewed(false)} />
      )}
      {submission && (
        <SubmitDialog
          submission={submission}
          onRetry={() => void run(submission)}
          onStop={() => abort.current.abort()}
          onClose={close}
        />
      )}
    </DraftPage>
  )
}
