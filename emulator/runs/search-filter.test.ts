import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { parseFilter } from './search-filter.ts'

function outcomeOf(read: () => unknown): string {
  try {
    read()
    return 'read'
  } catch (error) {
    return error instanceof Error ? error.message : 'thrown'
  }
}

describe('a filter', () => {
  test('joins conditions on metrics, parameters, tags and attributes', () => {
    expect(
      parseFilter(`metrics.loss <= 1e-3 AND params."batch size" != '32' and tag.\`a b\` not in ('x', "y")`),
    ).toEqual([
      { entity: 'metric', key: 'loss', comparator: '<=', value: 0.001 },
      { entity: 'param', key: 'batch size', comparator: '!=', value: '32' },
      { entity: 'tag', key: 'a b', comparator: 'NOT IN', value: ['x', 'y'] },
    ])
    expect(parseFilter("status='RUNNING'")).toEqual([
      { entity: 'attribute', key: 'status', comparator: '=', value: 'RUNNING' },
    ])
  })

  test('keeps dots in the names of tags, and operators in quoted values', () => {
    expect(parseFilter("tags.mlflow.parentRunId = 'a and b = c'")).toEqual([
      { entity: 'tag', key: 'mlflow.parentRunId', comparator: '=', value: 'a and b = c' },
    ])
  })

  test('may be empty', () => {
    expect(parseFilter('  ')).toEqual([])
  })

  test('that cannot be read is refused with the place', () => {
    for (const text of [
      'metrics.a',
      'metrics.a >',
      "colour.a = 'x'",
      "a = 'x' or b = 'y'",
      "a in 'x'",
      "a = 'x",
      '= 1',
    ]) {
      expect(() => parseFilter(text)).toThrow(/Invalid filter/)
    }
  })

  test('never fails in another way, whatever is typed', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        expect(outcomeOf(() => parseFilter(text))).toMatch(/^read$|^Invalid filter/)
      }),
    )
  })
})
