import { DatabaseSync } from 'node:sqlite'
import { expect, test } from 'vitest'
import { createJobTable, failureColumns, failureIn } from './job-table.ts'

/** As the first version made it, with a job that had ended and one that waited. */
const earliest = `create table job_run(
    seq integer primary key autoincrement,
    workspace_key text not null, workspace_id text not null, job_name text not null,
    compute_key text, compute_id text, node_id text, phase text not null,
    created_at integer not null, started_at integer, ended_at integer,
    pid integer, process_start text, stop_reason text, error_code text, error_message text,
    unique(workspace_key, job_name)
  ) strict;
  insert into job_run(workspace_key, workspace_id, job_name, phase, created_at, error_code, error_message) values
    ('/ws', '/WS', 'failed', 'Failed', 1, 'UserError', 'Command exited with code 3'),
    ('/ws', '/WS', 'waiting', 'Queued', 2, null, null)`

test('a data folder of the first version opens, and its jobs get what later versions keep', () => {
  const db = new DatabaseSync(':memory:')
  db.exec(earliest)
  const table = createJobTable(db)
  const failed = table.get('/WS', 'failed')!
  expect(failureIn(failed)).toEqual({ code: 'UserError', message: 'Command exited with code 3' })
  expect(failed).toMatchObject({ instanceCount: 1, retries: 0, errorMore: null, cancelationReason: null })

  const [waiting] = table.heads()
  const failure = { code: 'ServiceError', message: 'Lost.', innerError: { code: 'NodeLostError' } } as const
  table.update(waiting!.seq, { retries: 2, cancelationReason: 'It was deleted.', ...failureColumns(failure) })
  const changed = createJobTable(db).get('/WS', 'waiting')!
  expect(changed).toMatchObject({ retries: 2, cancelationReason: 'It was deleted.' })
  expect(failureIn(changed)).toEqual(failure)
  db.close()
})
