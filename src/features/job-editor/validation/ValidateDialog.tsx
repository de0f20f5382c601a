import { CircleAlert, CircleCheck, CircleHelp, LoaderCircle, TriangleAlert } from 'lucide-react'
import { useSyncExternalStore } from 'react'
import type { Path } from '../../../domain/job-spec/problems.ts'
import { plural } from '../../../lib/numbers.ts'
import { explain } from '../../../parts/explain.ts'
import { Button } from '../../../ui/Button.tsx'
import { Dialog } from '../../../ui/Dialog.tsx'
import { StateIcon } from '../../../ui/StateIcon.tsx'
import type { Finding } from './check.ts'
import type { CheckProgress, Validation } from './validate.ts'
import styles from './ValidateDialog.module.css'

/** The dry run of a draft, check by check as their answers come. */
export function ValidateDialog({
  validation,
  onAgain,
  onGoTo,
  onClose,
}: {
  validation: Validation
  onAgain: () => void
  /** Closes the dialog and leads to a field of the form, or to its place in the YAML. */
  onGoTo: (path: Path) => void
  onClose: () => void
}) {
  const progress = useSyncExternalStore(validation.subscribe, validation.progress)
  const isRunning = progress.some((check) => stateOf(check) === 'running')
  return (
    <Dialog
      title="Validate"
      width={640}
      onClose={onClose}
      footer={
        <Button busy={isRunning} onClick={onAgain}>
          Check again
        </Button>
      }
    >
      <p role="status" className={styles.summary}>
        {summaryOf(progress)}
      </p>
      <ul className={styles.checks} aria-label="Checks">
        {progress.map((check) => (
          <Item key={check.id} check={check} onGoTo={onGoTo} />
        ))}
      </ul>
    </Dialog>
  )
}

type State = Finding['state'] | 'running'

const stateOf = ({ finding, error }: CheckProgress): State =>
  finding?.state ?? (error === undefined ? 'running' : 'unknown')

const stateWords: Record<State, string> = {
  running: 'Under way',
  good: 'Good',
  warning: 'Warning',
  bad: 'Problem',
  unknown: 'Not known',
}
const stateIcons = {
  running: { icon: LoaderCircle, tone: 'active' },
  good: { icon: CircleCheck, tone: 'good' },
  warning: { icon: TriangleAlert, tone: 'waiting' },
  bad: { icon: CircleAlert, tone: 'bad' },
  unknown: { icon: CircleHelp, tone: 'unknown' },
} as const

function Item({ check, onGoTo }: { check: CheckProgress; onGoTo: (path: Path) => void }) {
  const { title, path, finding, error } = check
  const state = stateOf(check)
  const failure = error === undefined ? undefined : explain(error)
  return (
    <li>
      <StateIcon {...stateIcons[state]} label={stateWords[state]} size={17} />
      <div className={styles.content}>
        <span className={styles.title}>{title}</span>
        {finding && <span>{finding.message}</span>}
        {failure && (
          <span>
            It could not be checked: {failure.title}. {failure.detail}
          </span>
        )}
        {finding?.advice && <span className={styles.advice}>{finding.advice}</span>}
      </div>
      {path.length > 0 && (state === 'bad' || state === 'warning') && (
        <Button small aria-label={`Show ${path.join('.')}`} onClick={() => onGoTo(path)}>
          Show
        </Button>
      )}
    </li>
  )
}

/** `1 problem, 2 warnings of 8 checks.` */
function summaryOf(progress: readonly CheckProgress[]): string {
  const count = (state: State) => progress.filter((check) => stateOf(check) === state).length
  const running = count('running')
  if (running > 0) return `${progress.length - running} of ${plural(progress.length, 'check')} done …`
  const told = [
    ...(count('bad') > 0 ? [plural(count('bad'), 'problem')] : []),
    ...(count('warning') > 0 ? [plural(count('warning'), 'warning')] : []),
    ...(count('unknown') > 0 ? [`${count('unknown')} not known before the job is sent`] : []),
  ]
  const nothing = 'nothing stands in the way'
  return `${plural(progress.length, 'check')} done: ${told.length > 0 ? told.join(', ') : nothing}.`
}
