import type { SQLInputValue } from 'node:sqlite'
import { ServiceError } from '../errors.ts'
import { createScanner } from './scanner.ts'
import type { Sql } from './search-filter.ts'

/** What a name in a filter stands for, as an SQL expression; a `date` is kept in milliseconds. */
export type FilterColumn = Sql & { kind: 'text' | 'date' | 'number' }
export type FilterColumns = (name: string) => FilterColumn | undefined

const comparators: Readonly<Record<string, string>> = { eq: '=', ne: '<>', gt: '>', ge: '>=', lt: '<', le: '<=' }

const token = {
  name: /\s*([A-Za-z_][\w.\-/]*)/y,
  comparator: /\s+(eq|ne|gt|ge|lt|le)\b/iy,
  text: /\s*'((?:[^']|'')*)'/y,
  date: /\s*(\d{4}-\d\d-\d\dT[\d:.]+(?:Z|[+-]\d\d:\d\d))/y,
  number: /\s*([+-]?\d+(?:\.\d+)?)/y,
  null: /\s*(null)\b/iy,
  not: /\s*not\b/iy,
  and: /\s*and\b/iy,
  or: /\s*or\b/iy,
  open: /\s*\(/y,
  close: /\s*\)/y,
  end: /\s*$/y,
}

/** Deeper nesting than this is refused, since each level is one of our own calls. */
const deepest = 30

export const badQuery = (why: string) => new ServiceError(400, 'BadArgument', `Invalid query: ${why}.`)

/**
 * Run history's `$filter` as one SQL expression: OData comparisons joined by `and`, `or`, `not` and parentheses, e.g.
 * `status eq 'Completed' and startTimeUtc ge 2025-11-01T00:00:00Z`.
 * https://docs.oasis-open.org/odata/odata/v4.01/odata-v4.01-part2-url-conventions.html#sec_SystemQueryOptionfilter
 * @throws ServiceError 400 `BadArgument` that quotes the place it could not read
 */
export function historyFilterSql(text: string, columns: FilterColumns): Sql {
  const { take, rest } = createScanner(text, token)
  const expected = (what: string) => badQuery(`expected ${what} at '${rest()}' of the filter`)

  function joined(word: 'or' | 'and', part: () => Sql): Sql {
    const parts = [part()]
    while (take(word) !== undefined) parts.push(part())
    return {
      sql: parts.map(({ sql }) => sql).join(` ${word} `),
      values: parts.flatMap(({ values }) => values),
    }
  }
  const anyOf = (depth: number): Sql => joined('or', () => joined('and', () => term(depth)))

  function term(depth: number): Sql {
    if (depth > deepest) throw badQuery('the filter is nested too deep')
    if (take('not') !== undefined) {
      const { sql, values } = term(depth + 1)
      return { sql: `not (${sql})`, values }
    }
    if (take('open') === undefined) return comparison()
    const { sql, values } = anyOf(depth + 1)
    if (take('close') === undefined) throw expected("')'")
    return { sql: `(${sql})`, values }
  }

  function comparison(): Sql {
    const name = take('name')
    if (name === undefined) throw expected('a name')
    const column = columns(name)
    if (!column) throw badQuery(`a run has no '${name}' that can be filtered by`)
    const comparator = comparators[take('comparator')?.toLowerCase() ?? '']
    if (comparator === undefined) throw expected('one of eq, ne, gt, ge, lt and le')
    if (take('null') !== undefined) {
      return { sql: `${column.sql} is ${comparator === '<>' ? 'not ' : ''}null`, values: column.values }
    }
    const value = take('date') ?? take('number') ?? take('text')?.replaceAll("''", "'")
    if (value === undefined) throw expected('a value')
    return { sql: `coalesce(${column.sql} ${comparator} ?, false)`, values: [...column.values, valueOf(column, value)] }
  }

  if (take('end') !== undefined) return { sql: 'true', values: [] }
  const found = anyOf(0)
  if (take('end') === undefined) throw expected("'and', 'or' or the end")
  return found
}

function valueOf({ kind }: FilterColumn, value: string): SQLInputValue {
  if (kind === 'text') return value
  const number = kind === 'date' ? Date.parse(value) : Number(value)
  if (Number.isNaN(number)) throw badQuery(`'${value}' is no ${kind}`)
  return number
}
