import { CircleAlert, TriangleAlert } from 'lucide-react'
import type { Problem } from '../domain/job-spec/problems.ts'
import styles from './YamlProblems.module.css'

/** All that is wrong with a YAML text, with the line each thing is in. */
export function YamlProblems({ problems }: { problems: readonly Problem[] }) {
  if (problems.length === 0) return null
  return (
    <ul className={styles.problems} aria-label="Problems">
      {problems.map(({ severity, line, column, path, message }) => (
        <li key={`${line}:${column}:${path.join('.')}:${message}`} className={styles[severity]}>
          {severity === 'error' ? (
            <CircleAlert size={14} aria-label="Error" />
          ) : (
            <TriangleAlert size={14} aria-label="Warning" />
          )}
          <span>
            {message}{' '}
            <span className={styles.place}>
              {[...(path.length > 0 ? [path.join('.')] : []), `line ${line}`].join(', ')}
            </span>
          </span>
        </li>
      ))}
    </ul>
  )
}
