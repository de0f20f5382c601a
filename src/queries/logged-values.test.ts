import { expect, test } from 'vitest'
import type { MlflowRun } from '../api/mlflow.ts'
import { loggedOf } from './logged-values.ts'

const aRun = ({ loss = 0.5, lr = '0.1' }: { loss?: number; lr?: string }): MlflowRun => ({
  info: { runId: 'a', runName: 'a', experimentId: '1', status: 'RUNNING' },
  params: [{ key: 'lr', value: lr }],
  metrics: [{ key: 'loss', value: loss, step: 3, timestamp: 1_000 }],
  tags: [{ key: 'kind', value: 'small' }],
})

test('a run that has logged nothing new is the same object', () => {
  const before = loggedOf(aRun({ loss: Number.NaN }))
  expect(loggedOf(aRun({ loss: Number.NaN }), before)).toBe(before)
})

test('of a run that goes on what is as it was stays the same object', () => {
  const before = loggedOf(aRun({}))
  const after = loggedOf(aRun({ loss: 0.4 }), before)
  expect(after.metrics.get('loss')).toEqual({ value: 0.4, step: 3, time: 1_000 })
  expect(after.params).toBe(before.params)
  expect(after.tags).toBe(before.tags)
})

test('another value or another name is told', () => {
  const before = loggedOf(aRun({}))
  expect(loggedOf(aRun({ lr: '0.2' }), before).params.get('lr')).toBe('0.2')
  const more = { ...aRun({}), tags: [{ key: 'note', value: 'small' }] }
  expect([...loggedOf(more, before).tags]).toEqual([['note', 'small']])
})
