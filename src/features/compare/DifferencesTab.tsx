import type { CompareTabProps } from './compare-tab-props.ts'
import { Differences } from './differences/Differences.tsx'
import { useColumns } from './runs/use-columns.ts'

/** What differs between the jobs in sight, fact by fact. */
export function DifferencesTab({ view, runs }: CompareTabProps) {
  return <Differences columns={useColumns(runs)} baseline={view.baseline} />
}
