import type { DatabaseSync, SQLInputValue } from 'node:sqlite'
import { resourceKey } from '../store.ts'
import { badQuery, type FilterColumns, historyFilterSql } from './history-filter.ts'

/** Whose runs are listed. `compute` is an ARM id, and null means the jobs on serverless compute. */
export type RunScope =
  Readonly<{ experimentId: string }> | Readonly<{ compute: string | null }> | Readonly<{ parentRunId: string }>

/** Run history's query over runs. */
export type RunQuery = Readonly<{
  filter: string
  /** A field, and `asc` or `desc` behind it. */
  orderBy: string
  top: number
  /** Of the page before. */
  token: string | undefined
}>

/** Runs of a page as rows of the `run` table, and the token of the page after it. */
export type RunRows = { rows: Record<string, unknown>[]; token: string | null }

/** The status of a job is ARM's, which knows more of them than MLflow; any other run has MLflow's only. */
const statusSql = `coalesce(json_extract(job.body, '$.properties.status'), case r.status when 'SCHEDULED' then 'Queued'
  when 'RUNNING' then 'Running' when 'FINISHED' then 'Completed' when 'FAILED' then 'Failed' else 'Canceled' end)`

/** By lower-case name, as the service does not care for case. */
const fields: Readonly<Record<string, readonly [sql: string, kind: 'text' | 'date' | 'number']>> = {
  runid: ['r.run_id', 'text'],
  name: ['r.name', 'text'],
  displayname: ['r.name', 'text'],
  status: [statusSql, 'text'],
  userid: ['r.user_id', 'text'],
  parentrunid: ['r.parent_run_id', 'text'],
  rootrunid: ['r.root_run_id', 'text'],
  experimentid: ['r.experiment_id', 'text'],
  // The last segment of the compute's id: what is left once all before its last slash is taken away.
  target: ["replace(r.compute, rtrim(r.compute, replace(r.compute, '/', '')), '') collate nocase", 'text'],
  createdutc: ['r.created_at', 'date'],
  createdtimeutc: ['r.created_at', 'date'],
  starttimeutc: ['r.start_time', 'date'],
  endtimeutc: ['r.end_time', 'date'],
  runnumber: ['r.seq', 'number'],
}

const fieldOf = (name: string) => {
  const key = name.toLowerCase()
  return Object.hasOwn(fields, key) ? fields[key] : undefined
}

const columnOf: FilterColumns = (name) => {
  const [, tag] = /^tags\/(.+)$/is.exec(name) ?? []
  if (tag !== undefined) {
    return { kind: 'text', sql: '(select value from run_tag where run = r.seq and key = ?)', values: [tag] }
  }
  const field = fieldOf(name)
  return field && { sql: field[0], kind: field[1], values: [] }
}

function scopeSql(scope: RunScope): { sql: string; values: SQLInputValue[] } {
  if ('experimentId' in scope) return { sql: 'r.experiment_id = ?', values: [scope.experimentId] }
  if ('parentRunId' in scope) return { sql: 'r.parent_run_id = ?', values: [scope.parentRunId] }
  if (scope.compute === null) return { sql: 'r.compute is null and r.is_job = 1', values: [] }
  return { sql: 'r.compute = ?', values: [resourceKey(scope.compute)] }
}

/**
 * One page of the runs of an experiment, of a compute or below a run. Pages follow the place of the last run in the
 * order, not its number, so that runs which come meanwhile neither repeat nor hide others.
 * @throws ServiceError 400 `BadArgument` for a filter, an order or a token that cannot be read
 */
export function listRuns(db: DatabaseSync, workspaceId: string, scope: RunScope, query: RunQuery): RunRows {
  const within = scopeSql(scope)
  const where = historyFilterSql(query.filter, columnOf)
  const { sql: order, isDescending } = orderOf(query.orderBy)
  const after = query.token === undefined ? undefined : placeOf(query.token)
  const found = db
    .prepare(
      `select r.*, ${order} as place from run r
       left join resource job on job.key = r.workspace || '/jobs/' || r.run_id and r.is_job = 1
       where r.workspace = ? and r.lifecycle = 'active' and ${within.sql} and (${where.sql})
       ${after ? `and (${order}, r.seq) ${isDescending ? '<' : '>'} (?, ?)` : ''}
       order by place ${isDescending ? 'desc' : 'asc'}, r.seq ${isDescending ? 'desc' : 'asc'} limit ?`,
    )
    .all(resourceKey(workspaceId), ...within.values, ...where.values, ...(after ?? []), BigInt(query.top + 1))
  const rows = found.slice(0, query.top)
  const last = rows.at(-1)
  const token =
    found.length > rows.length && last
      ? Buffer.from(JSON.stringify([last['place'], last['seq']])).toString('base64url')
      : null
  return { rows, token }
}

/** What has no value comes last when the newest come first, and first otherwise. */
function orderOf(orderBy: string): { sql: string; isDescending: boolean } {
  const [, name = '', direction = 'asc'] = /^\s*(\S+)(?:\s+(asc|desc))?\s*$/i.exec(orderBy) ?? []
  const field = fieldOf(name)
  if (!field) throw badQuery(`runs cannot be ordered by '${orderBy}'`)
  const nothing = field[1] === 'text' ? "''" : '-1'
  return { sql: `coalesce(${field[0]}, ${nothing})`, isDescending: direction.toLowerCase() === 'desc' }
}

function placeOf(token: string): SQLInputValue[] {
  const isPlace = (value: unknown): value is string | number => typeof value === 'string' || typeof value === 'number'
  try {
    const place: unknown = JSON.parse(Buffer.from(token, 'base64url').toString())
    if (Array.isArray(place) && place.length === 2 && place.every(isPlace)) return place
  } catch {
    // Not JSON: none of ours.
  }
  throw badQuery(`the continuation token '${token}' is invalid`)
}
