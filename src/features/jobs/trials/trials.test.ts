import { expect, test } from 'vitest'
import type { Run } from '../../../api/run-history.ts'
import { byScore, searchedNames, spreadOf, trialsOf } from './trials.ts'

const aRun = (number: number, more: Partial<Run> = {}): Run => ({
  runId: `tune_${number}`,
  status: 'Completed',
  tags: { hyperparameters: JSON.stringify({ lr: 0.1 * number, kernel: 'rbf' }) },
  properties: { score: String(number) },
  startTimeUtc: '2026-01-31T10:00:00Z',
  endTimeUtc: '2026-01-31T10:00:05Z',
  ...more,
})

test('a child of a sweep is a trial with its values and its score', () => {
  expect(trialsOf([aRun(1)], 'tune_1')).toEqual([
    {
      name: 'tune_1',
      number: 1,
      status: 'Completed',
      values: { lr: '0.1', kernel: 'rbf' },
      score: 1,
      start: Date.UTC(2026, 0, 31, 10),
      end: Date.UTC(2026, 0, 31, 10, 0, 5),
      reason: undefined,
      isBest: true,
    },
  ])
})

test('nested values are shown as they were chosen', () => {
  const [trial] = trialsOf([aRun(1, { tags: { hyperparameters: '{"model":{"name":"svm","c":1}}' } })], undefined)
  expect(trial?.values).toEqual({ model: '{"name":"svm","c":1}' })
})

test.each([undefined, null, {}, { hyperparameters: 'no JSON' }, { hyperparameters: '[1]' }])(
  'a trial with tags %j is shown without values',
  (tags) => {
    expect(trialsOf([{ runId: 'tune_0', tags: tags as Run['tags'] }], undefined)[0]).toMatchObject({
      values: {},
      score: undefined,
      status: 'Unknown',
    })
  },
)

test('the best comes first, whichever way the goal goes, and trials without a score last', () => {
  const trials = trialsOf([aRun(2), aRun(3, { properties: { score: 'NaN' } }), aRun(1)], undefined)
  expect(byScore(trials, 'Minimize').map(({ name }) => name)).toEqual(['tune_1', 'tune_2', 'tune_3'])
  expect(byScore(trials, 'maximize').map(({ name }) => name)).toEqual(['tune_2', 'tune_1', 'tune_3'])
})

test('every searched name is a column', () => {
  const trials = trialsOf([aRun(1), aRun(2, { tags: { hyperparameters: '{"depth":3}' } })], undefined)
  expect(searchedNames(trials)).toEqual(['lr', 'kernel', 'depth'])
})

test('how values lie is known by how they are drawn', () => {
  const searchSpace = {
    lr: ['loguniform', [-7, -1]],
    depth: ['randint', [12]],
    kernel: ['choice', [['rbf', 'linear']]],
  }
  const names = ['lr', 'depth', 'kernel', 'unknown']
  expect(names.map((name) => spreadOf({ searchSpace }, name))).toEqual(['log', 'linear', 'choice', undefined])
})
