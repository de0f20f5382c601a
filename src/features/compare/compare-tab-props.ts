import type { CompareView } from './compare-view.ts'
import type { LoadedRun } from './runs/compared-run.ts'
import type { ChangeView } from './use-compare-view.ts'

/** What every tab of a comparison is given. */
export type CompareTabProps = Readonly<{
  view: CompareView
  onChange: ChangeView
  /** Those that could be read, hidden ones included. The same array while nothing changes. */
  runs: readonly LoadedRun[]
}>
