import type { DatabaseSync } from 'node:sqlite'
import type { Clock } from '../clock.ts'
import type { RunStore, Settings } from '../contracts.ts'
import { ServiceError } from '../errors.ts'
import { inTransaction, resourceKey, type ResourceStore } from '../store.ts'
import { createExperimentStore, type ExperimentStore, type Lifecycle } from './experiment-store.ts'
import { createMetricStore, type Metric, type MetricStore } from './metric-store.ts'
import { listRuns, type RunQuery, type RunScope } from './run-list.ts'
import { createDetailsReader, type RunDetails, type RunNote } from './run-details.ts'
import { checkLimit, parameterLimit } from './run-limits.ts'
import { searchRuns, type RunSearch } from './run-search.ts'

export type RunStatus = 'SCHEDULED' | 'RUNNING' | 'FINISHED' | 'FAILED' | 'KILLED'

/** A run without its metrics, parameters and tags. Times are in milliseconds. */
export type Run = Readonly<{
  /** Row number: the key of all that belongs to the run. */
  seq: number
  runId: string
  experimentId: string
  name: string
  userId: string
  status: RunStatus
  createdAt: number
  startTime: number | null
  endTime: number | null
  lifecycle: Lifecycle
  /** The run of an ARM job: its status and times are the job's, never what a script says. */
  isJob: boolean
  /** The run of a job that cannot change any more: searches need not look at the job again. */
  isFinal: boolean
  parentRunId: string | null
  /** The run itself when nothing is above it. */
  rootRunId: string
}>

export type RunChange = Partial<Pick<Run, 'name' | 'status' | 'startTime' | 'endTime' | 'lifecycle'>>

export type NewRun = {
  runId: string
  experimentId: string
  name: string
  userId: string
  startTime: number
  tags: Record<string, string>
}

/** What a log-batch call writes; all of it or nothing. */
export type RunData = {
  metrics: Metric[]
  params: [key: string, value: string][]
  tags: [key: string, value: string][]
}

export type Runs = RunStore & {
  experiments: ExperimentStore
  metrics: MetricStore
  get(workspaceId: string, runId: string): Run | undefined
  create(workspaceId: string, run: NewRun): Run
  /** @param isFinal the run is a job's, and the job cannot change any more */
  update(run: Run, change: RunChange, isFinal?: boolean): void
  /** Runs of jobs that may still change. */
  openJobRuns(workspaceId: string): Run[]
  search(workspaceId: string, search: RunSearch): Run[]
  /** A page in run history's own language. @throws ServiceError 400 BadArgument */
  list(workspaceId: string, scope: RunScope, query: RunQuery): { runs: Run[]; token: string | null }
  /** @throws ServiceError 400 INVALID_PARAMETER_VALUE when a parameter would change */
  log(run: Run, data: RunData): void
  /** What was logged into each of the runs, in their order. */
  details(runs: readonly Run[]): RunDetails[]
  params(run: Run): Record<string, string>
  tags(run: Run): Record<string, string>
  deleteTag(run: Run, key: string): boolean
  addNotes(run: Run, kind: RunNote, bodies: unknown[]): void
}

export type RunStoreOptions = { db: DatabaseSync; clock: Clock; resources: ResourceStore; settings: Settings }

const schema = `
  create table if not exists run(
    seq integer primary key, workspace text not null, run_id text not null, experiment_id text not null,
    name text not null, user_id text not null, status text not null, created_at int not null, start_time int,
    end_time int, lifecycle text not null, is_job int not null, is_final int not null, parent_run_id text,
    root_run_id text not null, compute text, unique(workspace, run_id)
  ) strict;
  create index if not exists run_experiment on run(workspace, experiment_id, start_time desc);
  create index if not exists run_parent on run(workspace, parent_run_id);
  create index if not exists run_open_job on run(workspace) where is_job = 1 and is_final = 0;
  create table if not exists run_param(
    run int not null, key text not null, value text not null, primary key(run, key)
  ) strict, without rowid;
  create table if not exists run_tag(
    run int not null, key text not null, value text not null, primary key(run, key)
  ) strict, without rowid;
  create table if not exists run_note(id integer primary key, run int not null, kind text not null, body text not null)
    strict;
  create index if not exists run_note_run on run_note(run, kind);
`

/** Data folders of earlier versions do not know on which compute a run is; their computes' ids are the jobs' own. */
const addCompute = `
  alter table run add column compute text;
  update run set compute = (select lower(json_extract(body, '$.properties.computeId')) from resource
    where key = workspace || '/jobs/' || run_id) where is_job = 1;
`

/** The columns were written by the statements below, so their types are known. */
const runOf = (row: Record<string, unknown>): Run => ({
  seq: row['seq'] as number,
  runId: row['run_id'] as string,
  experimentId: row['experiment_id'] as string,
  name: row['name'] as string,
  userId: row['user_id'] as string,
  status: row['status'] as RunStatus,
  createdAt: row['created_at'] as number,
  startTime: row['start_time'] as number | null,
  endTime: row['end_time'] as number | null,
  lifecycle: row['lifecycle'] as Lifecycle,
  isJob: row['is_job'] === 1,
  isFinal: row['is_final'] === 1,
  parentRunId: row['parent_run_id'] as string | null,
  rootRunId: row['root_run_id'] as string,
})

const pairs = (rows: Record<string, unknown>[]): Record<string, string> =>
  Object.fromEntries(rows.map((row) => [row['key'], row['value']]))

/** Runs, their parameters, tags and metrics. A call that returned is on disk. */
export function createRunStore({ db, clock, resources }: RunStoreOptions): Runs {
  db.exec(schema)
  if (!db.prepare("select 1 from pragma_table_info('run') where name = 'compute'").get()) db.exec(addCompute)
  db.exec('create index if not exists run_compute on run(workspace, compute, created_at)')
  const experiments = createExperimentStore(db, clock)
  const metrics = createMetricStore(db)

  const select = db.prepare('select * from run where workspace = ? and run_id = ?')
  const selectOpen = db.prepare('select * from run where workspace = ? and is_job = 1 and is_final = 0 order by seq')
  const insert = db.prepare(`insert into run(workspace, run_id, experiment_id, name, user_id, status, created_at,
    start_time, end_time, lifecycle, is_job, is_final, parent_run_id, root_run_id, compute)
    values(?, ?, ?, ?, ?, ?, ?, ?, null, 'active', ?, 0, ?, ?, ?)`)
  const update = db.prepare(`update run set name = ?, status = ?, start_time = ?, end_time = ?, lifecycle = ?,
    is_final = ? where seq = ?`)
  const remove = db.prepare('delete from run where seq = ?')
  const selectParams = db.prepare('select key, value from run_param where run = ? order by key')
  const selectParam = db.prepare('select value from run_param where run = ? and key = ?')
  const putParam = db.prepare('insert or ignore into run_param(run, key, value) values(?, ?, ?)')
  const selectTags = db.prepare('select key, value from run_tag where run = ? order by key')
  const putTag = db.prepare('insert or replace into run_tag(run, key, value) values(?, ?, ?)')
  const removeTag = db.prepare('delete from run_tag where run = ? and key = ?')
  const putNote = db.prepare('insert into run_note(run, kind, body) values(?, ?, ?)')
  const countParams = db.prepare('select count(*) as n from run_param where run = ?')
  const removeAll = ['run_param', 'run_tag', 'run_note'].map((table) =>
    db.prepare(`delete from ${table} where run = ?`),
  )

  function get(workspaceId: string, runId: string): Run | undefined {
    const row = select.get(resourceKey(workspaceId), runId)
    return row && runOf(row)
  }

  function write(run: Run, change: RunChange, isFinal: boolean) {
    const { name, status, startTime, endTime, lifecycle } = { ...run, ...change }
    update.run(name, status, startTime, endTime, lifecycle, isFinal ? 1 : 0, run.seq)
  }

  function logParam(run: Run, key: string, value: string) {
    const { changes } = putParam.run(run.seq, key, value)
    const before = changes === 0 ? selectParam.get(run.seq, key)?.['value'] : value
    if (before === value) return
    throw new ServiceError(
      400,
      'INVALID_PARAMETER_VALUE',
      `Changing param values is not allowed. Param with key='${key}' was already logged with value='${String(before)}' for ` +
        `run ID='${run.runId}'. Attempted logging new value '${value}'.`,
    )
  }

  /** @param job what the run of a job has of that one */
  function add(workspaceId: string, run: NewRun, job?: { computeId: unknown; createdAt: number }): Run {
    const workspace = resourceKey(workspaceId)
    const parentRunId = run.tags['mlflow.parentRunId'] ?? null
    const rootRunId = parentRunId === null ? run.runId : (get(workspaceId, parentRunId)?.rootRunId ?? parentRunId)
    const { runId, experimentId, name, userId } = run
    const [status, startTime] = job ? ['SCHEDULED', null] : ['RUNNING', run.startTime]
    const createdAt = job?.createdAt ?? clock.now()
    return inTransaction(db, () => {
      insert.run(
        ...([workspace, runId, experimentId, name, userId, status, createdAt, startTime] as const),
        ...([job ? 1 : 0, parentRunId, rootRunId] as const),
        typeof job?.computeId === 'string' ? resourceKey(job.computeId) : null,
      )
      const made = runOf(select.get(workspace, runId) ?? {})
      const own = { 'mlflow.runName': name, 'mlflow.user': userId, 'mlflow.rootRunId': rootRunId }
      for (const [key, value] of Object.entries({ ...run.tags, ...own })) putTag.run(made.seq, key, value)
      return made
    })
  }

  return {
    experiments,
    metrics,
    ensureExperiment: experiments.ensure,
    ensureJobRun(workspaceId, jobName, ownTags = {}) {
      if (get(workspaceId, jobName)) return
      const job = resources.get(`${workspaceId}/jobs/${jobName}`)
      const { experimentName, displayName, tags, computeId } = job?.properties ?? {}
      const run = {
        runId: jobName,
        experimentId: experiments.ensure(workspaceId, typeof experimentName === 'string' ? experimentName : 'Default'),
        name: typeof displayName === 'string' ? displayName : jobName,
        userId: job?.systemData?.createdBy ?? '',
        startTime: clock.now(),
        // Tags were checked when the job was made.
        tags: { ...(tags as Record<string, string> | undefined), ...ownTags, 'mlflow.source.type': 'JOB' },
      }
      const created = job?.systemData?.createdAt
      add(workspaceId, run, { computeId, createdAt: created === undefined ? clock.now() : Date.parse(created) })
    },
    deleteRun(workspaceId, runId) {
      const run = get(workspaceId, runId)
      if (!run) return
      inTransaction(db, () => {
        metrics.deleteAll(run.seq)
        for (const statement of removeAll) statement.run(run.seq)
        remove.run(run.seq)
      })
    },
    get,
    create: (workspaceId, run) => add(workspaceId, run),
    update: (run, change, isFinal = false) =>
      inTransaction(db, () => {
        write(run, change, isFinal)
        if (change.name !== undefined) putTag.run(run.seq, 'mlflow.runName', change.name)
      }),
    openJobRuns: (workspaceId) => selectOpen.all(resourceKey(workspaceId)).map(runOf),
    search: (workspaceId, search) => searchRuns(db, workspaceId, search).map(runOf),
    list(workspaceId, scope, query) {
      const { rows, token } = listRuns(db, workspaceId, scope, query)
      return { runs: rows.map(runOf), token }
    },
    log: (run, data) =>
      inTransaction(db, () => {
        for (const [key, value] of data.params) logParam(run, key, value)
        if (data.params.length > 0) checkLimit('Parameters', parameterLimit, countParams.get(run.seq)?.['n'])
        for (const [key, value] of data.tags) {
          putTag.run(run.seq, key, value)
          if (key === 'mlflow.runName') write(run, { name: value }, false)
        }
        metrics.log(run.seq, data.metrics)
      }),
    details: createDetailsReader(db, metrics),
    params: (run) => pairs(selectParams.all(run.seq)),
    tags: (run) => pairs(selectTags.all(run.seq)),
    deleteTag: (run, key) => removeTag.run(run.seq, key).changes > 0,
    addNotes: (run, kind, bodies) =>
      inTransaction(db, () => {
        for (const body of bodies) putNote.run(run.seq, kind, JSON.stringify(body))
      }),
  }
}
