import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useId, useMemo } from 'react'
import { plural } from '../../lib/numbers.ts'
import { artifactStore } from '../../queries/file-store.ts'
import { runImageQueries } from '../../queries/run-images.ts'
import { imageSeriesIn } from './image-series.ts'
import { GroupHeading } from './MetricBoardGroup.tsx'
import { MetricImageCard } from './MetricImageCard.tsx'
import type { ChartSize, MetricRun } from './metric-run.ts'
import styles from './MetricBoard.module.css'
import { useFoundNames } from './use-found-names.ts'

/** A running job is asked this often which pictures it has logged. */
const lookAgainMs = 15_000

/**
 * Pictures that a run has logged, each series with a slider for its steps. Shows nothing where there are none; what is
 * folded away or out of sight is not read.
 */
export function MetricImages({
  run: { job, isLive },
  search,
  size,
  isOpen,
  onToggle,
}: {
  run: MetricRun
  search: string
  size: ChartSize
  isOpen: boolean
  onToggle: (() => void) | undefined
}) {
  const id = useId()
  const client = useQueryClient()
  const store = useMemo(() => artifactStore(client, job), [client, job])
  const paths = useQuery({
    ...runImageQueries.paths(client, job, isLive),
    refetchInterval: isLive ? lookAgainMs : false,
  })
  const { series, left } = useMemo(() => imageSeriesIn(paths.data ?? []), [paths.data])
  const keys = useMemo(() => series.map(({ key }) => key), [series])
  const { found } = useFoundNames(keys, search)
  const shown = series.filter(({ key }) => found.includes(key))
  // A list that failed is told by the files' own page; charts do without.
  if (shown.length === 0) return null
  return (
    <section className={styles.group} aria-labelledby={id}>
      <GroupHeading id={id} title="Images" count={shown.length} isOpen={isOpen} onToggle={onToggle} />
      {isOpen && (
        <ul className={styles.charts}>
          {shown.map(({ key, images }) => (
            <li key={key} className={styles.slot} data-size={size === 'large' ? 'medium' : size}>
              <MetricImageCard name={key} images={images} store={store} />
            </li>
          ))}
        </ul>
      )}
      {isOpen && left > 0 && <p className={styles.left}>{plural(left, 'more picture')} among the outputs.</p>}
    </section>
  )
}
