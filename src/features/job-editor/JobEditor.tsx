import { lazy, Suspense, useState } from 'react'
import { flushSync } from 'react-dom'
import type { Path } from '../../domain/job-spec/problems.ts'
import { applyEdits } from '../../lib/text-edit.ts'
import { DraftPage } from '../../parts/DraftPage.tsx'
import { usePermission } from '../../parts/use-permission.ts'
import { usePlaces } from '../../parts/use-places.ts'
import { useWorkspaceRef } from '../../parts/use-workspace.ts'
import { YamlEditor } from '../../parts/YamlEditor.tsx'
import { submitServices } from '../../queries/submit-services.ts'
import { validationServices } from '../../queries/validation-services.ts'
import { Button } from '../../ui/Button.tsx'
import { SkeletonRows } from '../../ui/Loading.tsx'
import { Notice } from '../../ui/Notice.tsx'
import styles from './JobForm.module.css'
import { JobForm } from './JobForm.tsx'
import { JobPreview } from './JobPreview.tsx'
import { JobTools } from './JobTools.tsx'
import { OtherKind } from './OtherKind.tsx'
import { rehearse, type Rehearsal } from './rehearsal.ts'
import type { SubmissionDraft } from './resolve-steps.ts'
import { SubmitDialog } from './SubmitDialog.tsx'
import { isJobKind, useJobDraft, type JobTemplate } from './use-job-draft.ts'
import { useSubmission } from './use-submission.ts'
import { startValidation, type Validation } from './validation/validate.ts'
import { ValidateDialog } from './validation/ValidateDialog.tsx'

// The code is written on top of the editor's own; the form need not wait for it.
const CodePane = lazy(() => import('./CodePane.tsx').then(({ CodePane: Pane }) => ({ default: Pane })))

/** Edits and submits one command or sweep job. */
export function JobEditor({ template }: { template: JobTemplate }) {
  const workspace = useWorkspaceRef()
  const draft = useJobDraft(workspace, template)
  const { submission, start, retry, stop, close } = useSubmission(workspace, draft)
  const permission = usePermission('jobs/write')
  const [rehearsal, setRehearsal] = useState<Promise<Rehearsal>>()
  const [validation, setValidation] = useState<Validation>()
  const places = usePlaces(draft.text)
  const { parsed, errorCount, form, kind } = draft
  const isOther = kind !== undefined && !isJobKind(kind)

  const whole: SubmissionDraft | undefined = parsed.ok
    ? {
        workspace,
        spec: parsed.value,
        jobName: draft.jobName,
        assets: draft.assets,
        copyOf: draft.template.copyOf,
      }
    : undefined
  const unreadReason = whole ? undefined : 'Fix the problems first'

  const preview = () => whole && setRehearsal(rehearse(whole, submitServices()))
  const validate = () =>
    parsed.ok && whole && setValidation(startValidation(whole, parsed.warnings, validationServices()))

  function goTo(path: Path) {
    // A dialog gives focus back when it is gone; only then can it go elsewhere.
    flushSync(() => setValidation(undefined))
    places.goTo({ path })
  }

  const disabledReason =
    permission.reason ??
    (errorCount > 0 ? `Fix ${errorCount === 1 ? 'the problem' : `${errorCount} problems`} first` : undefined)

  return (
    <DraftPage
      title={draft.template.title}
      command="az ml job create"
      draft={draft}
      problems={draft.problems}
      onFix={({ edits }) => draft.setText(applyEdits(draft.text, edits))}
      places={places}
      note={
        template.lostOriginal !== undefined && (
          <Notice title={`${template.lostOriginal} is not there any more`}>
            This draft is a copy of that job. It can be edited and submitted, but not compared with the job.
          </Notice>
        )
      }
      form={
        isOther ? (
          <OtherKind kind={kind} form={form} />
        ) : (
          form && (
            <JobForm
              form={form}
              assets={draft.assets}
              onPick={draft.pick}
              jobName={draft.newName}
              original={draft.template.copyOf === undefined ? undefined : draft.template.text}
              wanted={places.wanted}
            />
          )
        )
      }
      yaml={
        <YamlEditor
          label="Job as YAML"
          kind="job"
          value={draft.text}
          onChange={draft.setText}
          marks={draft.problems}
          place={places.inYaml}
        />
      }
      further={{
        id: 'code',
        text: 'Code',
        content: (
          <Suspense fallback={<SkeletonRows rows={4} label="Loading the code" />}>
            <CodePane
              job={parsed.ok ? parsed.value : undefined}
              isOther={isOther}
              text={draft.text}
              jobName={draft.newName}
              workspace={workspace}
            />
          </Suspense>
        ),
      }}
      tools={<JobTools workspace={workspace} draft={draft} />}
      actions={
        <div className={styles.actions}>
          <Button variant="primary" disabledReason={disabledReason} onClick={start}>
            Submit job
          </Button>
          <Button disabledReason={unreadReason} onClick={validate}>
            Validate
          </Button>
          <Button disabledReason={unreadReason} onClick={preview}>
            What will be sent
          </Button>
        </div>
      }
    >
      {rehearsal && (
        <JobPreview
          rehearsal={rehearsal}
          workspace={workspace}
          template={draft.template}
          text={draft.text}
          onClose={() => setRehearsal(undefined)}
        />
      )}
      {validation && (
        <ValidateDialog
          validation={validation}
          onAgain={validate}
          onGoTo={goTo}
          onClose={() => setValidation(undefined)}
        />
      )}
      {submission && <SubmitDialog submission={submission} onRetry={retry} onStop={stop} onClose={close} />}
    </DraftPage>
  )
}
