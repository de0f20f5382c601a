import { plural } from '../../../lib/numbers.ts'
import { explain } from '../../../parts/explain.ts'
import { Button } from '../../../ui/Button.tsx'
import { Disclosure } from '../../../ui/Disclosure.tsx'
import { Notice } from '../../../ui/Notice.tsx'
import styles from './FailedRuns.module.css'

type Failure = Readonly<{ name: string; error: unknown }>

/** The jobs that cannot be read, each with what the service says of it. The others are compared all the same. */
export function FailedRuns({
  failures,
  total,
  onRetry,
  onRemove,
}: {
  failures: readonly Failure[]
  total: number
  onRetry: () => void
  onRemove: (names: readonly string[]) => void
}) {
  const canRetry = failures.some(({ error }) => explain(error).canRetry)
  const list = (
    <ul className={styles.list} aria-label="Jobs that could not be read">
      {failures.map(({ name, error }) => (
        <FailedRun key={name} name={name} error={error} onRemove={() => onRemove([name])} />
      ))}
    </ul>
  )
  return (
    <Notice
      tone="warning"
      title={`${failures.length} of ${plural(total, 'job')} could not be read`}
      actions={
        <>
          {/* What is missing now may be there later: a job may be submitted under a name that was chosen before. */}
          <Button small variant={canRetry ? 'primary' : 'secondary'} onClick={onRetry}>
            Try again
          </Button>
          <Button small onClick={() => onRemove(failures.map(({ name }) => name))}>
            {failures.length > 1 ? 'Remove them from here' : 'Remove it from here'}
          </Button>
        </>
      }
    >
      {failures.length > mostInSight ? (
        <Disclosure summary="Which, and why" open={failures.length === total}>
          {list}
        </Disclosure>
      ) : (
        list
      )}
    </Notice>
  )
}

/** More are folded away: what can be compared is worth more room than what cannot. */
const mostInSight = 3

function FailedRun({ name, error, onRemove }: Failure & { onRemove: () => void }) {
  const { title, detail, code, requestId } = explain(error)
  const reference = [code && `code ${code}`, requestId && `request id ${requestId}`].filter(Boolean).join(', ')
  return (
    <li className={styles.run}>
      <div>
        <code className={styles.name}>{name}</code> {title}. {detail !== title && detail}
        {reference !== '' && <div className={styles.reference}>{reference}</div>}
      </div>
      <Button small variant="ghost" aria-label={`Remove ${name}`} onClick={onRemove}>
        Remove
      </Button>
    </li>
  )
}
