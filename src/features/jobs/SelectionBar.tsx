import { GitCompareArrows, X } from 'lucide-react'
import { mostRuns, packRuns } from '../../domain/compare/run-list.ts'
import { plural } from '../../lib/numbers.ts'
import { useWorkspaceRef } from '../../parts/use-workspace.ts'
import { paths } from '../../paths.ts'
import { Button, ButtonLink } from '../../ui/Button.tsx'
import styles from './SelectionBar.module.css'

/** What can be done with the jobs that are chosen in the list. */
export function SelectionBar({ names, onClear }: { names: readonly string[]; onClear: () => void }) {
  const workspace = useWorkspaceRef()
  return (
    <div className={styles.bar} role="region" aria-label="Chosen jobs">
      <span role="status">{plural(names.length, 'job')} chosen</span>
      <ButtonLink
        variant="primary"
        small
        icon={<GitCompareArrows size={15} />}
        disabledReason={whyNotCompare(names.length)}
        to={paths.compare(workspace, packRuns(names))}
      >
        Compare
      </ButtonLink>
      <Button small variant="ghost" icon={<X size={15} />} onClick={onClear}>
        Clear
      </Button>
    </div>
  )
}

function whyNotCompare(count: number): string | undefined {
  if (count < 2) return 'Choose at least two jobs to compare them.'
  return count > mostRuns ? `At most ${mostRuns} jobs can be compared at once.` : undefined
}
