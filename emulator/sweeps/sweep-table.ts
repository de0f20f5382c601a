import type { DatabaseSync } from 'node:sqlite'
import { resourceKey } from '../store.ts'
import type { DrawnTrial } from './sampler.ts'

export type SweepPhase = 'Queued' | 'Running' | 'CancelRequested' | 'Completed' | 'Failed' | 'Canceled'

export type SweepRow = {
  seq: number
  workspaceId: string
  jobName: string
  /** Of all draws; the job's own, or one made up when the sweep came. */
  seed: number
  phase: SweepPhase
  createdAt: number
  startedAt: number | null
  endedAt: number | null
  /** Set once no trial is to be started any more: what the sweep will end as, and why. */
  stopAs: 'Canceled' | 'Failed' | null
  stopReason: string | null
}

/** A trial: what was drawn for it, and what has become of it. */
export type TrialRow = {
  number: number
  jobName: string
  /** JSON of its values and of the point they were drawn at. */
  drawn: string
  /** Its best value of the primary metric so far. */
  score: number | null
  /** Values of the primary metric that the early termination policy has judged. */
  judged: number
  /** Why the policy ended it. */
  endedEarly: string | null
  /** Its final status. */
  outcome: string | null
}

/** Reads what `addTrial` wrote. */
export const drawnOf = ({ drawn, score }: TrialRow): DrawnTrial => ({
  ...(JSON.parse(drawn) as Pick<DrawnTrial, 'point' | 'values'>),
  score: score ?? undefined,
})

const sweepColumns = {
  seq: 'seq',
  workspaceId: 'workspace_id',
  jobName: 'job_name',
  seed: 'seed',
  phase: 'phase',
  createdAt: 'created_at',
  startedAt: 'started_at',
  endedAt: 'ended_at',
  stopAs: 'stop_as',
  stopReason: 'stop_reason',
} satisfies Record<keyof SweepRow, string>

const trialColumns = {
  number: 'number',
  jobName: 'job_name',
  drawn: 'drawn',
  score: 'score',
  judged: 'judged',
  endedEarly: 'ended_early',
  outcome: 'outcome',
} satisfies Record<keyof TrialRow, string>

const selected = (columns: Readonly<Record<string, string>>) =>
  Object.entries(columns)
    .map(([field, column]) => `${column} as ${field}`)
    .join(', ')

const assignments = (columns: Readonly<Record<string, string>>, fields: readonly string[]) =>
  fields.map((field) => `${columns[field]} = ?`).join(', ')

/** Sweeps and their trials, as far as ARM resources and the job table do not know them. */
export type SweepTable = ReturnType<typeof createSweepTable>

export function createSweepTable(db: DatabaseSync) {
  db.exec(`create table if not exists sweep(
    seq integer primary key autoincrement,
    workspace_key text not null, workspace_id text not null, job_name text not null, seed integer not null,
    phase text not null, created_at integer not null, started_at integer, ended_at integer,
    stop_as text, stop_reason text, unique(workspace_key, job_name)
  ) strict;
  create table if not exists sweep_trial(
    sweep integer not null, number integer not null, workspace_key text not null, job_name text not null,
    drawn text not null, score real, judged integer not null, ended_early text, outcome text,
    primary key(sweep, number), unique(workspace_key, job_name)
  ) strict, without rowid;`)
  const insert = db.prepare(`insert into sweep(workspace_key, workspace_id, job_name, seed, phase, created_at)
    values(?, ?, ?, ?, 'Queued', ?)`)
  const get = db.prepare(`select ${selected(sweepColumns)} from sweep where workspace_key = ? and job_name = ?`)
  const bySeq = db.prepare(`select ${selected(sweepColumns)} from sweep where seq = ?`)
  const unfinished = db.prepare(`select ${selected(sweepColumns)} from sweep
    where phase not in ('Completed', 'Failed', 'Canceled') order by seq`)
  const remove = db.prepare('delete from sweep where seq = ?')
  const insertTrial = db.prepare(`insert into sweep_trial(sweep, number, workspace_key, job_name, drawn, judged)
    values(?, ?, ?, ?, ?, 0)`)
  const trials = db.prepare(`select ${selected(trialColumns)} from sweep_trial where sweep = ? order by number`)
  const trial = db.prepare(`select ${selected(trialColumns)} from sweep_trial
    where workspace_key = ? and job_name = ?`)
  const removeTrials = db.prepare('delete from sweep_trial where sweep = ?')

  return {
    insert: (sweep: { workspaceId: string; jobName: string; seed: number; createdAt: number }) =>
      void insert.run(
        resourceKey(sweep.workspaceId),
        sweep.workspaceId,
        sweep.jobName,
        BigInt(sweep.seed),
        BigInt(sweep.createdAt),
      ),
    // Rows have exactly the fields of `selected`.
    get: (workspaceId: string, jobName: string) => get.get(resourceKey(workspaceId), jobName) as SweepRow | undefined,
    bySeq: (seq: number) => bySeq.get(BigInt(seq)) as SweepRow | undefined,
    unfinished: () => unfinished.all() as unknown as SweepRow[],
    update(seq: number, changes: Partial<Omit<SweepRow, 'seq'>>) {
      const values = Object.values(changes).map((value) => (typeof value === 'number' ? BigInt(value) : value))
      db.prepare(`update sweep set ${assignments(sweepColumns, Object.keys(changes))} where seq = ?`).run(
        ...values,
        BigInt(seq),
      )
    },
    delete(seq: number) {
      removeTrials.run(BigInt(seq))
      remove.run(BigInt(seq))
    },
    addTrial(sweep: SweepRow, number: number, jobName: string, drawn: Pick<DrawnTrial, 'point' | 'values'>): TrialRow {
      const json = JSON.stringify(drawn)
      insertTrial.run(BigInt(sweep.seq), BigInt(number), resourceKey(sweep.workspaceId), jobName, json)
      return { number, jobName, drawn: json, score: null, judged: 0, endedEarly: null, outcome: null }
    },
    /** In the order in which they were drawn. */
    trials: (seq: number) => trials.all(BigInt(seq)) as unknown as TrialRow[],
    /** The trial that a job is, if it is one. */
    trialOf: (workspaceId: string, jobName: string) =>
      trial.get(resourceKey(workspaceId), jobName) as TrialRow | undefined,
    updateTrial(sweep: SweepRow, number: number, changes: Partial<Omit<TrialRow, 'number'>>) {
      const fields = Object.keys(changes)
      db.prepare(`update sweep_trial set ${assignments(trialColumns, fields)} where sweep = ? and number = ?`).run(
        ...Object.entries(changes).map(([field, value]) => (field === 'judged' ? BigInt(value ?? 0) : value)),
        BigInt(sweep.seq),
        BigInt(number),
      )
    },
  }
}
