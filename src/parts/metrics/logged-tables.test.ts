import { describe, expect, test } from 'vitest'
import { loggedTables, tableFrom } from './logged-tables.ts'

const tag = (value: unknown) => [
  { key: 'mlflow.loggedArtifacts', value: typeof value === 'string' ? value : JSON.stringify(value) },
]

describe('tables that a run has logged', () => {
  test('are those that MLflow lists in a tag', () => {
    const table = { path: 'confusion.json', type: 'table' }
    const entries = [table, table, { path: 'report.html', type: 'html' }, { path: 'rows.parquet', type: 'table' }]
    expect(loggedTables(tag(entries))).toEqual(['confusion.json'])
    expect(loggedTables([])).toEqual([])
  })

  test('are none when the tag says something else', () => {
    for (const odd of ['', '{', 'null', '{"path":"a.json"}', '[null, 3, {"path": 4, "type": "table"}]']) {
      expect(loggedTables(tag(odd))).toEqual([])
    }
  })
})

describe('a table', () => {
  test('has columns and rows, whatever stands in its cells', () => {
    const text = '{"columns": ["true", "predicted", 3], "data": [["a", 0.5, null], [{"x": 1}, NaN, true]]}'
    expect(tableFrom(text)).toEqual({
      columns: ['true', 'predicted', '3'],
      rows: [
        ['a', '0.5', null],
        ['{"x":1}', 'NaN', 'true'],
      ],
    })
  })

  test('is not made of anything else', () => {
    for (const odd of [
      '',
      'no',
      '[]',
      '{"columns": ["a"]}',
      '{"columns": {}, "data": []}',
      '{"columns": [], "data": [3]}',
    ]) {
      expect(tableFrom(odd)).toBeUndefined()
    }
  })
})
