import { expect, test } from 'vitest'
import { parseDelimited } from '../../../lib/csv.ts'
import { aComparedJob, asRuns } from '../testing/compared-jobs.ts'
import { metricsCsv } from './metric-csv.ts'
import { directionsOf } from './metric-direction.ts'
import { metricNames, metricRow, orderedRuns, type MetricTableInput } from './metric-table.ts'

const runs = asRuns([
  aComparedJob('a', { metrics: { loss: 0.5, layer10: 1 } }),
  aComparedJob('b', { metrics: { loss: 0.1, layer9: 2 } }),
  aComparedJob('c', { metrics: { loss: Number.NaN } }),
  aComparedJob('d', { metrics: { loss: 0.30000000000000004 } }),
])

const anInput = (more: Partial<MetricTableInput> = {}): MetricTableInput => ({
  runs,
  statistic: 'last',
  factsOf: () => undefined,
  directionOf: directionsOf([], new Map()),
  baseline: undefined,
  ...more,
})

test('every metric that any job logged has a row, in the order of people', () => {
  expect(metricNames(runs)).toEqual(['layer9', 'layer10', 'loss'])
})

test('a row says which job is the best, and what the others are away from the baseline', () => {
  const row = metricRow('loss', anInput({ baseline: 'a' }))
  expect(row.standings).toEqual([undefined, 'best', undefined, undefined])
  expect(row.deltas).toEqual([
    undefined,
    { absolute: -0.4, percent: -80, verdict: 'better' },
    undefined,
    { absolute: expect.closeTo(-0.2), percent: expect.closeTo(-40), verdict: 'better' },
  ])
})

test('jobs are ordered by a metric, those without a number last', () => {
  const names = (isDescending: boolean) =>
    orderedRuns(anInput(), { metric: 'loss', isDescending }).map(({ name }) => name)
  expect(names(false)).toEqual(['b', 'd', 'a', 'c'])
  expect(names(true)).toEqual(['a', 'd', 'b', 'c'])
  expect(orderedRuns(anInput(), undefined)).toBe(runs)
})

test('the CSV has every number as it was logged, in the order that is seen', () => {
  const rows = ['layer9', 'loss'].map((metric) => metricRow(metric, anInput()))
  const csv = metricsCsv(rows, runs, { isTransposed: false, baseline: undefined })
  expect(parseDelimited(csv, ',')).toEqual([
    ['metric', 'direction', 'a', 'b', 'c', 'd'],
    ['layer9', 'direction unknown', '', '2', '', ''],
    ['loss', 'lower is better', '0.5', '0.1', 'NaN', '0.30000000000000004'],
  ])
})

test('the CSV of jobs as rows has their differences from the baseline', () => {
  const input = anInput({ runs: runs.slice(0, 2), baseline: 'b' })
  const csv = metricsCsv([metricRow('loss', input)], input.runs, { isTransposed: true, baseline: 'b' })
  expect(parseDelimited(csv, ',')).toEqual([
    ['job', 'loss', 'loss: difference from the baseline'],
    ['a', '0.5', '0.4'],
    ['b', '0.1', ''],
  ])
})

test('the CSV says which values only stand in for those of a history, and what is a range', () => {
  const point = (value: number) => ({ value, step: 1, time: 0 })
  const facts = { least: point(0.5), greatest: point(9), atStep: undefined }
  const input = anInput({ statistic: 'best', factsOf: ({ name }) => (name === 'a' ? facts : undefined) })
  const rows = ['layer10', 'loss'].map((metric) => metricRow(metric, input))
  const [, layer10, loss] = parseDelimited(metricsCsv(rows, runs, { isTransposed: false, baseline: undefined }), ',')
  expect(layer10?.slice(2, 4)).toEqual(['0.5 to 9', ''])
  expect(loss?.slice(2, 4)).toEqual(['0.5', '0.1 (last value)'])
})

test('names that a spreadsheet would run stay text', () => {
  const [first] = runs
  if (!first) throw new Error('There is no job')
  const csv = metricsCsv([], [{ ...first, title: '=1+1' }], { isTransposed: false, baseline: undefined })
  expect(csv).toContain(`"'=1+1 (a)"`)
})
