import { randomUUID } from 'node:crypto'
import type { DatabaseSync } from 'node:sqlite'
import type { Clock } from '../clock.ts'
import { ServiceError } from '../errors.ts'
import { inTransaction, resourceKey } from '../store.ts'
import { badFilter, filterSql, orderSql, parseFilter, type ColumnOf } from './search-filter.ts'

export type Lifecycle = 'active' | 'deleted'

export type Experiment = Readonly<{
  id: string
  name: string
  lifecycle: Lifecycle
  createdAt: number
  updatedAt: number
  tags: Record<string, string>
}>

export type ExperimentSearch = {
  filter: string
  orderBy: readonly string[]
  lifecycles: readonly Lifecycle[]
  limit: number
  offset: number
}

/** The experiment of runs that name none. MLflow clients ask for it by the id 0. */
const defaultExperiment = { id: '0', name: 'Default' }

const attributeColumns: Readonly<Record<string, string>> = {
  name: 'name',
  experiment_id: 'id',
  creation_time: 'created_at',
  last_update_time: 'updated_at',
}

const columnOf: ColumnOf = ({ entity, key }) => {
  const column = Object.hasOwn(attributeColumns, key) ? attributeColumns[key] : undefined
  if (entity === 'attribute' && column) return { sql: column, values: [] }
  if (entity !== 'tag') throw badFilter(`an experiment has no ${entity} '${key}'`)
  const tag = 'select value from experiment_tag t where t.workspace = e.workspace and t.experiment = e.id and key = ?'
  return { sql: `(${tag})`, values: [key] }
}

export type ExperimentStore = ReturnType<typeof createExperimentStore>

/** Experiments of all workspaces; their ids and names are unique within one. */
export function createExperimentStore(db: DatabaseSync, clock: Clock) {
  db.exec(`
    create table if not exists experiment(
      workspace text not null, id text not null, name text not null, lifecycle text not null,
      created_at int not null, updated_at int not null, primary key(workspace, id), unique(workspace, name)
    ) strict;
    create table if not exists experiment_tag(
      workspace text not null, experiment text not null, key text not null, value text not null,
      primary key(workspace, experiment, key)
    ) strict, without rowid;
  `)
  const insert = db.prepare(`insert into experiment(workspace, id, name, lifecycle, created_at, updated_at)
    values(?, ?, ?, 'active', ?, ?)`)
  const selectId = db.prepare('select * from experiment where workspace = ? and id = ?')
  const selectName = db.prepare('select * from experiment where workspace = ? and name = ?')
  const update = db.prepare(
    'update experiment set name = ?, lifecycle = ?, updated_at = ? where workspace = ? and id = ?',
  )
  const selectTags = db.prepare('select key, value from experiment_tag where workspace = ? and experiment = ?')
  const putTag = db.prepare(
    'insert or replace into experiment_tag(workspace, experiment, key, value) values(?, ?, ?, ?)',
  )
  const removeTag = db.prepare('delete from experiment_tag where workspace = ? and experiment = ? and key = ?')

  // The columns were written by the statements above, so their types are known.
  const experimentOf = (workspace: string, row: Record<string, unknown>): Experiment => ({
    id: row['id'] as string,
    name: row['name'] as string,
    lifecycle: row['lifecycle'] as Lifecycle,
    createdAt: row['created_at'] as number,
    updatedAt: row['updated_at'] as number,
    tags: Object.fromEntries(selectTags.all(workspace, row['id'] as string).map((tag) => [tag['key'], tag['value']])),
  })

  function byName(workspaceId: string, name: string): Experiment | undefined {
    const workspace = resourceKey(workspaceId)
    const row = selectName.get(workspace, name)
    return row && experimentOf(workspace, row)
  }

  function add(workspaceId: string, name: string, tags: Record<string, string>): string {
    const workspace = resourceKey(workspaceId)
    const id = name === defaultExperiment.name ? defaultExperiment.id : randomUUID()
    const now = clock.now()
    inTransaction(db, () => {
      insert.run(workspace, id, name, now, now)
      for (const [key, value] of Object.entries(tags)) putTag.run(workspace, id, key, value)
    })
    return id
  }

  const ensure = (workspaceId: string, name: string): string =>
    byName(workspaceId, name)?.id ?? add(workspaceId, name, {})

  function get(workspaceId: string, id: string): Experiment | undefined {
    if (id === defaultExperiment.id) ensure(workspaceId, defaultExperiment.name)
    const workspace = resourceKey(workspaceId)
    const row = selectId.get(workspace, id)
    return row && experimentOf(workspace, row)
  }

  return {
    get,
    byName,
    ensure,
    /** @returns the id @throws ServiceError 400 RESOURCE_ALREADY_EXISTS */
    create(workspaceId: string, name: string, tags: Record<string, string>): string {
      if (!byName(workspaceId, name)) return add(workspaceId, name, tags)
      throw new ServiceError(400, 'RESOURCE_ALREADY_EXISTS', `Experiment '${name}' already exists.`)
    },
    update(workspaceId: string, id: string, change: { name?: string; lifecycle?: Lifecycle }) {
      const now = get(workspaceId, id)
      if (!now) return
      const { name, lifecycle } = { ...now, ...change }
      update.run(name, lifecycle, clock.now(), resourceKey(workspaceId), id)
    },
    setTag: (workspaceId: string, id: string, key: string, value: string) =>
      void putTag.run(resourceKey(workspaceId), id, key, value),
    deleteTag: (workspaceId: string, id: string, key: string) => void removeTag.run(resourceKey(workspaceId), id, key),
    /** Newest first unless `orderBy` says otherwise. @throws ServiceError 400 INVALID_PARAMETER_VALUE */
    search(workspaceId: string, { filter, orderBy, lifecycles, limit, offset }: ExperimentSearch): Experiment[] {
      const workspace = resourceKey(workspaceId)
      const where = filterSql(parseFilter(filter), columnOf)
      const order = orderSql(orderBy, columnOf, 'created_at desc, id desc')
      const marks = lifecycles.map(() => '?').join(', ')
      const rows = db
        .prepare(
          `select * from experiment e where workspace = ? and lifecycle in (${marks}) and ${where.sql}
           order by ${order.sql} limit ? offset ?`,
        )
        .all(workspace, ...lifecycles, ...where.values, ...order.values, BigInt(limit), BigInt(offset))
      return rows.map((row) => experimentOf(workspace, row))
    },
  }
}
