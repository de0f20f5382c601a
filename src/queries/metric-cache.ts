import type { SeriesColumns } from '../lib/series/series-types.ts'

/** Series of jobs that have ended, kept in this browser. Nothing here throws: without a cache all is read again. */
export type MetricCache = Readonly<{
  /**
   * @param id of the series
   * @param last the last value that the service tells now: what was kept with another one is out of date
   */
  get: (id: string, last: string) => Promise<SeriesColumns | undefined>
  set: (id: string, last: string, columns: SeriesColumns) => Promise<void>
}>
