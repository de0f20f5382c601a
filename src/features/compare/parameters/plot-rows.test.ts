import { expect, test } from 'vitest'
import { aComparedJob, asRuns } from '../testing/compared-jobs.ts'
import { directionOfName } from '../metrics/metric-direction.ts'
import { differingParameters, plotRows, targetOf } from './plot-rows.ts'

const jobs = [
  aComparedJob('a', { params: { lr: '0.1', seed: '1', depth: '3' }, metrics: { loss: 0.5 } }),
  aComparedJob('b', { params: { lr: '0.01', seed: '1' }, metrics: { loss: 0.2 } }),
  aComparedJob('c', { params: { lr: '0.001', seed: '1', depth: '4' }, metrics: { loss: Number.NaN } }),
]
const runs = asRuns(jobs)

test('what differs of the parameters becomes axes, also what some jobs lack', () => {
  expect(differingParameters(runs)).toEqual([
    { name: 'lr', values: ['0.1', '0.01', '0.001'] },
    { name: 'depth', values: ['3', undefined, '4'] },
  ])
})

test('jobs are lines to their last value, the best one marked; a value that is not finite is none', () => {
  const rows = plotRows(runs, differingParameters(runs), 'loss', 'lower')
  expect(rows.map(({ score, isBest }) => [score, isBest])).toEqual([
    [0.5, false],
    [0.2, true],
    [undefined, false],
  ])
  expect(rows[1]?.values).toEqual({ lr: '0.01' })
  expect(plotRows(runs, [], 'loss', undefined).some(({ isBest }) => isBest)).toBe(false)
})

test('the metric to begin with is the chosen one, else one whose direction is known', () => {
  const directionOf = (metric: string) => {
    const direction = directionOfName(metric)
    return direction && { direction, source: 'name' as const }
  }
  const metrics = ['epoch', 'train/loss', 'val/accuracy']
  expect(targetOf(metrics, directionOf, 'epoch')).toBe('epoch')
  expect(targetOf(metrics, directionOf, 'ghost')).toBe('val/accuracy')
  expect(targetOf(['epoch', 'loss'], directionOf, undefined)).toBe('loss')
  expect(targetOf(['epoch'], directionOf, undefined)).toBe('epoch')
  expect(targetOf([], directionOf, undefined)).toBeUndefined()
})
