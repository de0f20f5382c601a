import { Check, CircleAlert, CircleDashed, CircleSlash, LoaderCircle } from 'lucide-react'
import { useSyncExternalStore } from 'react'
import { UploadIncompleteError } from '../../domain/upload-errors.ts'
import { FailureNote } from '../../parts/FailureNote.tsx'
import { UploadFailures, UploadProgressView } from '../../parts/UploadProgressView.tsx'
import { useLeaveGuard } from '../../parts/use-leave-guard.ts'
import { Button } from '../../ui/Button.tsx'
import { classes } from '../../ui/classes.ts'
import { Dialog } from '../../ui/Dialog.tsx'
import { Notice } from '../../ui/Notice.tsx'
import { StateIcon } from '../../ui/StateIcon.tsx'
import styles from './SubmitDialog.module.css'
import { NameTakenError, type Submission, type SubmitStep } from './submission.ts'

/** A submission under way, step by step. A step that failed can be tried again; those before it are not repeated. */
export function SubmitDialog({
  submission,
  onRetry,
  onStop,
  onClose,
}: {
  submission: Submission
  onRetry: () => void
  onStop: () => void
  /** Also stops what is under way. */
  onClose: () => void
}) {
  const steps = useSyncExternalStore(submission.subscribe, submission.steps)
  const isRunning = steps.some(({ state }) => state === 'running')
  // What is sent so far would be sent again from a new page.
  useLeaveGuard(isRunning)
  const hasEnded = steps.some(({ state }) => state === 'failed' || state === 'stopped')
  const isPartLeft = steps.some(({ error }) => error instanceof UploadIncompleteError)
  const isNameTaken = steps.some(({ error }) => error instanceof NameTakenError)
  return (
    <Dialog
      title={`Submit ${submission.jobName}`}
      width={560}
      onClose={onClose}
      footer={
        <>
          {hasEnded && <Button onClick={onClose}>Back to the draft</Button>}
          {hasEnded && !isNameTaken && (
            <Button variant="primary" onClick={onRetry}>
              {isPartLeft ? 'Send the rest' : 'Try again'}
            </Button>
          )}
          {isRunning && <Button onClick={onStop}>Stop</Button>}
        </>
      }
    >
      <ol className={styles.steps} aria-label="Steps">
        {steps.map((step) => (
          <Step key={step.id} step={step} />
        ))}
      </ol>
    </Dialog>
  )
}

const stateWords: Record<SubmitStep['state'], string> = {
  waiting: 'Waiting',
  running: 'Under way',
  done: 'Done',
  failed: 'Failed',
  stopped: 'Stopped',
}
const stateIcons = {
  waiting: { icon: CircleDashed },
  running: { icon: LoaderCircle, tone: 'active' },
  done: { icon: Check, tone: 'good' },
  failed: { icon: CircleAlert, tone: 'bad' },
  stopped: { icon: CircleSlash, tone: 'waiting' },
} as const

function Step({ step: { title, state, detail, progress, error } }: { step: SubmitStep }) {
  return (
    <li
      className={classes(state === 'waiting' && styles.waiting)}
      aria-current={state === 'running' ? 'step' : undefined}
    >
      <StateIcon {...stateIcons[state]} label={stateWords[state]} />
      <div className={styles.content}>
        <span>{title}</span>
        {detail && <span className={styles.detail}>{detail}</span>}
        {progress && <UploadProgressView label={title} progress={progress} isRunning={state === 'running'} />}
        {state === 'stopped' && <span className={styles.detail}>Stopped. What was uploaded so far is kept.</span>}
        {error instanceof NameTakenError ? (
          <Notice tone="bad">{error.message}</Notice>
        ) : error instanceof UploadIncompleteError ? (
          <UploadFailures error={error} />
        ) : (
          error !== undefined && <FailureNote error={error} />
        )}
      </div>
    </li>
  )
}
