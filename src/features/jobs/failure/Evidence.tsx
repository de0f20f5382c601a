import { Link } from 'react-router'
import type { OwnFrame } from '../../../domain/failure/failure.ts'
import type { Evidence as EvidenceLine } from '../../../domain/failure/log-lines.ts'
import { paths, type JobPlace } from '../../../paths.ts'
import { logFilesOf } from '../logs/log-files.ts'
import styles from './Evidence.module.css'

/** The lines that decided, each with a way to its place in the log, below the call in the user's own code. */
export function Evidence({
  job,
  frame,
  evidence,
}: {
  job: JobPlace
  frame: OwnFrame | undefined
  evidence: readonly EvidenceLine[]
}) {
  return (
    <div className={styles.evidence}>
      {frame && (
        <figure className={styles.frame}>
          <figcaption className={styles.line}>
            <span>
              <code>
                {frame.file}:{frame.line}
              </code>
              {frame.function && frame.function !== '<module>' && (
                <>
                  {' in '}
                  <code>{frame.function}</code>
                </>
              )}
            </span>
            {frame.at && <Place job={job} line={frame.at} />}
          </figcaption>
          {frame.source && <code className={styles.source}>{frame.source}</code>}
        </figure>
      )}
      {evidence.length > 0 && (
        <ol className={styles.lines} aria-label="The lines that decided">
          {evidence.map((line, index) => (
            // Lines never change once a job has ended.
            // oxlint-disable-next-line react/no-array-index-key
            <li key={index} className={styles.line}>
              <code className={styles.text}>{line.text}</code>
              {line.file !== evidence[index - 1]?.file && <Place job={job} line={line} />}
            </li>
          ))}
        </ol>
      )}
    </div>
  )
}

/** Leads to a line in its log; what the service quotes has no place. */
function Place({ job, line: { file, offset } }: { job: JobPlace; line: EvidenceLine }) {
  if (file === undefined) return null
  const at = offset === undefined ? {} : { at: String(offset) }
  return (
    <Link className={styles.place} to={paths.job(job, { tab: 'logs', file, ...at })}>
      {logFilesOf([file])[0]?.label ?? file}
    </Link>
  )
}
