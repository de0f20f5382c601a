import { Link } from 'react-router'
import type { RunDetails, RunError } from '../../api/run-history.ts'
import { paths, type JobPlace } from '../../paths.ts'
import { Card } from '../../ui/Card.tsx'
import { CodeBlock } from '../../ui/Disclosure.tsx'
import { Notice } from '../../ui/Notice.tsx'
import styles from './FailureCard.module.css'
import { chosenLogFile, logFilesOf } from './logs/log-files.ts'
import { useLog } from './logs/use-log.ts'

const lastLines = 12

/** Why a job failed: in the words of the service, and in the last words of the job itself. */
export function FailureCard({ job, details }: { job: JobPlace; details: RunDetails }) {
  const error = details.error?.error
  const file = chosenLogFile(logFilesOf(Object.keys(details.logFiles ?? {})), null)
  return (
    <Card title="The job failed" actions={<Link to={paths.job(job, { tab: 'logs' })}>Whole log</Link>}>
      <div className={styles.failure}>
        {error ? (
          <Notice tone="bad" title={error.code ?? 'Error'}>
            <span className={styles.message}>{messagesOf(error).join('\n')}</span>
          </Notice>
        ) : (
          <p>The service gives no reason. The log may say more.</p>
        )}
        {file && <LastLines job={job} fileName={file.name} label={file.label} />}
      </div>
    </Card>
  )
}

function LastLines({ job, fileName, label }: { job: JobPlace; fileName: string; label: string }) {
  const { log } = useLog(job, fileName, false)
  const lines = log.lines.slice(-lastLines).map(({ text }) => text)
  if (lines.length === 0) return null
  return (
    <div>
      <h3 className={styles.heading}>Last lines of the log ({label})</h3>
      <CodeBlock label={`Last lines of ${label}`}>{lines.join('\n')}</CodeBlock>
    </div>
  )
}

/** The outer message first; inner ones often say what it really was. */
function messagesOf(error: RunError): string[] {
  const inner = [...(error.details ?? []), ...(error.innerError ? [error.innerError] : [])].flatMap(messagesOf)
  return [...new Set([...(error.message ? [error.message] : []), ...inner])]
}
