import type { DatabaseSync } from 'node:sqlite'
import type { Metric, MetricStore } from './metric-store.ts'

/** What autologging tells of a run beside its data, kept as it came. */
export type RunNote = 'datasetInput' | 'modelInput' | 'modelOutput'

type Pair = Readonly<{ key: string; value: string }>

/** What was logged into a run: of each metric the value to show, and the rest by key. */
export type RunDetails = Readonly<{
  metrics: readonly Metric[]
  params: readonly Pair[]
  tags: readonly Pair[]
  notes: (kind: RunNote) => unknown[]
}>

type Entry = [run: number, key: string, value: string]

/** Reads the details of many runs by one query of each kind: a search answers hundreds of runs with hundreds of them. */
export function createDetailsReader(db: DatabaseSync, metrics: MetricStore) {
  const entriesOf = (table: string, key: string, value: string, order: string) => {
    const select = db.prepare(
      `select run, ${key}, ${value} from ${table} where run in (select value from json_each(?)) order by ${order}`,
    )
    select.setReturnArrays(true)
    return (seqs: string) => {
      const rows = select.all(seqs) as unknown as Entry[] // See setReturnArrays.
      return Map.groupBy(rows, ([run]) => run)
    }
  }
  const params = entriesOf('run_param', 'key', 'value', 'run, key')
  const tags = entriesOf('run_tag', 'key', 'value', 'run, key')
  const notes = entriesOf('run_note', 'kind', 'body', 'id')
  const pairs = (entries: readonly Entry[] = []) => entries.map(([, key, value]) => ({ key, value }))

  return (runs: readonly Readonly<{ seq: number }>[]): RunDetails[] => {
    const seqs = runs.map(({ seq }) => seq)
    const list = JSON.stringify(seqs)
    const latest = metrics.latestOf(seqs)
    const [paramsByRun, tagsByRun, notesByRun] = [params(list), tags(list), notes(list)]
    return seqs.map((seq) => ({
      metrics: latest.get(seq) ?? [],
      params: pairs(paramsByRun.get(seq)),
      tags: pairs(tagsByRun.get(seq)),
      notes: (kind) =>
        (notesByRun.get(seq) ?? []).filter(([, of]) => of === kind).map(([, , body]): unknown => JSON.parse(body)),
    }))
  }
}
