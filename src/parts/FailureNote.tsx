import { Button } from '../ui/Button.tsx'
import { CopyButton } from '../ui/CopyButton.tsx'
import { CodeBlock } from '../ui/Disclosure.tsx'
import { Notice } from '../ui/Notice.tsx'
import { explain } from './explain.ts'
import styles from './FailureNote.module.css'

/**
 * A failure in the page's flow: what was tried, why it failed, what to do, and what support will ask for.
 *
 * @param action what was tried, as on its button: `Create the compute`
 * @param onRetry offered where trying again may help
 */
export function FailureNote({ error, action, onRetry }: { error: unknown; action?: string; onRetry?: () => void }) {
  const { title, detail, advice, command, canRetry, code, requestId } = explain(error)
  const reference = [code && `code ${code}`, requestId && `request id ${requestId}`].filter(Boolean).join(', ')
  return (
    <Notice
      tone="bad"
      title={action ? `${action}: ${title.charAt(0).toLowerCase()}${title.slice(1)}` : title}
      actions={
        onRetry && canRetry ? (
          <Button small onClick={onRetry}>
            Try again
          </Button>
        ) : undefined
      }
    >
      <p className={styles.text}>{detail}</p>
      {advice && <p className={styles.text}>{advice}</p>}
      {command && <CodeBlock label="Command">{command}</CodeBlock>}
      {reference && (
        <p className={styles.reference}>
          <span>{reference}</span>
          <CopyButton text={`${title}: ${detail} (${reference})`} label="error details" />
        </p>
      )}
    </Notice>
  )
}
