import { expect, test } from 'vitest'
import type { ComparedJob } from '../../../domain/compare/compared-job.ts'
import { directionOfName, directionsOf } from './metric-direction.ts'

test.each([
  ['loss', 'lower'],
  ['val/loss', 'lower'],
  ['trainLoss', 'lower'],
  ['mean_squared_error', 'lower'],
  ['eval-RMSE', 'lower'],
  ['perplexity', 'lower'],
  ['error_rate', 'lower'],
  ['accuracy_loss', 'lower'],
  ['negative_log_likelihood', 'lower'],
  ['val_acc', 'higher'],
  ['test.accuracy', 'higher'],
  ['roc_auc', 'higher'],
  ['f1', 'higher'],
  ['r2_score', 'higher'],
  ['neg_mean_squared_error', 'higher'],
  ['log_likelihood', 'higher'],
  ['epoch', undefined],
  ['learning_rate', undefined],
  ['gloss', undefined],
  ['weights/norm', undefined],
  ['', undefined],
])('%s is better when it is %s', (metric, direction) => {
  expect(directionOfName(metric)).toBe(direction)
})

test('what the reader chose counts before the objective of a sweep, and that before the name', () => {
  const sweep: ComparedJob = {
    name: 'tune',
    logged: undefined,
    resource: {
      properties: {
        jobType: 'Sweep',
        objective: { goal: 'Maximize', primaryMetric: 'loss' },
        searchSpace: {},
        samplingAlgorithm: { samplingAlgorithmType: 'Random' },
        trial: { command: 'true', environmentId: 'e' },
      },
    },
  }
  expect(directionsOf([], new Map())('loss')).toEqual({ direction: 'lower', source: 'name' })
  expect(directionsOf([sweep], new Map())('loss')).toEqual({ direction: 'higher', source: 'objective' })
  expect(directionsOf([sweep], new Map([['loss', 'lower']]))('loss')).toEqual({ direction: 'lower', source: 'chosen' })
  expect(directionsOf([sweep], new Map())('epoch')).toBeUndefined()
})
