import { CircleAlert, TriangleAlert } from 'lucide-react'
import type { Problem } from '../domain/job-spec/problems.ts'
import { Notice } from '../ui/Notice.tsx'
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

/** What stands in a form's place while the text is no YAML: the first thing to mend, which often mends the rest. */
export function UnreadableYaml({ problems }: { problems: readonly Problem[] }) {
  const [first] = problems
  return (
    <Notice tone="warning" title="The form waits for readable YAML">
      {first && `Line ${first.line}: ${first.message}`}
    </Notice>
  )
}
