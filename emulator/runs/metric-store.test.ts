import { afterEach, expect, test } from 'vitest'
import { openDatabase } from '../store.ts'
import { createMetricStore } from './metric-store.ts'

let db = openDatabase(':memory:')
afterEach(() => {
  db.close()
  db = openDatabase(':memory:')
})

/** As data folders had them that were made before points lay in the order of their times. */
const earlierTables = `
  create table metric_key(
    id integer primary key, run int not null, key text not null, points int not null,
    last_value real, last_timestamp int not null, last_step int not null, unique(run, key)
  ) strict;
  create table metric(
    metric int not null, step int not null, timestamp int not null, seq int not null, value real,
    primary key(metric, step, timestamp, seq)
  ) strict, without rowid;
  insert into metric_key values(1, 7, 'loss', 3, 9e999, 10, 2);
  insert into metric values(1, 0, 20, 0, 9.0), (1, 1, 30, 1, null), (1, 2, 10, 2, 9e999);
`

test('a data folder of an earlier version keeps its points, also what is no number', () => {
  db.exec(earlierTables)
  for (let start = 0; start < 2; start++) {
    const { metrics } = createMetricStore(db).history(7, 'loss', 10)
    expect(metrics.map(({ timestamp, step, value }) => [timestamp, step, value])).toEqual([
      [10, 2, Infinity],
      [20, 0, 9],
      [30, 1, Number.NaN],
    ])
  }
  createMetricStore(db).log(7, [{ key: 'loss', timestamp: 20, step: 0, value: 9 }])
  expect(createMetricStore(db).history(7, 'loss', 10).metrics).toHaveLength(4)
})

test('what was logged behind the last look is read on its own', () => {
  const store = createMetricStore(db)
  const log = (...timestamps: number[]) =>
    store.log(
      7,
      timestamps.map((timestamp) => ({ key: 'loss', timestamp, step: 0, value: timestamp / 2 })),
    )
  expect(store.values(7, 'loss')).toEqual({ values: [], last: undefined })
  log(2, 4)
  const first = store.values(7, 'loss')
  log(6)
  const second = store.values(7, 'loss', first.last)
  expect([first.values, second.values]).toEqual([[1, 2], [3]])
  expect(store.values(7, 'loss', second.last)).toEqual({ values: [], last: second.last })
})
