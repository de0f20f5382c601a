import type { DatabaseSync } from 'node:sqlite'
import { resourceKey } from '../store.ts'
import type { Lifecycle } from './experiment-store.ts'
import { badFilter, filterSql, orderSql, parseFilter, type ColumnOf } from './search-filter.ts'

export type RunSearch = Readonly<{
  experimentIds: readonly string[]
  filter: string
  orderBy: readonly string[]
  lifecycles: readonly Lifecycle[]
  /** Only this run and the runs below it. */
  below?: string | undefined
  limit: number
  offset: number
}>

/** Attributes of runs by the names that MLflow and Azure know; `duration`, in milliseconds, is Azure's own. */
const attributeColumns: Readonly<Record<string, string>> = {
  run_id: 'run_id',
  run_name: 'name',
  'run name': 'name',
  status: 'status',
  user_id: 'user_id',
  start_time: 'coalesce(start_time, created_at)',
  created: 'created_at',
  end_time: 'end_time',
  duration: '(end_time - start_time)',
}

const columnOf: ColumnOf = ({ entity, key }) => {
  if (entity === 'metric')
    return { sql: '(select last_value from metric_key where run = r.seq and key = ?)', values: [key] }
  if (entity !== 'attribute')
    return { sql: `(select value from run_${entity} where run = r.seq and key = ?)`, values: [key] }
  const name = key.toLowerCase()
  const column = Object.hasOwn(attributeColumns, name) ? attributeColumns[name] : undefined
  if (!column) throw badFilter(`a run has no attribute '${key}'`)
  return { sql: column, values: [] }
}

const isBelow = `run_id in (
  with recursive own(id) as (
    select ? union select run_id from run c join own on c.parent_run_id = own.id where c.workspace = r.workspace
  ) select id from own)`

/**
 * Rows of the `run` table that a search finds, newest first unless `orderBy` says otherwise.
 * @throws ServiceError 400 INVALID_PARAMETER_VALUE
 */
export function searchRuns(db: DatabaseSync, workspaceId: string, search: RunSearch): Record<string, unknown>[] {
  const where = filterSql(parseFilter(search.filter), columnOf)
  const order = orderSql(search.orderBy, columnOf, 'coalesce(start_time, created_at) desc, seq desc')
  // JSON keeps the number of bound values away from the number of experiments.
  const lists = [JSON.stringify(search.experimentIds), JSON.stringify(search.lifecycles)]
  return db
    .prepare(
      `select * from run r where workspace = ? and experiment_id in (select value from json_each(?))
       and lifecycle in (select value from json_each(?)) and ${search.below === undefined ? '? is null' : isBelow}
       and ${where.sql}
       order by ${order.sql} limit ? offset ?`,
    )
    .all(
      resourceKey(workspaceId),
      ...lists,
      search.below ?? null,
      ...where.values,
      ...order.values,
      BigInt(search.limit),
      BigInt(search.offset),
    )
}
