import { CircleAlert, TriangleAlert } from 'lucide-react'
import type { Fix, Path, Problem } from '../domain/job-spec/problems.ts'
import { Button } from '../ui/Button.tsx'
import { Notice } from '../ui/Notice.tsx'
import type { WantedPlace } from './use-places.ts'
import styles from './YamlProblems.module.css'

/**
 * All that is wrong with a YAML text, with the line each thing is in.
 * @param onFix mends the text that the problems are of; the way for those who do without the editor
 * @param onGoTo leads to where a problem is
 */
export function YamlProblems({
  problems,
  onFix,
  onGoTo,
}: {
  problems: readonly Problem[]
  onFix?: (fix: Fix) => void
  onGoTo?: ((place: WantedPlace) => void) | undefined
}) {
  if (problems.length === 0) return null
  return (
    <ul className={styles.problems} aria-label="Problems">
      {problems.map(({ severity, from, line, column, path, message, fix }) => (
        <li key={`${line}:${column}:${path.join('.')}:${message}`} className={styles[severity]}>
          {severity === 'error' ? (
            <CircleAlert size={14} aria-label="Error" />
          ) : (
            <TriangleAlert size={14} aria-label="Warning" />
          )}
          <span>
            {message}{' '}
            {onGoTo ? (
              <button type="button" className={styles.link} onClick={() => onGoTo({ path, from })}>
                <span className="visually-hidden">Show</span> {placeInWords(path, line)}
              </button>
            ) : (
              <span className={styles.place}>{placeInWords(path, line)}</span>
            )}
            {fix && onFix && (
              <>
                {' '}
                <Button small variant="ghost" onClick={() => onFix(fix)}>
                  {fix.title}
                </Button>
              </>
            )}
          </span>
        </li>
      ))}
    </ul>
  )
}

const placeInWords = (path: Path, line: number) =>
  [...(path.length > 0 ? [path.join('.')] : []), `line ${line}`].join(', ')

/** What stands in a form's place while the text is no YAML: the first thing to mend, which often mends the rest. */
export function UnreadableYaml({ problems }: { problems: readonly Problem[] }) {
  const [first] = problems
  return (
    <Notice tone="warning" title="The form waits for readable YAML">
      {first && `Line ${first.line}: ${first.message}`}
    </Notice>
  )
}
