import { Button } from '../ui/Button.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { CodeBlock } from '../ui/Disclosure.tsx'
import { Progress } from '../ui/Loading.tsx'
import styles from './ApplyDialog.module.css'
import { FailureNote } from './FailureNote.tsx'
import { YamlDiff } from './YamlDiff.tsx'

/**
 * What applying a YAML file would change, before it is done.
 *
 * @param lead one sentence: what is compared with what
 * @param before the YAML of what exists; without it there is nothing to compare with
 * @param action on the button, and what failed when it fails
 * @param progress of an upload while one is under way; its value goes from 0 to 1
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
  progress?: { label: string; value: number } | undefined
  error: unknown
  onApply: () => void
  onClose: () => void
}) {
  return (
    <Dialog
      title={title}
      width={920}
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>Back to the draft</Button>
          <Button variant="primary" busy={isBusy} onClick={onApply}>
            {action}
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
        {progress && (
          <>
            <p className={styles.lead}>{progress.label} …</p>
            <Progress label={progress.label} value={progress.value} />
          </>
        )}
        {error !== null && error !== undefined && <FailureNote error={error} action={action} />}
      </div>
    </Dialog>
  )
}
