import { differencesOf } from '../../../domain/compare/differences.ts'
import type { ComparedColumn } from './compared-column.ts'

/**
 * What differs between jobs, fact by fact.
 *
 * @param baseline name of the job that others are held against; without one it is the most common value
 */
export function Differences({
  columns,
  baseline,
}: {
  columns: readonly ComparedColumn[]
  baseline: string | undefined
}) {
  const sections = differencesOf(columns.map(({ job }) => job))
  return (
    <section aria-label="What differs" data-baseline={baseline}>
      {sections.map(({ id, title }) => (
        <h3 key={id}>{title}</h3>
      ))}
    </section>
  )
}
