import type { SQLInputValue } from 'node:sqlite'
import { ServiceError } from '../errors.ts'
import { createScanner } from './scanner.ts'

/**
 * MLflow's search language: conditions joined by AND, e.g.
 * `metrics.accuracy > 0.9 and tags."mlflow.user" = 'Olivia' and attributes.status IN ('RUNNING', 'FAILED')`.
 * https://mlflow.org/docs/latest/search-runs.html
 */
export type Comparator = '=' | '!=' | '<' | '<=' | '>' | '>=' | 'LIKE' | 'ILIKE' | 'IN' | 'NOT IN'

export type Condition = Readonly<{
  entity: 'attribute' | 'metric' | 'param' | 'tag'
  key: string
  comparator: Comparator
  value: string | number | string[]
}>

const entities: Readonly<Record<string, Condition['entity']>> = {
  attribute: 'attribute',
  attributes: 'attribute',
  attr: 'attribute',
  run: 'attribute',
  metric: 'metric',
  metrics: 'metric',
  param: 'param',
  params: 'param',
  parameter: 'param',
  parameters: 'param',
  tag: 'tag',
  tags: 'tag',
}

const token = {
  identifier: /\s*((?:[\w.\-/]+|`[^`]*`|"[^"]*")+)/y,
  comparator: /\s*(!=|<=|>=|=|<|>|not\s+in\b|in\b|ilike\b|like\b)/iy,
  string: /\s*('(?:[^']*)'|"(?:[^"]*)")/y,
  number: /\s*([+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?)/iy,
  open: /\s*\(/y,
  comma: /\s*,/y,
  close: /\s*\)/y,
  and: /\s*and\b/iy,
  end: /\s*$/y,
}

/** @throws ServiceError 400 INVALID_PARAMETER_VALUE that quotes the place it could not read */
export function parseFilter(text: string): Condition[] {
  const { take, rest } = createScanner(text, token)
  const must = (kind: keyof typeof token, what: string): string => {
    const found = take(kind)
    if (found === undefined) throw badFilter(`expected ${what} at '${rest()}'`)
    return found
  }
  const list = (): string[] => {
    must('open', 'a list in parentheses')
    const values = [unquote(must('string', 'a quoted value'))]
    while (take('comma') !== undefined) values.push(unquote(must('string', 'a quoted value')))
    must('close', "')'")
    return values
  }

  const conditions: Condition[] = []
  if (take('end') !== undefined) return conditions
  do {
    const target = splitIdentifier(must('identifier', 'a name'))
    // Only the spellings in the pattern can come out of it.
    const comparator = must('comparator', 'a comparator').toUpperCase().replace(/\s+/g, ' ') as Comparator
    const quoted = comparator.endsWith('IN') ? list() : take('string')
    const value = quoted ?? Number(must('number', 'a value'))
    conditions.push({ ...target, comparator, value: typeof value === 'string' ? unquote(value) : value })
  } while (take('and') !== undefined)
  must('end', "'and' or the end")
  return conditions
}

/** `tags."mlflow.user"` → tag, mlflow.user; a name without an entity is an attribute. */
function splitIdentifier(identifier: string): Pick<Condition, 'entity' | 'key'> {
  const dot = identifier.indexOf('.')
  if (dot < 0) return { entity: 'attribute', key: unquote(identifier) }
  const prefix = identifier.slice(0, dot).toLowerCase()
  const entity = Object.hasOwn(entities, prefix) ? entities[prefix] : undefined
  if (!entity) throw badFilter(`'${prefix}' is none of attributes, metrics, params and tags`)
  return { entity, key: unquote(identifier.slice(dot + 1)) }
}

const unquote = (text: string) => (/^(['"`]).*\1$/s.test(text) ? text.slice(1, -1) : text)

export const badFilter = (why: string) =>
  new ServiceError(400, 'INVALID_PARAMETER_VALUE', `Invalid filter or order: ${why}.`)

/** Where a condition's value is found, as an SQL expression over the searched table, with the values it binds. */
export type ColumnOf = (target: Pick<Condition, 'entity' | 'key'>) => Sql

export type Sql = { sql: string; values: SQLInputValue[] }

/** All conditions as one SQL expression. */
export function filterSql(conditions: readonly Condition[], columnOf: ColumnOf): Sql {
  const parts = conditions.map((condition) => conditionSql(condition, columnOf(condition)))
  return {
    sql: parts.map((part) => `(${part.sql})`).join(' and ') || 'true',
    values: parts.flatMap((part) => part.values),
  }
}

/**
 * A search's `order_by` as SQL: items such as `metrics.loss DESC`, then `last`. What lacks a value comes last, in both
 * directions.
 * @throws ServiceError 400 INVALID_PARAMETER_VALUE
 */
export function orderSql(orderBy: readonly string[], columnOf: ColumnOf, last: string): Sql {
  const parts = orderBy.map((item): Sql => {
    const [, identifier = '', direction = 'asc'] = /^\s*(.+?)(?:\s+(asc|desc))?\s*$/i.exec(item) ?? []
    const { sql, values } = columnOf(splitIdentifier(identifier))
    return { sql: `${sql} is null, ${sql} ${direction}`, values: [...values, ...values] }
  })
  return { sql: [...parts.map((part) => part.sql), last].join(', '), values: parts.flatMap((part) => part.values) }
}

function conditionSql({ comparator, value }: Condition, column: Sql): Sql {
  if (Array.isArray(value)) {
    const marks = value.map(() => '?').join(', ')
    return { sql: `${column.sql} ${comparator} (${marks})`, values: [...column.values, ...value] }
  }
  if (comparator === 'ILIKE') return { sql: `${column.sql} like ?`, values: [...column.values, value] }
  // SQLite's own LIKE ignores case; GLOB does not.
  if (comparator === 'LIKE') return { sql: `${column.sql} glob ?`, values: [...column.values, globOf(String(value))] }
  return { sql: `${column.sql} ${comparator} ?`, values: [...column.values, value] }
}

const globOf = (like: string) => like.replace(/[*?[]/g, '[$&]').replaceAll('%', '*').replaceAll('_', '?')
