import { UploadIncompleteError } from '../domain/upload-errors.ts'
import type { UploadProgress } from '../queries/upload-progress.ts'
import { Button } from '../ui/Button.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { CodeBlock } from '../ui/Disclosure.tsx'
import styles from './ApplyDialog.module.css'
import { FailureNote } from './FailureNote.tsx'
import { UploadFailures, UploadProgressView } from './UploadProgressView.tsx'
import { YamlDiff } from './YamlDiff.tsx'

/**
 * What applying a YAML file would change, before it is done.
 *
 * @param lead one sentence: what is compared with what
 * @param before the YAML of what exists; without it there is nothing to compare with
 * @param action on the button, and what failed when it fails
 * @param progress of an upload while one is under way
 */
export function ApplyDialog({
  title,
  lead,
  before,
  after,
  action,
  isBusy,
  progress,
  error,
  onApply,
  onClose,
}: {
  title: string
  lead: string
  before: string | undefined
  after: string
  action: string
  isBusy: boolean
  progress?: UploadProgress | undefined
  error: unknown
  onApply: () => void
  onClose: () => void
}) {
  const isPartLeft = error instanceof UploadIncompleteError
  return (
    <Dialog
      title={title}
      width={920}
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>Back to the draft</Button>
          <Button variant="primary" busy={isBusy} onClick={onApply}>
            {isPartLeft ? 'Send the rest' : action}
          </Button>
        </>
      }
    >
      <div className={styles.content}>
        <p className={styles.lead}>{lead}</p>
        {before === undefined ? (
          <CodeBlock label={title}>{after}</CodeBlock>
        ) : (
          <YamlDiff label="What changes" original={before} modified={after} />
        )}
        {progress && <UploadProgressView label="Upload" progress={progress} />}
        {isPartLeft && <UploadFailures error={error} />}
        {error !== null && error !== undefined && !isPartLeft && <FailureNote error={error} action={action} />}
      </div>
    </Dialog>
  )
}
