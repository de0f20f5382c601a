import { describe, expect, test } from 'vitest'
import { deltaOf, metricCell, orderOfCells, standingsOf, type MetricCell } from './metric-cells.ts'

const point = (step: number, value: number) => ({ step, value, time: 0 })
const last = point(10, 0.4)
const facts = { least: point(7, 0.1), greatest: point(1, 0.9), atStep: point(5, 0.3) }
const cell = (value: number): MetricCell => ({ kind: 'value', value, step: 0 })
const none: MetricCell = { kind: 'none' }

describe('a cell', () => {
  test('is the last value, which needs no history', () => {
    expect(metricCell('last', last, undefined, 'lower')).toEqual({ kind: 'value', value: 0.4, step: 10 })
  })

  test('is the best value with its step, by the direction', () => {
    expect(metricCell('best', last, facts, 'lower')).toEqual({ kind: 'value', value: 0.1, step: 7 })
    expect(metricCell('best', last, facts, 'higher')).toEqual({ kind: 'value', value: 0.9, step: 1 })
  })

  test('is both ends where nobody knows which is better', () => {
    expect(metricCell('best', last, facts, undefined)).toEqual({
      kind: 'ends',
      least: facts.least,
      greatest: facts.greatest,
    })
  })

  test('is the value at a step', () => {
    expect(metricCell('step', last, facts, undefined)).toEqual({ kind: 'value', value: 0.3, step: 5 })
    expect(metricCell('step', last, { ...facts, atStep: undefined }, undefined)).toEqual(none)
  })

  test('says that it is the last value only while the history is not read', () => {
    expect(metricCell('best', last, undefined, 'lower')).toEqual({ kind: 'provisional', value: 0.4, step: 10 })
  })

  test('is empty for a job that did not log the metric', () => {
    expect(metricCell('last', undefined, facts, 'lower')).toEqual(none)
  })
})

describe('among the cells of a metric', () => {
  const cells = [cell(0.3), none, cell(0.1), cell(Number.NaN), cell(0.1)]

  test('all that are best are marked', () => {
    expect(standingsOf(cells, 'lower')).toEqual([undefined, undefined, 'best', undefined, 'best'])
    expect(standingsOf(cells, 'higher')).toEqual(['best', undefined, undefined, undefined, undefined])
  })

  test('both ends are marked where the direction is unknown', () => {
    expect(standingsOf(cells, undefined)).toEqual(['greatest', undefined, 'least', undefined, 'least'])
  })

  test('an end that all have in common is not marked', () => {
    const ends = (least: number, greatest: number): MetricCell => ({
      kind: 'ends',
      least: point(0, least),
      greatest: point(9, greatest),
    })
    expect(standingsOf([ends(0, 3), ends(0, 5), none], undefined)).toEqual([undefined, 'greatest', undefined])
  })

  test('nothing is marked where all are the same', () => {
    expect(standingsOf([cell(1), cell(1), none], 'lower')).toEqual([undefined, undefined, undefined])
    expect(standingsOf([none, cell(Infinity)], 'lower')).toEqual([undefined, undefined])
  })

  test('the order has those without a number last, either way', () => {
    expect(orderOfCells(cells, false)).toEqual([2, 4, 0, 1, 3])
    expect(orderOfCells(cells, true)).toEqual([0, 2, 4, 1, 3])
  })
})

describe('a delta', () => {
  test('has a size, a share of the baseline and a verdict', () => {
    expect(deltaOf(cell(1.5), cell(1), 'higher')).toEqual({ absolute: 0.5, percent: 50, verdict: 'better' })
    expect(deltaOf(cell(1.5), cell(1), 'lower')).toEqual({ absolute: 0.5, percent: 50, verdict: 'worse' })
    expect(deltaOf(cell(-3), cell(-2), 'lower')).toEqual({ absolute: -1, percent: -50, verdict: 'better' })
    expect(deltaOf(cell(1), cell(1), 'lower')).toEqual({ absolute: 0, percent: 0, verdict: 'same' })
  })

  test('has no verdict without a direction, and no share of nothing', () => {
    expect(deltaOf(cell(2), cell(0), undefined)).toEqual({ absolute: 2, percent: undefined, verdict: undefined })
  })

  test('needs two numbers', () => {
    expect(deltaOf(none, cell(1), 'lower')).toBeUndefined()
    expect(deltaOf(cell(1), none, 'lower')).toBeUndefined()
    expect(deltaOf(cell(Number.NaN), cell(1), 'lower')).toBeUndefined()
    expect(deltaOf(cell(Infinity), cell(Infinity), 'lower')).toBeUndefined()
  })
})
