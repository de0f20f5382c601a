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
    { name: 'depth', values: ['3', undefined, '4'] },
    { name: 'lr', values: ['0.1', '0.01', '0.001'] },
  ])
})

test('numbers that are written in several ways are one, and what a sweep gave its trials counts', () => {
  const [a, b] = [aComparedJob('a', { params: { lr: '0.10' } }), aComparedJob('b', { params: { lr: '1e-1' } })]
  expect(differingParameters(asRuns([a, b]))).toEqual([])
  const tags = { hyperparameters: '{"depth":7}' }
  const trial = { ...b, resource: { ...b.resource, properties: { ...b.resource.properties, tags } } }
  expect(differingParameters(asRuns([a, trial]))).toEqual([{ name: 'depth', values: [undefined, '7'] }])
})

test('secrets among parameters are not drawn', () => {
  const secrets = asRuns(
    ['x', 'y'].map((name) => aComparedJob(name, { params: { api_key: `sk-${name}-very-secret` } })),
  )
  expect(JSON.stringify(plotRows(secrets, differingParameters(secrets), 'loss', undefined))).not.toContain('sk-')
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
