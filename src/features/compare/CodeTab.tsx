import type { CompareTabProps } from './compare-tab-props.ts'
import { PairDiff } from './differences/PairDiff.tsx'
import { useColumns } from './runs/use-columns.ts'

/** Two of the jobs in sight side by side. */
export function CodeTab({ runs }: CompareTabProps) {
  return <PairDiff columns={useColumns(runs)} />
}
