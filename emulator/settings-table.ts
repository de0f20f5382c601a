import type { DatabaseSync } from 'node:sqlite'

const createTable = 'create table if not exists setting(name text primary key, value text not null) strict'

/** How far the clock had been moved when the emulator last ran, in milliseconds. */
export function loadClockOffset(db: DatabaseSync): number {
  db.exec(createTable)
  return Number(db.prepare("select value from setting where name = 'clockOffset'").get()?.['value'] ?? 0)
}

/** Keeps the clock from running backwards at the next start, which would leave tokens and nodes of the future behind. */
export function saveClockOffset(db: DatabaseSync, offsetMs: number): void {
  db.exec(createTable)
  db.prepare(
    "insert into setting(name, value) values('clockOffset', ?) on conflict(name) do update set value = excluded.value",
  ).run(String(offsetMs))
}
