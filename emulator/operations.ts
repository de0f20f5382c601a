import { randomUUID } from 'node:crypto'
import type { DatabaseSync } from 'node:sqlite'

/** A long-running operation: what its polling addresses tell about. */
export type Operation = { id: string; resourceId: string; startedAt: number; readyAt: number }

/**
 * Operations in the sense of ARM's `Azure-AsyncOperation` header. Their end is a time, not an event, so that a poll
 * after a restart still gets its answer.
 */
export function createOperations(db: DatabaseSync) {
  db.exec(`create table if not exists operation(
    id text primary key, resource_id text not null, started_at integer not null, ready_at integer not null
  ) strict`)
  const insert = db.prepare('insert into operation(id, resource_id, started_at, ready_at) values(?, ?, ?, ?)')
  const select = db.prepare('select * from operation where id = ?')

  return {
    /** @returns id of the new operation */
    start(resourceId: string, startedAt: number, readyAt: number): string {
      const id = randomUUID()
      insert.run(id, resourceId, BigInt(startedAt), BigInt(readyAt))
      return id
    },
    get(id: string): Operation | undefined {
      const row = select.get(id)
      if (!row) return undefined
      return {
        id,
        resourceId: row['resource_id'] as string,
        startedAt: row['started_at'] as number,
        readyAt: row['ready_at'] as number,
      }
    },
  }
}
