import { useMemo } from 'react'
import { useWorkspaceRef } from '../../../parts/use-workspace.ts'
import { paths } from '../../../paths.ts'
import type { ComparedColumn } from '../differences/compared-column.ts'
import type { LoadedRun } from './compared-run.ts'

/** The jobs in sight as columns of a table. */
export function useColumns(runs: readonly LoadedRun[]): readonly ComparedColumn[] {
  const workspace = useWorkspaceRef()
  return useMemo(
    () =>
      runs
        .filter(({ isHidden }) => !isHidden)
        .map(({ name, title, look, job }) => ({
          job,
          title,
          color: look.color,
          href: paths.job({ workspace, jobName: name }),
        })),
    [runs, workspace],
  )
}
