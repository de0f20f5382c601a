import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import { useNavigate } from 'react-router'
import { forgetDraft } from '../../parts/drafts.ts'
import { forgetLocalAssets } from '../../parts/kept-assets.ts'
import { paths, type WorkspacePlace } from '../../paths.ts'
import { jobKeys } from '../../queries/jobs.ts'
import { submitServices } from '../../queries/submit-services.ts'
import { createSubmission, NameTakenError, type Submission } from './submission.ts'
import type { JobDraft } from './use-job-draft.ts'

/** The submission of a draft, while there is one. When the job is there, its page is opened. */
export function useSubmission(workspace: WorkspacePlace, draft: JobDraft) {
  const navigate = useNavigate()
  const queryClient = useQueryClient()
  const [submission, setSubmission] = useState<Submission>()
  const abort = useRef(new AbortController())
  useEffect(() => () => abort.current.abort(), [])

  async function run(current: Submission) {
    abort.current = new AbortController()
    const job = await current.run(abort.current.signal)
    if (!job) return
    forgetDraft(draft.key)
    void forgetLocalAssets(draft.key)
    void queryClient.invalidateQueries({ queryKey: jobKeys.all(workspace) })
    void navigate(paths.job({ workspace, jobName: job.name }))
  }

  function start() {
    const { parsed, errorCount, jobName, assets } = draft
    if (!parsed.ok || errorCount > 0) return
    const next = createSubmission(
      { workspace, jobName, spec: parsed.value, assets, copyOf: draft.template.copyOf },
      submitServices(),
    )
    setSubmission(next)
    void run(next)
  }

  function close() {
    abort.current.abort()
    const isTaken = submission?.steps().some(({ error }) => error instanceof NameTakenError)
    if (submission && isTaken) draft.setTakenName(submission.jobName)
    setSubmission(undefined)
  }

  return {
    submission,
    start,
    retry: () => submission && void run(submission),
    stop: () => abort.current.abort(),
    close,
  }
}
