import { ChevronDown, Eye, EyeOff } from 'lucide-react'
import { startTransition, useMemo } from 'react'
import { plural } from '../../../lib/numbers.ts'
import { useWorkspaceRef } from '../../../parts/use-workspace.ts'
import { Button } from '../../../ui/Button.tsx'
import { useIsNarrow } from '../../../ui/use-is-narrow.ts'
import type { ChangeView } from '../use-compare-view.ts'
import type { ComparedRun } from './compared-run.ts'
import { withoutRun, withRun, withRunMoved } from './run-changes.ts'
import styles from './RunList.module.css'
import { RunRow, type RunActions } from './RunRow.tsx'

/** The jobs of the comparison: how each is drawn and called here, and which one the others are held against. */
export function RunList({
  runs,
  baseline,
  onChange,
}: {
  runs: readonly ComparedRun[]
  baseline: string | undefined
  onChange: ChangeView
}) {
  const workspace = useWorkspaceRef()
  const isNarrow = useIsNarrow()
  const actions = useMemo(() => runActions(onChange), [onChange])
  const hidden = runs.filter(({ isHidden }) => isHidden).length
  return (
    <details className={styles.frame} open={!isNarrow} key={String(isNarrow)}>
      <summary className={styles.summary}>
        <ChevronDown size={16} aria-hidden="true" />
        <h2>Jobs</h2>
        <span className={styles.count}>
          {plural(runs.length, 'job')}
          {hidden > 0 && `, ${hidden} hidden`}
        </span>
      </summary>
      <div className={styles.bar}>
        <Button
          small
          variant="ghost"
          icon={hidden > 0 ? <Eye size={14} /> : <EyeOff size={14} />}
          onClick={() => onChange((view) => ({ runs: view.runs.map((run) => ({ ...run, isHidden: hidden === 0 })) }))}
        >
          {hidden > 0 ? 'Show all' : 'Hide all'}
        </Button>
      </div>
      <ul className={styles.list} aria-label="Compared jobs">
        {runs.map((run, index) => (
          <RunRow
            key={run.name}
            name={run.name}
            title={run.title}
            isRenamed={run.isRenamed}
            lookIndex={run.lookIndex}
            isHidden={run.isHidden}
            status={run.status}
            isBaseline={run.name === baseline}
            isFirst={index === 0}
            isLast={index === runs.length - 1}
            workspace={workspace}
            actions={actions}
          />
        ))}
      </ul>
    </details>
  )
}

/** What follows is drawn in slices: of a hundred jobs it may be much, and none of it is typed. */
const runActions = (onChange: ChangeView): RunActions => {
  const change: ChangeView = (next) => startTransition(() => onChange(next))
  return {
    onChange: (name, changes) => change(({ runs }) => ({ runs: withRun(runs, name, changes) })),
    onMove: (name, by) => change(({ runs }) => ({ runs: withRunMoved(runs, name, by) })),
    onBaseline: (baseline) => change({ baseline }),
    onRemove: (name) =>
      change(({ runs, baseline }) => ({
        runs: withoutRun(runs, name),
        baseline: baseline === name ? undefined : baseline,
      })),
  }
}
